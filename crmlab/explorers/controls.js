// The controls of an explorer: for each parameter a label, a slider and a field for typing, or a list, or a box.
// Plain HTML inputs work from the keyboard and have names that a screen reader finds.

const style = `
.crmlab-controls { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15em, 100%), 1fr)); gap: .3em 1.2em;
  align-items: end; padding: .2em; max-width: 46em; color: var(--jp-ui-font-color1, CanvasText); font-size: 1em; }
.crmlab-controls :is(input, select, button) { font: inherit; margin: 0; }
.crmlab-controls .crmlab-control { display: grid; grid-template-columns: minmax(0, 1fr) 6em; gap: 0 .6em; align-items: center;
  min-width: 0; }
.crmlab-controls .crmlab-control > :is(label, .crmlab-wide) { grid-column: 1 / -1; }
.crmlab-controls .crmlab-rests:not(:focus) { opacity: .35; filter: grayscale(1); }
.crmlab-controls :is(input[type=text], select) { width: 100%; box-sizing: border-box; }
.crmlab-controls :is(.crmlab-buttons, .crmlab-case) { grid-column: 1 / -1; }
.crmlab-controls .crmlab-buttons { display: flex; gap: .3em .6em; align-items: center; flex-wrap: wrap; min-width: 0; }
.crmlab-controls code { user-select: all; background: var(--jp-layout-color2, #8883); padding: .15em .4em; max-width: 100%;
  box-sizing: border-box; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.crmlab-controls .crmlab-spoken { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
.crmlab-controls { position: relative; }
.crmlab-help { max-width: 46em; padding: 0 .2em .3em; color: var(--jp-ui-font-color1, CanvasText); }
.crmlab-help > summary { cursor: pointer; width: max-content; }
.crmlab-help :is(p, dl, dd) { margin: .2em 0; }
.crmlab-help dt { font-weight: bold; }
/* beside the picture where there is room for both, else above it; whatever else a cell shows has lines of its own */
.jp-OutputArea:has(> * .crmlab-controls) { display: flex; flex-wrap: wrap; align-items: flex-start; column-gap: 1em; }
.jp-OutputArea:has(> * .crmlab-controls) > * { flex: 1 1 100%; min-width: 0; }
.jp-OutputArea > :has(.crmlab-controls) { flex: 2 1 20em; }
.jp-OutputArea > :has(.crmlab-controls) + :has(.crmlab-page) { flex: 3 1 26em; }
.jp-OutputArea > :has(.crmlab-controls) + :has(.crmlab-page) > .jp-OutputPrompt { display: none; }
`;

