/* Going from fact to fact; where the last one is done, on to the next document. */
import { fetchAhead, load } from "./ahead.js";
import { enter } from "./fields.js";
import { drawLine } from "./lines.js";
import { leave as leavePlaces } from "./places.js";
import { parse } from "./sending.js";
import { roll, say } from "./showing.js";
import { busy, card, cards, here, isOpen, keep, line, lines, rv, stage, stand } from "./state.js";

/** A card that is about to be seen. */
export function ready(one) {
  for (const hidden of one.querySelectorAll("[data-scripts]")) hidden.hidden = false;
  const chosen = one.querySelector("mark.span, .m[data-f~=\"" + one.dataset.f + "\"]");
  for (const node of one.querySelectorAll(`.m[data-f~="${one.dataset.f}"]`)) node.classList.add("is-on");
  const context = one.querySelector(".ctx .doc");
  if (chosen && context && context.scrollHeight > context.clientHeight) context.scrollTop = Math.max(0, chosen.offsetTop - context.offsetTop - 90);
}

/** Show a fact; where its card is not here yet it is waited for. */
export async function show(key) {
  leavePlaces();
  stand(key);
  for (const one of lines()) one.toggleAttribute("aria-current", one.dataset.f === key);
  line(key)?.setAttribute("aria-current", "true");
  roll(line(key));
  if (!cards.has(key)) {
    busy("card");
    await load([key]);
    if (here() !== key) return;
  }
  const one = cards.get(key);
  if (!one) return refused(key, "", false);
  if (stage.firstElementChild !== one) stage.replaceChildren(one);
  ready(one);
  one.querySelector("h2").focus({ preventScroll: true });
  const query = rv.dataset.query;
  history.replaceState(null, "", `?${query ? `${query}&` : ""}fact=${key}`);
  busy("");
  fetchAhead();
}

export function step(by) {
  const all = lines();
  const next = all[all.findIndex((one) => one.dataset.f === here()) + by];
  if (next) show(next.dataset.f);
}

/** The next fact that one person may decide, behind this one or else from the top. */
function nextOpen() {
  const all = lines();
  const at = all.findIndex((one) => one.dataset.f === here());
  return [...all.slice(at + 1), ...all.slice(0, at)].find(isOpen);
}

export function goOn() {
  const next = nextOpen();
  if (next) return show(next.dataset.f);
  if (Number(rv.dataset.more)) return location.assign(`?${rv.dataset.query}`);
  stand("");
  stage.replaceChildren(document.getElementById("nothing-left").content.cloneNode(true));
  for (const one of lines()) one.removeAttribute("aria-current");
  busy("");
  stage.querySelector("[data-onward]")?.focus();
  return null;
}

/** It was not done: say so and, where one waits for it, show the fact as it is now. */
export function refused(key, answer, wait) {
  busy("");
  const data = answer && answer.data;
  let fresh = null;
  if (data && data.card) {
    fresh = parse(data.card)[0];
    if (answer.status === 422) fresh.dataset.typed = "yes"; // what was typed stays typed, though it stands there from the start
    keep(fresh);
    drawLine(key, data.state, false, data);
  }
  line(key)?.setAttribute("data-refused", "");
  if (wait && data && data.card) {
    show(key);
    if (answer.status === 422) enter(card(), fresh.dataset.second ? "why" : "");
    return;
  }
  if (!data) return document.getElementById("notices").append(document.getElementById("no-answer").content.cloneNode(true));
  return say(`${rv.dataset.said} ${data.label}: ${data.problem} `, rv.dataset.look, () => show(key));
}
