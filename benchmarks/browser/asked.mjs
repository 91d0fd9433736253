// Ask a question of inside.py in the browser's Python, wherever it runs; answers.json of /asked is the answer.
// `bring` puts the checkout into /checkout, and the question's given.json into /asked.
const PACKAGES = ["crmlab", "ipython", "jedi", "scipy"]; // the course asks for the first alone: a lab brings IPython, and SciPy waits

export async function ask({ loadPyodide }, indexURL, bring, question) {
  const begun = performance.now();
  const pyodide = await loadPyodide({ indexURL, packages: PACKAGES });
  await bring(pyodide);
  pyodide.runPython(`
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/checkout", "/checkout/benchmarks/browser"]  # this checkout, not the wheel of some day
`);
  const start = (performance.now() - begun) / 1000;
  const seconds = pyodide.pyimport("inside").answer(question, "/asked/given.json", "/asked/answers.json");
  return { pyodide, took: { seconds, start, megabytes: pyodide._module.HEAPU8.length / 1e6 } };
}
