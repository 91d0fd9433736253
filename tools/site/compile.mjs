// Compile wheels with Pyodide's own Python, in Node: node compile.mjs <folder of Pyodide> <given> <made>
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [core, given, made] = process.argv.slice(2).map((folder) => resolve(folder));
const { loadPyodide } = await import(pathToFileURL(`${core}/pyodide.mjs`));
const pyodide = await loadPyodide({ indexURL: core });
for (const [folder, place] of [[given, "/given"], [made, "/made"]]) pyodide.mountNodeFS(place, folder);
pyodide.runPython(readFileSync(new URL("bytecode.py", import.meta.url), "utf8"));