function render({ model, el }) {
  const copy = Math.random().toString(36).slice(2); // ids are the page's, and each explorer has a module of its own
  const words = model.get("words");
  const refreshers = [];
  const worded = {}; // how the value of a control is said
  const grid = element("div", { class: "crmlab-controls", role: "group", "aria-label": words.controls });

  const put = (name, value) => {
    model.set("values", { ...model.get("values"), [name]: value });
    model.save_changes();
  };

  const field = (control, id) => {
    const typed = element("input", { type: "text", inputmode: "decimal", "aria-label": `${control.label}, ${words.typed}` });
    let isHalfTyped = false; // and not to be written over when an answer comes
    typed.addEventListener("input", () => { isHalfTyped = true; });
    const take = () => { isHalfTyped = false; put(control.name, control.optional && !typed.value.trim() ? null : typed.value); };
    typed.addEventListener("change", take);
    // in a notebook Enter alone is no change; while Chinese is being composed it only ends the composing
    typed.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) take(); });
    refreshers.push((values) => {
      if (isHalfTyped) return;
      const value = values[control.name];
      typed.value = value === null ? "" : Array.isArray(value) ? value.join(", ") : value;
    });
    if (id) typed.id = id;
    return typed;
  };

  const make = {
    number(control, id) {
      const slider = element("input", { type: "range", id, min: control.low, max: control.high, step: control.step, title: control.meaning });
      slider.addEventListener("input", () => put(control.name, Number(slider.value)));
      slider.addEventListener("keydown", (event) => { // with Shift in small steps, which the slider itself does not have
        const ways = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
        if (!event.shiftKey || !(event.key in ways)) return;
        event.preventDefault();
        const now = Number(model.get("values")[control.name] ?? control.middle);
        const moved = Number((now + ways[event.key] * control.fine).toPrecision(12));
        put(control.name, Math.min(Number(slider.max), Math.max(Number(slider.min), moved)));
      });
      refreshers.push((values) => {
        const value = values[control.name];
        const number = Number(value === null ? control.middle : value); // from there one key reaches either end
        slider.classList.toggle("crmlab-rests", value === null);
        const beyond = (by) => Math.max(0, Math.ceil(by / control.step - 1e-9)) * control.step; // what a case or a typed value needs
        slider.min = control.low - (beyond(control.low - number) || 0);
        slider.max = control.high + (beyond(number - control.high) || 0);
        slider.value = Number.isFinite(number) ? number : control.low;
        worded[control.name] = value === null ? words.left_out : control.valued.replace("{}", value);
        slider.setAttribute("aria-valuetext", worded[control.name]);
      });
      return [slider, field(control)];
    },
    list(control, id) {
      const typed = field(control, id);
      typed.className = "crmlab-wide";
      typed.title = control.meaning;
      return [typed];
    },
    choice(control, id) {
      const select = element("select", { id, class: "crmlab-wide", title: control.meaning });
      for (const [value, label] of control.options) select.append(element("option", { value }, label));
      select.addEventListener("change", () => put(control.name, select.value));
      refreshers.push((values) => { select.value = values[control.name]; });
      return [select];
    },
    flag(control, id) {
      const box = element("input", { type: "checkbox", id, title: control.meaning });
      box.addEventListener("change", () => put(control.name, box.checked));
      refreshers.push((values) => { box.checked = values[control.name]; });
      return [element("span", { class: "crmlab-wide" }, box)];
    },
  };

  const explained = element("dl");
  for (const control of model.get("controls")) {
    const id = `crmlab-${copy}-${control.name}`;
    const label = element("label", { for: id }, control.unit ? `${control.label} (${control.unit})` : control.label);
    const whole = element("div", { class: "crmlab-control" }, label, ...make[control.kind](control, id));
    for (const one of whole.querySelectorAll("input, select")) one.setAttribute("aria-describedby", `${id}-help`);
    explained.append(element("dt", {}, control.label), element("dd", { id: `${id}-help` }, control.help));
    grid.append(whole);
    if (control.optional) {
      const box = element("input", { type: "checkbox", id: `${id}-out`, "aria-label": `${control.label}: ${control.left_out}` });
      box.addEventListener("change", () => put(control.name, box.checked ? null : control.middle));
      refreshers.push((values) => { box.checked = values[control.name] === null; });
      const out = element("label", { for: `${id}-out` }, ` ${control.left_out}`);
      out.prepend(box);
      whole.append(out);
    }
  }

  const presets = model.get("presets");
  if (presets.length) {
    const id = `crmlab-${copy}--preset`;
    const select = element("select", { id, class: "crmlab-wide" }, element("option", { value: "" }, words.choose));
    presets.forEach((preset, number) => select.append(element("option", { value: number }, preset.label)));
    select.addEventListener("change", () => {
      if (select.value === "") return;
      model.set("values", { ...presets[Number(select.value)].values });
      model.save_changes();
    });
    refreshers.push((values) => { // the name of a case stands there as long as it is on screen
      const same = presets.findIndex((preset) => JSON.stringify(preset.values) === JSON.stringify(values));
      select.value = same < 0 ? "" : same;
    });
    grid.prepend(element("div", { class: "crmlab-control crmlab-case" }, element("label", { for: id }, words.preset), select));
  }

  const code = element("code");
  const reset = element("button", { type: "button" }, words.reset);
  reset.addEventListener("click", () => { model.set("values", { ...model.get("start") }); model.save_changes(); });
  const pin = element("button", { type: "button" });
  pin.addEventListener("click", () => { model.set("pinned", !model.get("pinned")); model.save_changes(); });
  const showPin = () => {
    pin.textContent = model.get("pinned") ? words.unpin : words.pin;
    pin.setAttribute("aria-pressed", model.get("pinned"));
  };
  const copier = (word, fetchText) => {
    const button = element("button", { type: "button" }, word);
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(code); // where there is no clipboard, the code is at least selected
      try { await navigator.clipboard.writeText(await fetchText()); button.textContent = words.copied; } catch { /* selected */ }
      setTimeout(() => { button.textContent = word; }, 1500);
    });
    return button;
  };
  const askForTable = () => new Promise((resolve) => {
    const take = (table) => { model.off("msg:custom", take); resolve(table); };
    model.on("msg:custom", take);
    model.send("table");
  });
  const copies = [copier(words.copy, () => model.get("code")), copier(words.copy_table, askForTable)];
  grid.append(element("div", { class: "crmlab-buttons" }, reset, pin, ...copies, code));

  // spoken once the value rests, not at every step of a drag
  const spoken = element("div", { role: "status", class: "crmlab-spoken" });
  let resting;
  let before = model.get("values");
  const speak = () => {
    const values = model.get("values");
    const changed = model.get("controls").filter(({ name }) => JSON.stringify(values[name]) !== JSON.stringify(before[name]));
    before = values;
    const [one] = changed; // of a case that was chosen, its name is said by the list
    const first = changed.length === 1 ? `${one.label}: ${worded[one.name] ?? values[one.name]}. ` : "";
    spoken.textContent = model.get("sentence") && first + model.get("sentence");
  };
  model.on("change:sentence", () => { clearTimeout(resting); resting = setTimeout(speak, 700); });
  grid.append(spoken);

  const [what, movable, toFindOut] = model.get("about");
  const shown = element("p");
  const help = element("details", { class: "crmlab-help" }, element("summary", {}, words.help),
    element("p", {}, what), element("p", {}, movable), shown, element("p", {}, toFindOut), explained, element("p", {}, words.help_keys));
  const showSentence = () => { shown.textContent = model.get("sentence"); };
  model.on("change:sentence", showSentence);

  const refresh = () => { const values = model.get("values"); for (const one of refreshers) one(values); };
  const showCode = () => { code.textContent = model.get("code"); }; // alone: elsewhere somebody may be typing
  model.on("change:values", refresh);
  model.on("change:pinned", showPin);
  model.on("change:code", showCode);
  refresh();
  showCode();
  showPin();
  showSentence();
  el.replaceChildren(element("style", {}, style), help, grid);
  for (const wait of [200, 700]) setTimeout(() => landOn(el), wait); // the picture comes, and the lab scrolls
  model.on("comm_live_update", () => el.replaceChildren(words.run_again)); // the kernel is gone, and nobody listens
  return keepKeys(grid);
}

// Shift+Enter goes to the next cell, and may leave what it has run above or below the window
function landOn(el) {
  const cell = el.closest(".jp-Cell");
  const active = document.querySelector(".jp-Notebook .jp-Cell.jp-mod-active");
  if (!cell || (active !== cell && active?.previousElementSibling !== cell)) return;
  for (const part of [cell.querySelector(".jp-OutputArea img"), el]) part?.scrollIntoView({ block: "nearest" });
}

export default { render };
