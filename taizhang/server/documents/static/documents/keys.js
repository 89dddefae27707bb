/* Keys: j k and arrows move through the facts; a e r d s z decide about the open one; Esc goes back one step. */

const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

export function onKey(event, { open, chosen, close, panel }) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const item = chosen();
  if (event.key === "Escape") {
    const cancel = panel().querySelector("[data-cancel]");
    if (cancel) cancel.click();
    else if (item && !document.querySelector("details[data-closes][open]")) close();
    return;
  }
  if (event.target.matches && event.target.matches(TYPING)) return;
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (step) {
    // Arrows move through the facts only from the list; elsewhere they scroll, as everywhere.
    if (event.key.startsWith("Arrow") && !panel().contains(document.activeElement)) return;
    event.preventDefault();
    move(step, item, panel(), open);
    return;
  }
  const button = item && item.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button) {
    event.preventDefault();
    window.htmx?.process(item); // pressed within the moment before htmx settles, the button would lead to a page of its own
    button.click();
  }
}

function move(step, item, panel, open) {
  const items = [...panel.querySelectorAll(".item")].filter((one) => one.offsetParent !== null);
  const next = item ? items[items.indexOf(item) + step] : items[step > 0 ? 0 : items.length - 1];
  if (next) {
    next.querySelector(".fact").focus({ preventScroll: true });
    open(next.dataset.f);
  } else if (step > 0) panel.querySelector(".more-rows")?.click();
}
