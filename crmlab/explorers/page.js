// Stands in for Jupyter in front of controls.js: the model that it expects, and a wire to the session in Python.
// One move is drawn at a time; of those that wait, the newest replaces the others.

import controls from "./controls.js";

const state = {};
const listeners = {};
const waiting = [];
let drawing = false;
const place = (id) => document.getElementById(id);

const tell = (event, ...news) => (listeners[event] ?? []).forEach((take) => take(...news));
const put = (key, value) => { state[key] = value; tell("change:" + key); };

const socket = new WebSocket(location.href.replace(/^http/, "ws") + "moves");
const next = () => {
  if (drawing || !waiting.length) return;
  drawing = true;
  socket.send(JSON.stringify(waiting.shift()));
};

const model = {
  get: (key) => state[key],
  set: put,
  save_changes() {
    const { values, pinned } = state;
    if (waiting.at(-1)?.pinned === pinned) waiting.pop(); // what is pinned is pinned before the next move
    waiting.push({ values, pinned });
    next();
  },
  send(asked) { waiting.push({ asked }); next(); },
  on(event, take) { listeners[event] = [...(listeners[event] ?? []), take]; },
  off(event, take) { listeners[event] = (listeners[event] ?? []).filter((one) => one !== take); },
};

const show = (shown) => {
  const open = place("shown").querySelector("details")?.open ?? true; // the working stays closed once it is
  place("shown").innerHTML = shown;
  for (const details of place("shown").querySelectorAll("details")) details.open = open;
};

socket.addEventListener("message", ({ data }) => {
  const { shown, table, ...rest } = JSON.parse(data);
  if (waiting.some((move) => move.values)) delete rest.values; // newer ones are on their way
  const begins = !state.controls;
  for (const [key, value] of Object.entries(rest)) put(key, value);
  if (shown !== undefined) show(shown);
  if (table !== undefined) tell("msg:custom", table);
  if (begins) controls.render({ model, el: place("controls") });
  drawing = false;
  next();
});

socket.addEventListener("close", () => { place("stopped").hidden = false; });
