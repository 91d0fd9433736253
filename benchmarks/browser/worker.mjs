// Ask a question of inside.py in the browser's Python, in a worker of a real browser, as node.mjs does in Node.
// Beside this file are served: runtime/, checkout.zip and given.json.
import { loadPyodide } from "./runtime/pyodide.mjs";

const bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());

self.onmessage = async ({ data: question }) => {
  const begun = performance.now();
  const pyodide = await loadPyodide({
    indexURL: new URL("runtime/", self.location.href).href,
    packages: ["crmlab", "ipython", "jedi", "scipy"],
  });
  pyodide.unpackArchive(await bytes("checkout.zip"), "zip", { extractDir: "/checkout" });
  pyodide.FS.mkdir("/asked");
  pyodide.FS.writeFile("/asked/given.json", await bytes("given.json"));
  pyodide.runPython(`
import sys
sys.path[:0] = ["/checkout", "/checkout/benchmarks/browser"]  # this checkout, not the wheel of some day
`);
  const start = (performance.now() - begun) / 1000;
  const seconds = pyodide.pyimport("inside").answer(question, "/asked/given.json", "/asked/answers.json");
  const answers = pyodide.FS.readFile("/asked/answers.json", { encoding: "utf8" });
  self.postMessage({ answers, took: { seconds, start, megabytes: pyodide._module.HEAPU8.length / 1e6 } });
};
