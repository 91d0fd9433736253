// The firm under controls: tables of fields, reports to buy, and a button that plays the quarter. Python reads all fields.

const style = `
.crmlab-board { max-width: 68em; color: var(--jp-ui-font-color1, CanvasText); font-size: 1em; padding: .2em; }
.crmlab-board :is(input, select, button) { font: inherit; margin: 0; }
.crmlab-board table { border-collapse: collapse; margin: .5em 0; }
.crmlab-board caption { text-align: left; font-weight: bold; }
.crmlab-board :is(th, td) { padding: .1em .5em .1em 0; text-align: left; font-weight: normal; }
.crmlab-board input { width: 4.5em; text-align: right; }
.crmlab-board select { width: 14em; }
.crmlab-board td:nth-child(2) select { width: 20em; }
.crmlab-board th { white-space: nowrap; }
.crmlab-board .crmlab-wide { overflow-x: auto; }
.crmlab-board .crmlab-row { display: flex; flex-wrap: wrap; gap: .3em .6em; align-items: center; margin: .3em 0; }
.crmlab-board p { margin: .2em 0; }
.crmlab-board [role=status] { min-height: 1.5em; font-weight: bold; }
.crmlab-board .crmlab-over { color: var(--jp-error-color1, #b00020); }
.crmlab-board pre { user-select: all; background: var(--jp-layout-color2, #8883); padding: .3em .5em; margin: .3em 0;
  white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere; }
`;

function render({ model, el }) {
  const id = `crmlab-${Math.random().toString(36).slice(2)}`; // ids are the page's
  const words = model.get("words");
  const fields = {};

  const field = ({ name, label, options }) => {
    const made = options
      ? element("select", { "aria-label": label }, ...options.map(([value, shown]) => element("option", { value }, shown)))
      : element("input", { type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": label });
    made.addEventListener("input", (event) => {
      if (event.isComposing) return;
      disable();
      model.set("values", { ...model.get("values"), [name]: made.value });
      model.save_changes();
    });
    fields[name] = made;
    return made;
  };
  // what would not count cannot be typed: no number without an order, no ends without a column that has them
  const disable = () => {
    for (const [name, one] of Object.entries(fields)) {
      const [rule, part] = name.split(".");
      const [, isEnd, second] = /^(from|to)(2?)$/.exec(part) ?? [];
      const by = fields[`${rule}.by`], only = fields[`${rule}.only${second ?? ""}`];
      if (by && one !== by) one.disabled = !by.value || (isEnd && (!only.value || only.value.includes("=")));
    }
  };
  const typed = () => Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.value]));

  const table = ({ caption, heads, rows }) => {
    const head = element("tr", {}, element("td"), ...heads.map((one) => element("th", { scope: "col" }, one)));
    const body = rows.map(([label, inputs]) =>
      element("tr", {}, element("th", { scope: "row" }, label), ...inputs.map((one) => element("td", {}, one ? field(one) : ""))));
    return element("div", { class: "crmlab-wide" }, element("table", {}, element("caption", {}, caption), head, ...body));
  };

  const head = element("p");
  const left = element("strong", { id: `${id}-left` });
  const reports = {};
  const buttons = model.get("reports").map(({ key }) => {
    reports[key] = element("button", { type: "button" });
    reports[key].addEventListener("click", () => model.send({ buy: key }));
    return reports[key];
  });
  const decide = element("button", { type: "button", "aria-describedby": `${id}-left` }, words.decide);
  // with the quarter that is meant: a second click on the way must not play the next one. The fields go along,
  // because values that still wait to be sent would come after the message.
  decide.addEventListener("click", () => model.send({ decide: model.get("quarter"), values: typed() }));
  const says = element("p", { role: "status" });
  const code = element("pre");
  const copy = element("button", { type: "button" }, words.copy);
  copy.addEventListener("click", async () => {
    getSelection().selectAllChildren(code); // where there is no clipboard, the code is at least selected
    try { await navigator.clipboard.writeText(model.get("code")); copy.textContent = words.copied; } catch { /* selected */ }
    setTimeout(() => { copy.textContent = words.copy; }, 1500);
  });
  const play = element("div", {}, element("div", { class: "crmlab-row", role: "group", "aria-label": words.reports }, words.reports, ...buttons),
    ...model.get("layout_of_fields").map(table), element("div", { class: "crmlab-row" }, decide, left));
  const plain = element("div", {}, element("div", { class: "crmlab-row" }, words.plain, copy), code);

  const show = () => {
    head.textContent = model.get("head");
    left.textContent = model.get("left");
    left.classList.toggle("crmlab-over", model.get("over"));
    says.textContent = model.get("says");
    code.textContent = model.get("code");
    play.hidden = plain.hidden = model.get("quarter") === 0;
    for (const { key, label, bought } of model.get("reports")) {
      reports[key].textContent = label;
      reports[key].setAttribute("aria-pressed", bought);
    }
  };
  const fill = () => {
    const values = model.get("values");
    for (const [name, one] of Object.entries(fields)) {
      if (one !== document.activeElement && one.value !== values[name]) one.value = values[name] ?? "";
    }
    disable();
  };
  fill();
  show();
  model.on("change:head change:left change:over change:says change:code change:quarter change:reports", show);
  model.on("change:values", fill);
  const box = element("div", { class: "crmlab-board", role: "group", "aria-label": words.board }, head, play, says, plain);
  el.replaceChildren(element("style", {}, style), box);
  model.on("comm_live_update", () => el.replaceChildren(words.run_again)); // the kernel is gone, and nobody listens
  return keepKeys(box);
}

export default { render };
