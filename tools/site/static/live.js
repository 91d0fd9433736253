// Cells of a page that come alive when a reader asks: a still picture until then, and the same controls after.

import { Model } from "./model.js";

const page = JSON.parse(document.getElementById("crmlab-page").textContent);
const beside = (name) => new URL(name, import.meta.url).href;
const boxes = new Map([...document.querySelectorAll(".crmlab-live")].map((box) => [Number(box.dataset.cell), box]));
const models = new Map();
const KEPT = "crmlab-progress";
let worker;
let current; // the cell that shows what comes now
let fresh; // where it is shown until it is whole

const remembered = () => { try { return localStorage.getItem(KEPT) ?? ""; } catch { return ""; } };
const remember = (progress) => { try { if (progress) localStorage.setItem(KEPT, progress); } catch { /* a private window */ } };
const say = (box, words) => { box.querySelector(".crmlab-says").textContent = words; };
const asked = new Set();

function wake(box) {
  const cell = Number(box.dataset.cell);
  if (asked.has(cell)) return;
  asked.add(cell);
  box.querySelector(".crmlab-wake").setAttribute("aria-disabled", "true");
  say(box, page.words.python);
  if (!worker) begin();
  worker.postMessage({ does: "run", cells: page.cells, cell });
}

function begin() {
  worker = new Worker(beside("worker.js"), { type: "module" });
  worker.onmessage = ({ data }) => hears[data.kind](data);
  worker.onerror = () => hears.failed({});
  const runtime = new URL(page.runtime, document.baseURI).href;
  worker.postMessage({ does: "start", runtime, kernel: beside("kernel.py"), language: page.language, remembered: remembered() });
}

const waiting = () => [...asked].map((cell) => boxes.get(cell));
const put = (node) => fresh?.append(node);
const shownAt = new Map();

function write(place, html) {
  const open = place.querySelector("details")?.open; // the working stays closed once it is
  place.innerHTML = html;
  if (open !== undefined) for (const details of place.querySelectorAll("details")) details.open = open;
}

const hears = {
  step({ step }) { for (const box of waiting()) say(box, page.words[step]); },
  begins({ cell }) {
    current = boxes.get(cell);
    fresh = asked.has(cell) ? document.createElement("div") : undefined;
  },
  state({ model, state }) {
    if (models.has(model)) models.get(model).hear(state);
    else models.set(model, new Model(state, (message) => worker.postMessage({ does: "hear", model, message })));
  },
  message({ model, content }) { models.get(model).told(content); },
  widget({ model }) {
    const place = document.createElement("div");
    put(place);
    const one = models.get(model);
    const widget = page.widgets[one.get("_anywidget_id")];
    if (fresh) fresh.coming = import(beside(widget)).then(({ default: { render } }) => render({ model: one, el: place }));
  },
  output({ id, html }) {
    const place = document.createElement("div");
    write(place, html);
    shownAt.set(id, place);
    put(place);
  },
  update({ id, html }) { const place = shownAt.get(id); if (place) write(place, html); },
  async alive({ cell, stopped, remembered: progress }) {
    remember(progress);
    asked.delete(cell);
    const box = boxes.get(cell);
    const [whole, hadFocus] = [fresh, box.contains(document.activeElement)];
    await whole.coming;
    whole.className = "crmlab-moving";
    box.querySelector(".crmlab-still, .crmlab-moving").replaceWith(whole);
    say(box, stopped ? page.words.stopped : page.words.alive);
    const wake = box.querySelector(".crmlab-wake");
    wake.removeAttribute("aria-disabled");
    if (box.dataset.again === undefined) wake.hidden = true; // what is compared can be compared again
    if (hadFocus && wake.hidden) whole.querySelector("input, select, button")?.focus();
  },
  drawn({ model, remembered: progress }) { remember(progress); models.get(model).drawn(); },
  failed() {
    for (const box of waiting()) { say(box, page.words.failed); box.querySelector(".crmlab-wake").removeAttribute("aria-disabled"); }
    asked.clear();
    worker?.terminate();
    worker = undefined;
  },
};

for (const box of boxes.values()) {
  const button = box.querySelector(".crmlab-wake");
  button.hidden = false;
  button.addEventListener("click", () => wake(box));
}
if (page.offline && "serviceWorker" in navigator) keepForLater().catch(() => {}); // a window that keeps nothing

// At the first visit this page was here before who keeps it.
async function keepForLater() {
  const isFirst = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(new URL(page.offline, document.baseURI));
  const { active } = await navigator.serviceWorker.ready;
  const read = [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
  if (isFirst) active.postMessage(read);
}
