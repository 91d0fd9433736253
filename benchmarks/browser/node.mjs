// Ask a question of inside.py in the browser's Python, in Node: node node.mjs <runtime> <checkout> <folder> <question>
// The folder has given.json, and gets answers.json. The last line that is printed says what it took, as JSON.
import { pathToFileURL } from "node:url";

const [runtime, checkout, folder, question] = process.argv.slice(2);
const begun = performance.now();
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const pyodide = await loadPyodide({
  indexURL: `${runtime}/`,
  packages: ["crmlab", "ipython", "jedi", "scipy"], // the course asks for the first alone: a lab brings IPython, and SciPy waits
});
pyodide.mountNodeFS("/checkout", checkout);
pyodide.mountNodeFS("/asked", folder);
pyodide.runPython(`
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/checkout", "/checkout/benchmarks/browser"]  # this checkout, not the wheel of some day
`);
const start = (performance.now() - begun) / 1000;
const seconds = pyodide.pyimport("inside").answer(question, "/asked/given.json", "/asked/answers.json");
console.log(JSON.stringify({ seconds, start, megabytes: pyodide._module.HEAPU8.length / 1e6 }));
