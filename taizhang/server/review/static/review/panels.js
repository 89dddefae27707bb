/* Forms that stand in the place of the card: a missed fact, a split, a merge. */
import { enter, formOf } from "./fields.js";
import { told } from "./lines.js";
import { goOn, refused, show } from "./moving.js";
import { get, parse, send } from "./sending.js";
import { busy, card, decided, here, line, rv, stage, together } from "./state.js";

/** The form of a fact the reader missed, at a place of the text. */
export async function begin({ start: first, end }, kind = "") {
  busy("new");
  const answer = await get(`${rv.dataset.base}new/?start=${first}&end=${end}${kind ? `&kind=${kind}` : ""}`);
  busy("");
  if (answer) showNew(answer.card);
}

function showNew(html) {
  const one = parse(html)[0];
  stage.replaceChildren(one);
  enter(one, one.querySelector("[aria-invalid=true]") ? "" : "what");
}

/** Splitting and merging have a form of their own in the place of the card. */
export async function panel(act) {
  const link = card()?.querySelector(`[data-panel-of="${act}"]`);
  if (!link || stage.dataset.busy) return;
  busy(act);
  const answer = await get(link.getAttribute("href"));
  busy("");
  if (answer) showPanel(answer.card);
}

function showPanel(html) {
  const one = parse(html)[0];
  stage.replaceChildren(one);
  one.querySelector("h2").focus({ preventScroll: true });
}

/** Send a form that stands in the place of the card: a missed fact, a split, a merge. */
export async function sendPanel(one) {
  busy("keep");
  const form = formOf(one), key = here();
  const answer = await send(() => ({ url: form.getAttribute("action"), body: new URLSearchParams(new FormData(form)) }));
  busy("");
  if (!answer.ok) return answer.data?.card ? (one.dataset.new ? showNew : showPanel)(answer.data.card) : refused(key, answer, false);
  const { data } = answer;
  for (const html of data.lines || [data.line]) {
    const fresh = parse(html)[0];
    if (line(fresh.dataset.f)) line(fresh.dataset.f).replaceWith(fresh);
    else (line(key) || rv.querySelector(".queue").lastElementChild).after(fresh);
  }
  for (const other of data.others || []) told(other.key, other);
  told(data.key, data);
  decided.push(data.key);
  if (one.dataset.new) return show(key);
  together.add(data.key);
  return goOn();
}
