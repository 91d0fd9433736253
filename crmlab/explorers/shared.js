// What the widgets of the course have in common; it stands in front of the code of each.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Whether a key is for the control that has the focus; any other is a shortcut of the lab, such as Ctrl+S.
const EDITING = /^([acvxyz]|arrow.*|home|end|backspace|delete)$/i;
function isForControl({ key, ctrlKey, metaKey, altKey, shiftKey, target, isComposing }, hasAltGraph) {
  if (isComposing || hasAltGraph) return true;
  if (ctrlKey || metaKey) return target.matches("input[type=text]") && key !== "Enter" && EDITING.test(key);
  if (altKey) return target.matches("select") && key.startsWith("Arrow");
  return !(shiftKey && key === "Enter") && !/^F\d+$/.test(key);
}

// JupyterLab looks at a key before any control does, and leaves those alone that come from a marked element.
function keepKeys(box) {
  const mark = (event) => {
    if (!box.contains(event.target)) return;
    const kept = isForControl(event, event.getModifierState("AltGraph"));
    event.target.toggleAttribute("data-lm-suppress-shortcuts", kept); // the lab looks no further than at what has the focus
  };
  window.addEventListener("keydown", mark, true);
  return () => window.removeEventListener("keydown", mark, true);
}

