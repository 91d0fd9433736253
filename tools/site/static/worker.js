// Python of one page: it runs the cells above the one that is asked for, once, and passes on what widgets say.

let python;
let pyodide;
const ran = new Set();

async function start({ runtime, kernel, language, remembered }) {
  const tell = (step) => postMessage({ kind: "step", step });
  tell("python");
  const { loadPyodide } = await import(`${runtime}pyodide.mjs`);
  const source = fetch(kernel).then((answer) => answer.text());
  pyodide = await loadPyodide({ indexURL: runtime });
  tell("packages");
  await pyodide.loadPackage("crmlab", { messageCallback() {} });
  tell("course");
  pyodide.FS.writeFile("kernel.py", await source);
  python = pyodide.pyimport("kernel").start((news) => postMessage(JSON.parse(news)), language, remembered);
}

// What is missing is loaded, and then it is tried again: SciPy comes only when a cell needs it.
async function whole(attempt) {
  for (let missing; (missing = attempt());) {
    if (missing === whole.last) throw new Error(`No module named ${missing}`);
    whole.last = missing;
    postMessage({ kind: "step", step: "packages" });
    await pyodide.loadPackage(missing, { messageCallback() {} });
  }
  whole.last = undefined;
}

async function run({ cells, cell }) {
  for (let above = 0; above < cell; above += 1) {
    if (ran.has(above)) continue;
    postMessage({ kind: "begins", cell: above });
    await whole(() => python.run(cells[above]));
    ran.add(above);
  }
  postMessage({ kind: "begins", cell });
  await whole(() => python.run(cells[cell]));
  ran.add(cell);
  postMessage({ kind: "alive", cell, stopped: python.stopped, remembered: python.remembers() });
}

async function hear({ model, message }) {
  await whole(() => python.hear(model, JSON.stringify(message)));
  postMessage({ kind: "drawn", model, remembered: python.remembers() });
}

const does = { start, run, hear };
let before = Promise.resolve();
onmessage = ({ data }) => {
  before = before.then(() => does[data.does](data)).catch((error) => postMessage({ kind: "failed", error: String(error) }));
};
