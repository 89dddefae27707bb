/* What is selected by mouse or finger: a small bar offers what to do with it. And the keys while one picks in the text. */
import { choose, current, leave, move, next, pick, picking, selected, signsOf, take, turn } from "./places.js";
import { mark } from "./fields.js";

let last = null; // the field that had the focus

/** Begin: ``acts`` gives card(), begin(place) for a missed fact, decide(). */
export function start(stage, acts) {
  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => bar(acts.card()), 120);
  });
  stage.addEventListener("focusin", (event) => { if (event.target.matches("form.fields input:not([type=hidden])")) last = event.target; });
  stage.addEventListener("pointerdown", (event) => { if (event.target.closest("[data-take]")) event.preventDefault(); }); // the selection stays
  stage.addEventListener("click", (event) => {
    const way = event.target.closest("[data-take]")?.dataset.take, card = acts.card();
    const place = way && selected(card);
    if (place) use(card, way, place, acts);
    const listed = event.target.closest(".picking li");
    if (listed && choose([...listed.parentElement.children].indexOf(listed) + 1)) taken(acts, false);
    if (event.target.closest("[data-act=place]")) pick(card, "place");
    if (event.target.closest("[data-act=new]") && signsOf(card).length) {
      event.preventDefault();
      pick(card, "new");
    }
  });
}

function bar(card) {
  const shown = card?.querySelector(".selbar");
  if (!shown || picking()) return;
  shown.hidden = !selected(card);
  const field = shown.querySelector("[data-take=field]");
  field.hidden = !last || !card.contains(last) || last.readOnly;
}

function use(card, way, place, acts) {
  if (way === "new") acts.begin(place);
  else if (way === "field") {
    last.value = signsOf(card).filter(([at]) => at >= place.start && at < place.end).map(([, sign]) => sign).join("").replace(/\s+/g, "");
    mark(card);
    last.focus();
  } else if (way === "value") {
    pick(card, "value", { first: place.start, last: place.end });
    take();
  } else {
    pick(card, "place", place);
    take();
  }
  window.getSelection().removeAllRanges();
  card.querySelector(".selbar").hidden = true;
}

/** A key while one picks; true where it was ours. */
export function onPick(event, acts) {
  if (!picking()) return false;
  const start = { ArrowLeft: -1, ArrowRight: 1 }[event.key], end = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (start || end) move(Boolean(end) || event.shiftKey, start || end, !(event.ctrlKey || event.altKey));
  else if (event.key === "Escape") leave();
  else if (event.key === "Enter" || event.key.toLowerCase() === "a") taken(acts, event.key !== "Enter");
  else if (/^[1-9]$/.test(event.key)) {
    if (choose(Number(event.key))) taken(acts, false);
  } else if (["t", "n"].includes(event.key.toLowerCase())) next();
  else if (event.key.toLowerCase() === "v") turn();
  else if (event.key.length > 1) return false;
  event.preventDefault();
  return true;
}

/** Take what is picked: a missed fact gets its form, a fact its place, and is kept at once where that is wanted. */
function taken(acts, keep) {
  const { what } = current();
  const place = take();
  if (what === "new") acts.begin(place);
  else if (keep) acts.decide();
}
