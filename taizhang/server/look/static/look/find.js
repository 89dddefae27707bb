/* The box in the top line: / goes there; below it arrows move through suggestions, Enter opens one, Escape closes them. Without it the form still works. */

const input = document.getElementById("find");
const list = document.getElementById("find-list");
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
let at = -1;

const options = () => [...list.querySelectorAll("[role=option]")];

/** Show which suggestion is meant; the focus stays in the box. */
function choose(next) {
  const all = options();
  at = all.length ? (next + all.length + 1) % (all.length + 1) : -1;
  if (at === all.length) at = -1; // past either end: the words as they were typed
  all.forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
  if (at < 0) input.removeAttribute("aria-activedescendant");
  else {
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  }
}

function show(open) {
  list.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  at = -1;
  input.removeAttribute("aria-activedescendant");
}

if (input && list) {
  list.addEventListener("htmx:afterSwap", () => show(document.activeElement === input && input.value.trim() !== "" && options().length > 0));
  input.addEventListener("input", () => { if (!input.value.trim()) show(false); });
  input.addEventListener("focus", () => { if (input.value.trim() && options().length && input.dataset.left) show(true); });
  input.form.addEventListener("focusout", (event) => {
    if (input.form.contains(event.relatedTarget)) return;
    input.dataset.left = "yes";
    show(false);
  });
  // A press on a suggestion does not take the focus out of the box before it is a click.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (list.hidden) input.blur();
      else show(false);
      event.stopPropagation();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      choose(event.key === "ArrowDown" ? at + 1 : at < 0 ? options().length - 1 : at - 1);
    } else if (!list.hidden && event.key === "Enter" && at >= 0) {
      options()[at].click();
    } else return;
    if (event.key !== "Escape") event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target.matches?.(TYPING)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
