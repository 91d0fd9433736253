// Ask in Node: node node.mjs <runtime> <checkout> <folder> <question>
// The folder has given.json, and gets answers.json. The last line that is printed says what it took, as JSON.
import { pathToFileURL } from "node:url";
import { ask } from "./asked.mjs";

const [runtime, checkout, folder, question] = process.argv.slice(2);
const mount = (pyodide) => {
  pyodide.mountNodeFS("/checkout", checkout);
  pyodide.mountNodeFS("/asked", folder);
};
const { took } = await ask(await import(pathToFileURL(`${runtime}/pyodide.mjs`)), `${runtime}/`, mount, question);
console.log(JSON.stringify(took));
