/* Arrows (and j, k) move through the hits, Enter opens one as with any link; Home and End are the browser's. Everything else works without it. */

const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const hits = () => [...document.querySelectorAll("[data-hit]")];

/* On a phone the filters fold away, unless one of them is set. */
const more = document.querySelector("[data-more]");
if (more) {
  const fold = (closed) => {
    more.form.classList.toggle("is-closed", closed);
    more.setAttribute("aria-expanded", String(!closed));
  };
  more.hidden = false;
  fold(!document.querySelector(".chips.set .chip b"));
  more.addEventListener("click", () => fold(!more.form.classList.contains("is-closed")));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  const from = event.target;
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (!step) return;
  const all = hits();
  const at = all.indexOf(document.activeElement);
  if (from.matches?.(TYPING)) {
    // Down leaves the words for the first hit; a list, a date or the box in the top line keep their arrows.
    if (event.key !== "ArrowDown" || from.id !== "q" || !all.length) return;
  } else if (event.key.startsWith("Arrow") && at < 0 && from !== document.body) return;
  if (!all.length) return;
  event.preventDefault();
  if (at === 0 && step < 0) return document.getElementById("q").focus();
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
});
