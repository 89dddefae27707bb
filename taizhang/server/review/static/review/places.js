/* Picking words in the text: by mouse, by finger, or by keys. Places are code points of the canonical text, as the page carries them.

   T shows the shortest stretch that holds name and number and lists others: a number takes one of them, T again goes to the next. Left and
   right move the start, up and down the end, by words; with Ctrl by signs. V changes to the number alone and back; Enter takes what is picked. */
import { rangeOf } from "../documents/span.js";
import { formOf, mark } from "./fields.js";
import { edgesOf, missed, offers } from "./stretches.js";

const LISTED = 9; // as many as there are keys with a number

let picked = null; // {start, end} of the fact, {first, last} of its number, what is moved, what is offered

export const picking = () => picked !== null;
export const current = () => picked;

/** The signs of a context: where each stands. */
export function signsOf(card) {
  const found = [];
  for (const block of card.querySelectorAll(".ctx .doc [data-s][data-e]:not(a)")) {
    let at = Number(block.dataset.s);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) for (const sign of node.data) found.push([at++, sign]);
  }
  return found;
}

/** The code point at a place of the page; null outside the text. */
export function offsetOf(card, node, unit) {
  const holder = (node instanceof Element ? node : node.parentElement)?.closest(".ctx .doc [data-s][data-e]:not(a)");
  if (!holder || !card.contains(holder)) return null;
  const before = document.createRange();
  before.selectNodeContents(holder);
  before.setEnd(node, unit);
  return Number(holder.dataset.s) + [...before.toString()].length;
}

/** What the mouse has selected, in code points. */
export function selected(card) {
  const chosen = window.getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  const start = offsetOf(card, range.startContainer, range.startOffset), end = offsetOf(card, range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : { start, end };
}

/** Begin to pick; ``what`` is place (of the fact), value (its number), or new. */
export function pick(card, what, given) {
  const signs = signsOf(card);
  if (!signs.length) return false;
  const form = formOf(card), held = (name, otherwise) => (form?.elements[name]?.value ? Number(form.elements[name].value) : otherwise);
  const own = { start: held("start", Number(card.dataset.s)), end: held("end", Number(card.dataset.e)) };
  const number = card.dataset.vs ? { first: held("value_start", Number(card.dataset.vs)), last: held("value_end", Number(card.dataset.ve)) } : {};
  picked = { ...own, ...number, ...given, what, signs, at: -1, card, offers: what === "new" ? missed(card, signs) : offers(form?.elements.what?.value || "", signs, own, number) };
  if (!given && picked.offers.length) next();
  else show();
  return true;
}

/** The next stretch that is offered. */
export function next() {
  if (!picked || !picked.offers.length) return;
  picked.at = (picked.at + 1) % picked.offers.length;
  const [start, end] = picked.offers[picked.at];
  Object.assign(picked, picked.what === "value" ? { first: start, last: end } : { start, end });
  show();
}

/** The offer of a number, counted from one; true where there is one. */
export function choose(n) {
  if (!picked?.offers[n - 1]) return false;
  picked.at = n - 2;
  next();
  return true;
}

/** Move an end: by one sign or one word. */
export function move(end, by, byWord) {
  const value = picked.what === "value";
  const name = value ? (end ? "last" : "first") : end ? "end" : "start";
  const said = picked.signs.filter(([, sign]) => sign.trim()); // blanks and line ends are no words of a fact
  const own = new Set(said.map(([at]) => (end ? at + 1 : at)));
  const edges = (byWord ? edgesOf(picked.signs) : [...own]).filter((at) => own.has(at));
  const there = picked[name];
  const found = by > 0 ? edges.find((one) => one > there) : edges.filter((one) => one < there).at(-1);
  if (found === undefined) return;
  const next = { ...picked, [name]: found };
  if (value ? next.first >= next.last : next.start >= next.end) return;
  picked[name] = found;
  show();
}

/** The number alone, or the whole stretch. */
export function turn() {
  if (picked.first === undefined) Object.assign(picked, { first: picked.start, last: picked.end });
  picked.what = picked.what === "value" ? "place" : "value";
  show();
}

/** Take what is picked into the fields; the words of it are given back. */
export function take() {
  const { card, start, end, first, last, what } = picked;
  const form = formOf(card);
  const put = (name, value) => { if (form.elements[name] && value !== undefined) form.elements[name].value = value; };
  if (what !== "new") {
    card.dataset.typed = "yes"; // a hidden field keeps no former value that could tell
    put("start", Math.min(start, first ?? start));
    put("end", Math.max(end, last ?? end));
    put("value_start", first);
    put("value_end", last);
    card.querySelector(".picked-words")?.remove();
    const said = document.createElement("p");
    said.className = "picked-words t2";
    said.lang = "zh-Hans";
    const taken = document.createElement("ins");
    taken.textContent = wordsOf(Math.min(start, first ?? start), Math.max(end, last ?? end));
    said.append(taken);
    card.querySelector(".ctx").append(said);
    mark(card);
  }
  const found = { start, end };
  leave(true);
  return found;
}

export function leave(keep) {
  if (picked) picked.card.querySelector(".picking")?.setAttribute("hidden", "");
  picked = null;
  if (!keep && window.CSS?.highlights) for (const name of ["picked", "picked-value"]) CSS.highlights.delete(name);
}

export const wordsOf = (start, end) => (picked ? picked.signs : []).filter(([at]) => at >= start && at < end).map(([, sign]) => sign).join("").replace(/\s+/g, "");

function show() {
  const { card, start, end, first, last, what } = picked;
  const text = card.querySelector(".ctx .doc");
  const ranges = { picked: rangeOf(card, start, end), "picked-value": first === undefined || what === "new" ? null : rangeOf(card, first, last) };
  for (const [name, range] of Object.entries(ranges)) {
    if (!window.CSS?.highlights) continue;
    if (range) CSS.highlights.set(name, new Highlight(range));
    else CSS.highlights.delete(name);
  }
  const box = (ranges.picked || ranges["picked-value"])?.getBoundingClientRect(), around = text.getBoundingClientRect();
  if (box && (box.top < around.top || box.bottom > around.bottom)) text.scrollTop += box.top - around.top - 60;
  const help = card.querySelector(".picking");
  help.hidden = false;
  Object.assign(help.dataset, { what, start: what === "value" ? first : start, end: what === "value" ? last : end });
  help.querySelector("output").textContent = what === "value" ? wordsOf(first, last) : wordsOf(start, end);
  list(help.querySelector("ol"));
}

/** The stretches that are offered, each with its number; the one that is picked now is marked. */
function list(box) {
  box.replaceChildren(...picked.offers.slice(0, LISTED).map(([start, end], i) => {
    const one = Object.assign(document.createElement("li"), { lang: "zh-Hans" });
    one.dataset.start = start;
    one.dataset.end = end;
    one.toggleAttribute("aria-current", i === picked.at);
    one.append(Object.assign(document.createElement("kbd"), { textContent: i + 1 }), wordsOf(start, end));
    return one;
  }));
}
