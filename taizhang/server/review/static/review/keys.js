/* One key each. In a field the letters belong to the field: Enter keeps what is there, Esc leaves it. */
import { FIELD_KEYS, KINDS } from "./fields.js";
import { pick } from "./places.js";
import { onPick } from "./selecting.js";

const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

export function onKey(event, acts) {
  if (event.isComposing || event.defaultPrevented) return;
  if (onPick(event, acts)) return;
  const card = acts.card();
  const at = event.target instanceof Element ? event.target : document.body;
  const why = card?.querySelector("details[data-why][open]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && at.closest("form.fields")) return take(event, acts.decide);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return leave(event, acts, card, why, at);
  if (why && at.closest("[data-why]")) return reason(event, why);
  if (at.closest("form.fields") && event.key === "Enter" && at.matches("input, select")) return take(event, acts.decide);
  if (at.matches(TYPING) || (at.closest("details[open].who-menu, .filters-of form") && event.key === "Enter")) return;
  press(event, acts, card, at);
}

function take(event, act, ...given) {
  event.preventDefault();
  act(...given);
}

function press(event, acts, card, at) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "j") return take(event, acts.step, 1);
  if (key === "k") return take(event, acts.step, -1);
  if (key === "z") return take(event, acts.undo);
  if (key === "?") return take(event, acts.keys);
  if (!card) return;
  if (key === "a" || (key === "Enter" && (card.dataset.panel || card.dataset.new) && !at.closest("a, button, input"))) return take(event, acts.decide);
  if (key === "t" || key === "n") return take(event, pick, card, key === "t" ? "place" : "new");
  if (key === "s" || key === "m") return take(event, acts.panel, key === "s" ? "split" : "merge");
  if (key === "e") return take(event, acts.enter);
  if (key === "x" || key === "d") return open(event, card.querySelector(`[data-why="${key === "x" ? "reject" : "dispute"}"]`));
  if (KINDS[Number(key) - 1]) return take(event, acts.kind, KINDS[Number(key) - 1]);
  if (FIELD_KEYS[key]) return take(event, acts.enter, FIELD_KEYS[key]);
}

function open(event, details) {
  if (!details) return;
  event.preventDefault();
  details.open = true;
  details.querySelector("input[name=why]").focus();
}

/** A number chooses a reason while nothing is typed. */
function reason(event, why) {
  const form = why.querySelector("form");
  const typed = form.querySelector("[name=why]").value;
  const choice = /^[1-9]$/.test(event.key) && !typed && form.querySelectorAll("[name=reason]")[Number(event.key) - 1];
  if (!choice) return;
  event.preventDefault();
  choice.checked = true;
  form.requestSubmit();
}

function leave(event, acts, card, why, at) {
  if (why) {
    why.open = false;
    event.preventDefault();
  }
  if ((card?.dataset.new || card?.dataset.panel) && !at.closest("form.fields")) return take(event, acts.back);
  if (card?.querySelector("h2") && (why || at.closest("form.fields"))) {
    event.preventDefault();
    card.querySelector("h2").focus({ preventScroll: true });
  }
}
