// One slide at a time: arrows, space, page keys of a clicker, Home and End; f fills the screen.
const slides = [...document.querySelectorAll("section")];
const place = document.getElementById("place");
const FORTH = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
let at = 0;

function go(to) {
  at = Math.max(0, Math.min(slides.length - 1, to));
  slides.forEach((slide, number) => slide.classList.toggle("here", number === at));
  place.value = `${at + 1} / ${slides.length}`;
  history.replaceState(null, "", `#${at + 1}`);
  slides[at].focus({ preventScroll: true });
  scrollTo(0, 0);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("button, a, summary, input") && [" ", "Enter"].includes(event.key)) return;
  if (FORTH.includes(event.key)) go(at + 1);
  else if (BACK.includes(event.key)) go(at - 1);
  else if (event.key === "Home") go(0);
  else if (event.key === "End") go(slides.length - 1);
  else if (event.key === "f") document.fullscreenElement ? document.exitFullscreen() : document.body.requestFullscreen();
  else return;
  event.preventDefault();
});
document.getElementById("before").addEventListener("click", () => go(at - 1));
document.getElementById("after").addEventListener("click", () => go(at + 1));
addEventListener("hashchange", () => go(Number(location.hash.slice(1)) - 1 || 0));
document.body.classList.add("one");
document.querySelector("nav").hidden = false;
go(Number(location.hash.slice(1)) - 1 || 0);
