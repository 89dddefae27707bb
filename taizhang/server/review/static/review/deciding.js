/* Decisions: most are sent while the next fact stands there already; what may well be refused is waited for. */
import { dirty, formOf, likely } from "./fields.js";
import { count, drawLine, told } from "./lines.js";
import { goOn, refused, show } from "./moving.js";
import { sendPanel } from "./panels.js";
import { send } from "./sending.js";
import { busy, card, decided, here, line, rv, stage, together, versions } from "./state.js";

const address = (key, act) => `${rv.dataset.base}facts/${key}/${act}/`;

function body(key, form) {
  const found = form instanceof FormData ? form : form ? new FormData(form) : new FormData();
  found.set("version", versions.get(key));
  return new URLSearchParams(found);
}

/** Keep what stands in the fields and go on at once; what does not look as if it fits is waited for. */
export async function decide() {
  const one = card();
  if (!one || !one.querySelector("[data-act=keep]") || stage.dataset.busy) return;
  if (one.dataset.new || one.dataset.panel) return sendPanel(one);
  if (one.dataset.state === "suggested" && !one.dataset.second && !dirty(one)) return ahead(here(), "accept", "accepted");
  const second = one.dataset.second ? "second" : "";
  if (!second && likely(one)) return ahead(here(), "keep", "corrected", formOf(one));
  return waitFor(second || "keep", formOf(one));
}

/** Decide and wait for the answer: what may well be refused is seen at once, with what was typed. */
async function waitFor(act, form) {
  busy(act);
  const key = here();
  const answer = await send(() => ({ url: address(key, act), body: body(key, form) }));
  if (!answer.ok) return refused(key, answer, true);
  told(key, answer.data);
  decided.push(key);
  return goOn();
}

/** Decide and go on without waiting: these acts fail only where somebody else was faster; then the line comes back and says so. */
async function ahead(key, act, state, form) {
  const before = line(key).cloneNode(true);
  const filled = form ? new FormData(form) : undefined; // as it is now: the card may be seen again before its turn comes
  const sent = send(() => ({ url: address(key, act), body: body(key, filled) }));
  drawLine(key, state, true);
  count(1);
  decided.push(key);
  goOn();
  const answer = await sent;
  if (answer.ok) return told(key, answer.data);
  line(key).replaceWith(before);
  before.toggleAttribute("aria-current", here() === key);
  count(-1);
  decided.splice(decided.lastIndexOf(key), 1);
  return refused(key, answer, false);
}

export function reject(form, act = "reject") {
  const key = here();
  if (stage.dataset.busy) return;
  if (card().dataset.second) return waitFor("second-no", form);
  return ahead(key, act, act === "reject" ? "rejected" : "disputed", form);
}

/** Take back the last decision of one's own on this page; else that of the fact that stands there. */
export async function undo() {
  if (stage.dataset.busy) return;
  const shown = card()?.querySelector("[data-act=undo], [data-act=recall]") ? here() : "";
  const key = decided.length ? decided.pop() : shown;
  if (!key) return;
  busy("undo");
  const act = line(key)?.dataset.state === "disputed" ? "recall" : "undo";
  const answer = await send(() => ({ url: address(key, act), body: body(key) }));
  if (!answer.ok) return refused(key, answer, true);
  if (together.has(key)) return location.replace(`?fact=${key}`); // other lines changed too
  if (answer.data.ended) {
    line(key)?.remove();
    return here() === key ? goOn() : show(here());
  }
  told(key, answer.data);
  return show(key);
}


export function undoHere() {
  decided.push(here());
  undo();
}
