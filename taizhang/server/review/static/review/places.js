/* Picking words in the text: by mouse, by finger, or by keys. Places are code points of the canonical text, as the page carries them.

   T takes the shortest stretch that holds name and number, T again the next wider one; arrows move the start, Shift with arrows the end,
   with Ctrl by words; V changes to the number alone and back; Enter takes what is picked. */
import { rangeOf } from "../documents/span.js";
import { formOf, mark } from "./fields.js";

const STOPS = new Set([..."。；;！？!?\n\r"]), PAUSES = new Set([..."，,、。；;：:！？!?（）()“”《》\n\r\t"]);
const words = window.Intl?.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

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
  picked = { ...own, ...number, ...given, what, signs, at: -1, card, offers: what === "new" ? missed(card, signs) : offers(card, signs, own, number) };
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
}

/** Where words begin and end. */
function edgesOf(signs) {
  const found = new Set();
  let run = [], last = null;
  const close = () => {
    if (!run.length) return;
    const text = run.map(([, sign]) => sign).join("");
    const pieces = words ? [...words.segment(text)].map((one) => one.segment) : text.split(/(?<=[^\w])|(?=[^\w])/);
    let at = run[0][0];
    for (const piece of pieces) {
      found.add(at);
      at += [...piece].length;
    }
    found.add(at);
    run = [];
  };
  for (const one of signs) {
    if (last !== null && one[0] !== last + 1) close();
    run.push(one);
    [last] = one;
  }
  close();
  return [...found].sort((a, b) => a - b);
}

/** Stretches that a fact may mean, the shortest first: name and number, then to the next pause, then the sentence. */
function offers(card, signs, own, number) {
  const name = [...(formOf(card)?.elements.what?.value || "")];
  const first = number.first ?? own.start, last = number.last ?? own.end;
  const at = signs.findIndex(([place]) => place === first), to = signs.findIndex(([place]) => place === last - 1);
  if (at < 0 || to < 0) return [];
  const back = (stops) => { let i = at; while (i > 0 && signs[i - 1][0] === signs[i][0] - 1 && !stops.has(signs[i - 1][1])) i -= 1; return signs[i][0]; };
  const on = (stops) => { let i = to; while (i < signs.length - 1 && signs[i + 1][0] === signs[i][0] + 1 && !stops.has(signs[i + 1][1])) i += 1; return signs[i][0] + 1; };
  const starts = [first, named(signs, name, at, -1), back(PAUSES), back(STOPS), ...pausesBefore(signs, at)];
  const ends = [last, named(signs, name, to, 1), on(PAUSES), on(STOPS), ...pausesBehind(signs, to)];
  const made = new Map();
  for (const start of starts) for (const end of ends) if (start !== null && end !== null && start <= first && end >= last) made.set(`${start}-${end}`, [start, end]);
  made.delete(`${own.start}-${own.end}`);
  const start = named(signs, name, at, -1);
  // first from the name to the number, then other starts, then other ends, then both: the shorter before the longer
  const order = ([from, till]) => (from === start && till === last ? 0 : till === last ? 1 : from === first || from === own.start ? 2 : 3);
  return [...made.values()].filter(([from, till]) => till - from > last - first || number.first === undefined)
    .sort((a, b) => order(a) - order(b) || (a[1] - a[0]) - (b[1] - b[0]));
}

/** Starts behind each pause of the sentence before the number. */
function pausesBefore(signs, at) {
  const found = [];
  for (let i = at - 1; i >= 0 && !STOPS.has(signs[i][1]) && signs[i][0] === signs[i + 1][0] - 1; i -= 1) if (PAUSES.has(signs[i][1])) found.push(signs[i + 1][0]);
  return found.slice(0, 6);
}

/** Ends before each pause of the sentence behind the number. */
function pausesBehind(signs, to) {
  const found = [];
  for (let i = to + 1; i < signs.length && !STOPS.has(signs[i][1]) && signs[i][0] === signs[i - 1][0] + 1; i += 1) if (PAUSES.has(signs[i][1])) found.push(signs[i][0]);
  return found.slice(0, 6);
}

/** Where the name stands nearest to the number, before it (its start) or behind it (its end); its last or first two signs will do. */
function named(signs, name, at, by) {
  for (let size = name.length; size >= Math.min(2, name.length) && size > 0; size -= 1) {
    const wanted = by < 0 ? name.slice(0, size) : name.slice(-size);
    for (let i = by < 0 ? at - size : at + 1; i >= 0 && i + size <= signs.length && Math.abs(i - at) < 200; i += by) {
      if (STOPS.has(signs[i][1])) break;
      if (wanted.every((sign, k) => signs[i + k][1] === sign)) return by < 0 ? signs[i][0] : signs[i + size - 1][0] + 1;
    }
  }
  return null;
}

/** Numbers that no fact has: what the reader may have missed, each with the words before it up to the last pause. */
function missed(card, signs) {
  const taken = new Set();
  for (const value of card.querySelectorAll(".ctx .doc a.m[data-s] .v")) {
    const link = value.closest("a.m");
    for (let at = Number(link.dataset.s); at < Number(link.dataset.e); at += 1) taken.add(at);
  }
  const found = [], years = [];
  for (let i = 0; i < signs.length; i += 1) {
    if (!/\p{Nd}/u.test(signs[i][1]) || taken.has(signs[i][0])) continue;
    let first = i, last = i;
    while (last < signs.length - 1 && !PAUSES.has(signs[last + 1][1]) && signs[last + 1][0] === signs[last][0] + 1) last += 1;
    while (first > 0 && !PAUSES.has(signs[first - 1][1]) && signs[first - 1][0] === signs[first][0] - 1) first -= 1;
    const run = signs.slice(i, i + 5).map(([, sign]) => sign).join("");
    (/^(19|20|21)\d\d(?!\d)/.test(run) ? years : found).push([signs[first][0], signs[last][0] + 1]); // a year alone is seldom what was missed
    i = last;
  }
  const here = Number(card.dataset.s), near = (a, b) => Math.abs(a[0] - here) - Math.abs(b[0] - here);
  return [...found.sort(near), ...years.sort(near), [here, Number(card.dataset.e)]];
}
