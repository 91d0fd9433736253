// What a widget expects of Jupyter: a model, here over a wire. One move is drawn at a time; of those that
// wait and change the same, the newest replaces the older.

export class Model {
  #listeners = {};
  #changed = {};
  #waiting = [];
  #drawing = false;
  #send;

  constructor(state, send) {
    this.state = state;
    this.#send = send;
  }

  get(key) { return this.state[key]; }

  set(key, value) {
    this.#changed[key] = value;
    this.#put(key, value);
  }

  save_changes() {
    const state = this.#changed;
    this.#changed = {};
    const last = this.#waiting.at(-1)?.state;
    if (last && Object.keys(last).join() === Object.keys(state).join()) this.#waiting.pop();
    this.#waiting.push({ method: "update", state });
    this.#next();
  }

  send(content) { this.#waiting.push({ method: "custom", content }); this.#next(); }
  // as Jupyter's models do, several events at once, with spaces between them
  on(events, take) { for (const event of events.split(" ")) (this.#listeners[event] ??= []).push(take); }
  off(events, take) {
    for (const event of events.split(" ")) this.#listeners[event] = (this.#listeners[event] ?? []).filter((one) => one !== take);
  }

  // what Python says: values that are older than those on their way are dropped
  hear(state) {
    for (const [key, value] of Object.entries(state)) {
      if (!this.#waiting.some((move) => move.state && key in move.state)) this.#put(key, value);
    }
  }

  told(content) { this.#tell("msg:custom", content); }
  drawn() { this.#drawing = false; this.#next(); }

  #put(key, value) { this.state[key] = value; this.#tell(`change:${key}`); }
  #tell(event, ...news) { for (const take of this.#listeners[event] ?? []) take(...news); }
  #next() {
    if (this.#drawing || !this.#waiting.length) return;
    this.#drawing = true;
    this.#send(this.#waiting.shift());
  }
}
