// Files of a learner last: a new version of the course lies beside them, and what cannot be kept is told.

import { said } from "./words.js";

const BEGUN = "crmlab-begun"; // of each file that a learner has saved: of which version of the course it is
const TOLD = "crmlab-told";

const read = () => { try { return JSON.parse(localStorage.getItem(BEGUN) ?? "{}"); } catch { return {}; } };
const write = (begun) => { try { localStorage.setItem(BEGUN, JSON.stringify(begun)); } catch { /* told already */ } };

export async function keep({ serviceManager: { contents, serverSettings }, restored }, coming, Notification) {
  tellFull(contents);
  const course = await coming;
  contents.fileChanged.connect((_, { type, oldValue, newValue }) => {
    const begun = read();
    const [old, path] = [oldValue?.path, newValue?.path];
    if (type === "save" && course.files[path]) begun[path] ??= course.files[path];
    else if (type === "delete" || type === "rename") delete begun[old];
    else return;
    write(begun);
  });
  await restored;
  tellWhere(Notification);
  for (const [path, version] of Object.entries(read())) {
    const now = course.files[path];
    if (!now || now === version) continue;
    const beside = await putBeside(contents, serverSettings.baseUrl, path);
    write({ ...read(), [path]: now });
    Notification.info(said("newer", { old: path, new: beside.split("/").pop() }), { autoClose: false });
  }
}

// JupyterLab shows what an error says. On a full disk Chromium speaks of an aborted transaction or an internal error,
// under a quota of the quota; whatever a browser's own storage refuses, the reader has to do the same.
function tellFull(contents) {
  const save = contents.save.bind(contents);
  contents.save = (...asked) => save(...asked).catch((error) => {
    throw error instanceof DOMException ? new Error(said("full")) : error;
  });
}

function tellWhere(Notification) {
  try {
    if (localStorage.getItem(TOLD)) return;
    localStorage.setItem(TOLD, "1"); // a private window begins without it, each time
  } catch { /* it is told */ }
  navigator.storage?.persist?.();
  Notification.info(said("here"), { autoClose: false });
}

async function putBeside(contents, baseUrl, path) {
  const content = await (await fetch(`${baseUrl}files/${path}`)).json();
  for (let number = 1; ; number += 1) {
    const beside = path.replace(/\.ipynb$/, `-new-${number}.ipynb`);
    try { await contents.get(beside, { content: false }); } catch {
      await contents.save(beside, { type: "notebook", format: "json", content });
      return beside;
    }
  }
}
