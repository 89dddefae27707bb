/* The queue: a fact stands there, a key decides, the next one stands there at once. Without scripts every act is a form. */
import { fetchAhead } from "./ahead.js";
import { decide, reject, undo, undoHere } from "./deciding.js";
import { enter, mark, setKind } from "./fields.js";
import { onKey } from "./keys.js";
import { ready, show, step } from "./moving.js";
import { begin, panel } from "./panels.js";
import * as picks from "./picks.js";
import * as selecting from "./selecting.js";
import { roll } from "./showing.js";
import { card, here, keep, line, rv, stage, stand } from "./state.js";

function start() {
  const first = stage.querySelector(".card");
  stand(first.dataset.f);
  keep(first);
  ready(first);
  stage.addEventListener("input", () => mark(card()));
  stage.addEventListener("change", () => mark(card()));
  stage.addEventListener("submit", onSubmit);
  stage.addEventListener("click", onClick);
  rv.querySelector(".queue").addEventListener("click", onLine);
  document.addEventListener("keydown", (event) => onKey(event, acts));
  picks.says(rv.dataset);
  picks.start(stage, () => `${rv.dataset.base}facts/${here()}/`);
  selecting.start(stage, acts);
  roll(line(here()), true);
  fetchAhead();
}

/** What keys may do. */
export const acts = { card: () => card(), step, decide, reject, undo, enter: (name) => enter(card(), name), kind: (name) => setKind(card(), name), keys: toggleKeys, begin, panel, back: () => show(here()) };

function onSubmit(event) {
  const form = event.target;
  const why = form.closest("[data-why]");
  if (!why && !form.matches(".fields")) return;
  event.preventDefault();
  if (why) {
    if (form.querySelector("[name=why]").value.trim() || form.querySelector("[name=reason]:checked")) reject(form, why.dataset.why);
  } else if (["undo", "recall"].includes(event.submitter?.dataset.act)) undoHere();
  else decide();
}

function onClick(event) {
  const by = event.target.closest("[data-step]");
  if (by) step(Number(by.dataset.step));
  if (event.target.closest("[data-act=edit]")) enter(card());
  const kind = event.target.closest("[data-new-kind]"), one = card();
  if (kind) begin({ start: one.dataset.s, end: one.dataset.e }, kind.dataset.newKind);
  const away = event.target.closest(".card [data-act=leave]"), other = event.target.closest("[data-panel-of]");
  if (kind || away || other) event.preventDefault();
  if (other) panel(other.dataset.panelOf);
  if (away) show(here());
  const chosen = event.target.closest("[data-why] input[name=reason]");
  if (chosen && event.detail) chosen.form.requestSubmit();
}

function onLine(event) {
  const link = event.target.closest("li > a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(link.closest("li").dataset.f);
}

function toggleKeys() {
  for (const one of document.querySelectorAll(".keys-of")) one.classList.toggle("closed");
}

if (rv && stage) start();
