// Stands in for Jupyter in front of controls.js: the model that it expects, over a wire to the session in Python.

import controls from "./controls.js";
import { Model } from "./model.js";

const place = (id) => document.getElementById(id);
const socket = new WebSocket(location.href.replace(/^http/, "ws") + "moves");
let model;
let sent; // what Python knows: what is pinned is pinned before the next move

const send = ({ content, state }) => {
  if (state) sent = { ...sent, ...state };
  socket.send(JSON.stringify(state ? sent : { asked: content }));
};

const show = (shown) => {
  const open = place("shown").querySelector("details")?.open ?? true; // the working stays closed once it is
  place("shown").innerHTML = shown;
  for (const details of place("shown").querySelectorAll("details")) details.open = open;
};

socket.addEventListener("message", ({ data }) => {
  const { shown, table, ...rest } = JSON.parse(data);
  const begins = !model;
  if (begins) {
    model = new Model(rest, send);
    sent = { values: rest.values, pinned: rest.pinned };
  } else model.hear(rest);
  if (shown !== undefined) show(shown);
  if (table !== undefined) model.told(table);
  if (begins) controls.render({ model, el: place("controls") });
  model.drawn();
});

socket.addEventListener("close", () => { place("stopped").hidden = false; });
