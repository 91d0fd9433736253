// A guess: one box with a label. What is typed is kept when the box is left, or with Enter.

const style = `
.crmlab-guess { max-width: 46em; color: var(--jp-ui-font-color1, CanvasText); font-size: 1em; padding: .2em; }
.crmlab-guess :is(label, input) { font: inherit; }
.crmlab-guess label { display: block; font-weight: bold; }
.crmlab-guess input { width: 9em; margin: .3em .3em .3em 0; }
.crmlab-guess p { margin: .1em 0; min-height: 1.5em; }
`;

function render({ model, el }) {
  const id = `crmlab-${Math.random().toString(36).slice(2)}`; // ids are the page's
  const label = element("label", { for: id }, model.get("asks"));
  const typed = element("input", { type: "text", inputmode: "decimal", id, autocomplete: "off", "aria-describedby": `${id}-unit ${id}-says` });
  const says = element("p", { role: "status", id: `${id}-says` });
  const take = () => { model.set("typed", typed.value); model.save_changes(); };
  typed.addEventListener("change", take);
  // In a notebook Enter alone is no change; while Chinese is being composed it only ends the composing. With Shift
  // the lab runs the cell anew, and hears the key before the box does: so the guess is taken at the window.
  const enter = (event) => { if (event.target === typed && event.key === "Enter" && !event.isComposing) take(); };
  window.addEventListener("keydown", enter, true);

  const show = () => { says.textContent = model.get("says"); };
  typed.value = model.get("typed");
  show();
  model.on("change:says", show);
  const box = element("div", { class: "crmlab-guess" }, label, typed, element("span", { id: `${id}-unit` }, model.get("unit")), says);
  el.replaceChildren(element("style", {}, style), box);
  model.on("comm_live_update", () => el.replaceChildren(model.get("run_again"))); // the kernel is gone, and nobody listens
  const free = keepKeys(box);
  return () => { free(); window.removeEventListener("keydown", enter, true); };
}

export default { render };
