// A set of items: a list or a group of buttons for each choice; steps have buttons that move them; blanks have boxes.
// Plain HTML works from the keyboard and has names that a screen reader finds.

const style = `
.crmlab-practice { max-width: 46em; color: var(--jp-ui-font-color1, #212121); font-size: 1em; }
.crmlab-practice fieldset, .crmlab-practice ol { border: 0; margin: 0; padding: .2em 0; }
.crmlab-practice li, .crmlab-practice .crmlab-item { border-top: 1px solid var(--jp-border-color2, #bdbdbd); padding: .6em 0; }
.crmlab-practice ol { list-style-position: inside; }
.crmlab-practice legend { padding: 0; float: left; width: 100%; } /* else it stands in the line above it */
.crmlab-practice fieldset > label { clear: left; padding-block: .1em; }
.crmlab-practice label { margin-inline-end: 1.2em; display: inline-block; }
.crmlab-practice button, .crmlab-practice select, .crmlab-practice input { font: inherit; }
.crmlab-practice button { margin-inline: .5em .2em; }
.crmlab-practice .crmlab-room { display: grid; grid-template-columns: minmax(0, 1fr); line-height: 1.5; }
.crmlab-practice .crmlab-room > p { grid-area: 1 / 1; margin: .2em 0 0; padding-inline-start: 1.3em; text-indent: -1.3em;
  min-height: 1.5em; }
.crmlab-practice .crmlab-unsaid { visibility: hidden; } /* pseudo-elements: nobody finds, copies or hears them */
.crmlab-practice .crmlab-unsaid::before { content: attr(data-verdict); font-weight: bold; }
.crmlab-practice .crmlab-unsaid::after { content: " " attr(data-sentence); }
/* mixed with the colour of the text, they stand out from the ground of light themes and of dark ones */
.crmlab-practice strong.crmlab-right { color: color-mix(in srgb, #0a8a32 75%, currentColor); }
.crmlab-practice strong.crmlab-partly { color: color-mix(in srgb, #a86400 75%, currentColor); }
.crmlab-practice strong.crmlab-wrong { color: color-mix(in srgb, #d81e1e 75%, currentColor); }
`;

const standing = (step, place) => `${step}: ${place}`;

