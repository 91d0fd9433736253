// Ask a question of inside.py in the browser's Python, in Node: node node.mjs <runtime> <checkout> <folder> <question>
// The folder has given.json, and gets answers.json. The last line that is printed is how long it took, as JSON.
import { pathToFileURL } from "node:url";

const [runtime, checkout, folder, question] = process.argv.slice(2);
const begun = performance.now();
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const pyodide = await loadPyodide({
  indexURL: `${runtime}/`,
  packages: ["crmlab", "scipy"], // SciPy is not asked for by the course's own wheel
});
pyodide.mountNodeFS("/checkout", checkout);
pyodide.mountNodeFS("/asked", folder);
pyodide.runPython(`
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/checkout", "/checkout/benchmarks/browser"]  # this checkout, not the wheel of some day
`);
const loaded = performance.now();
const inside = pyodide.pyimport("inside");
inside.answer(question, "/asked/given.json", "/asked/answers.json");
const memory = pyodide._module.HEAPU8.length;
const seconds = { loading: (loaded - begun) / 1000, asking: (performance.now() - loaded) / 1000 };
console.log(JSON.stringify({ ...seconds, megabytes: memory / 1e6 }));
