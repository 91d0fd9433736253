// Ask in a worker of a real browser, as the course runs. Beside this file are served runtime/, checkout.zip and given.json.
import * as runtime from "./runtime/pyodide.mjs";
import { ask } from "./asked.mjs";

const bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());

async function unpack(pyodide) {
  pyodide.unpackArchive(await bytes("checkout.zip"), "zip", { extractDir: "/checkout" });
  pyodide.FS.mkdir("/asked");
  pyodide.FS.writeFile("/asked/given.json", await bytes("given.json"));
}

async function answered(question) {
  const { pyodide, took } = await ask(runtime, new URL("runtime/", self.location.href).href, unpack, question);
  return { answers: pyodide.FS.readFile("/asked/answers.json", { encoding: "utf8" }), took };
}

const fail = (error) => setTimeout(() => { throw error; }); // a page hears what is thrown, and of no promise

self.onmessage = ({ data }) => answered(data).then((told) => self.postMessage(told), fail);