function render({ model, el }) {
  const copy = Math.random().toString(36).slice(2); // ids and names of groups are the page's
  const words = model.get("words");
  const isOrder = model.get("kind") === "order";
  const asksId = `crmlab-${copy}-asks`;
  const box = element("div", { class: "crmlab-practice", role: "group", "aria-labelledby": asksId });
  const list = element("div");
  const shown = element("div");
  const summary = element("p", { role: "status" });
  let answers, remarks;

  const signAndWord = (said) => {
    const [sign, word] = model.get("verdicts")[said.verdict];
    return [sign, ` ${word}:`];
  };

  const put = (place, said) => {
    if (!said?.verdict) return place.replaceChildren();
    const [sign, word] = signAndWord(said);
    const verdict = element("strong", { class: `crmlab-${said.verdict}` }, element("span", { "aria-hidden": "true" }, sign), word);
    place.replaceChildren(verdict, ` ${said.sentence}`);
  };

  // Whatever may be said stands in its room already, unseen, so that nothing moves when it is said.
  const roomFor = (place, sayings) => element("div", { class: "crmlab-room" }, place, ...sayings.map((said) => element("p", {
    class: "crmlab-unsaid", "data-verdict": said.verdict ? signAndWord(said).join("") : "", "data-sentence": said.sentence,
  })));

  const remarkFor = (item) => {
    const remark = element("p", { class: "crmlab-remark", id: `crmlab-${copy}-${item.key}-remark` });
    remarks[item.key] = remark;
    return roomFor(remark, item.sayings);
  };

  // a page that is loaded again finds them with Python
  const keep = () => { model.set("answers", structuredClone(answers)); model.save_changes(); };
  const choose = (item, key) => { answers[item.key] = key; keep(); };

  const radios = (item) => {
    const group = element("fieldset", { class: "crmlab-item", "aria-describedby": `crmlab-${copy}-${item.key}-remark` });
    group.append(element("legend", {}, item.says));
    for (const [key, text] of item.options) {
      const input = element("input", { type: "radio", name: `crmlab-${copy}-${item.key}`, value: key });
      input.checked = answers[item.key] === key;
      input.addEventListener("change", () => choose(item, key));
      group.append(element("label", {}, input, " ", text));
    }
    group.append(remarkFor(item));
    return group;
  };

  const selects = (item) => {
    const id = `crmlab-${copy}-${item.key}`;
    const select = element("select", { id, "aria-describedby": `${id}-remark` }, element("option", { value: "" }, words.choose_one));
    for (const [key, text] of item.options) select.append(element("option", { value: key }, text));
    select.value = answers[item.key] ?? "";
    select.addEventListener("change", () => choose(item, select.value));
    return element("div", { class: "crmlab-item" }, element("label", { for: id }, item.says), select, remarkFor(item));
  };

  const fields = (item) => {
    const id = `crmlab-${copy}-${item.key}`;
    const typed = element("input", { type: "text", id, size: 30, autocomplete: "off", "aria-describedby": `${id}-remark` });
    typed.value = answers[item.key] ?? "";
    typed.addEventListener("input", () => choose(item, typed.value));
    typed.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) check(); });
    return element("div", { class: "crmlab-item" }, element("label", { for: id }, item.says), typed, remarkFor(item));
  };

  const steps = (items) => {
    const ordered = element("ol");
    const move = (step, by) => {
      const other = by < 0 ? step.previousElementSibling : step.nextElementSibling;
      if (!other) return;
      if (by < 0) other.before(step); else other.after(step);
      answers = [...ordered.children].map((one) => one.dataset.key);
      keep();
      summary.textContent = standing(step.dataset.says, answers.indexOf(step.dataset.key) + 1);
    };
    const byKey = Object.fromEntries(items.map((item) => [item.key, item]));
    for (const item of answers.map((key) => byKey[key])) {
      const step = element("li", { "data-key": item.key, "data-says": item.says }, item.says);
      for (const [word, sign, by] of [[words.earlier, "↑", -1], [words.later, "↓", 1]]) {
        const button = element("button", { type: "button", "aria-label": `${item.says}: ${word}`, title: word }, sign);
        button.addEventListener("click", () => { move(step, by); button.focus(); });
        step.append(button);
      }
      step.append(remarkFor(item));
      ordered.append(step);
    }
    return ordered;
  };

  const draw = () => {
    const items = model.get("items");
    remarks = {};
    answers = structuredClone(model.get("answers") ?? (isOrder ? items.map((item) => item.key) : {}));
    const maker = (item) => {
      if (model.get("kind") === "fill") return fields;
      return item.options.length <= 5 && model.get("kind") !== "match" ? radios : selects;
    };
    list.replaceChildren(...(isOrder ? [steps(items)] : items.map((item) => maker(item)(item))));
  };

  const say = () => {
    const said = model.get("remarks");
    for (const [key, remark] of Object.entries(remarks)) put(remark, said[key]);
    put(summary, model.get("summary"));
  };

  const check = () => model.send({ answers });
  const show = () => { shown.innerHTML = model.get("shown"); }; // written by crmlab; what is typed is not in it

  const button = (word, message) => {
    const made = element("button", { type: "button" }, word);
    made.addEventListener("click", () => model.send(message()));
    return made;
  };
  const again = button(words.shuffle_again, () => {
    model.set("answers", null);
    model.save_changes();
    draw(); // the drawn order may be the same
    return { again: true };
  });
  const buttons = element("p", {}, button(words.check_answers, () => ({ answers })), again);
  const moves = isOrder ? model.get("items").map((item, place) => ({ sentence: standing(item.says, place + 1) })) : [];

  box.append(element("p", { id: asksId }, element("strong", {}, model.get("asks"))), shown, list, buttons, roomFor(summary, moves));
  show();
  draw();
  say();
  model.on("change:shown", show);
  model.on("change:items", draw);
  model.on("change:remarks change:summary", say);
  el.replaceChildren(element("style", {}, style), box);
  model.on("comm_live_update", () => el.replaceChildren(words.run_again)); // the kernel is gone, and nobody listens
  return keepKeys(box);
}

export default { render };
