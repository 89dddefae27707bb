/* Fields with a list of offers below: an ARIA combobox. Arrows choose, Enter takes, Esc closes; typing asks for more. In fields of names a
   number takes the offer beside which it stands and leaves the field; Backspace right behind it goes back and writes the number itself. */
import { mark } from "./fields.js";
import { signsOf } from "./places.js";

const OFFERED = new Set(["what", "unit_name", "subject", "period", "measure_unit"]);
const NUMBERED = new Set(["what", "unit_name", "subject"]); // in the other fields numbers are what is typed
const words = window.Intl?.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
const list = Object.assign(document.createElement("ul"), { className: "picks", id: "picks", hidden: true });
list.setAttribute("role", "listbox");
let field = null, options = [], chosen = -1, asked = null, taken = null; // taken: what a number replaced

export function start(stage, address) {
  stage.addEventListener("focusin", (event) => { if (OFFERED.has(event.target.name)) open(event.target, address); });
  stage.addEventListener("focusout", (event) => { if (event.target === field) close(); });
  stage.addEventListener("input", (event) => { if (event.target === field) ask(address, field.value); });
  stage.addEventListener("keydown", onKey);
  document.addEventListener("keydown", putBack, true);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => { const one = event.target.closest("li"); if (one) take(options[[...list.children].indexOf(one)]); });
}

function open(one, address) {
  close();
  field = one;
  const holder = one.closest(".cell, .unit-row");
  list.setAttribute("aria-label", one.getAttribute("aria-label") || holder.querySelector("label")?.textContent || "");
  holder.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": "picks", "aria-autocomplete": "list", "aria-expanded": "false", autocomplete: "off" })) one.setAttribute(name, value);
  ask(address, "");
}

function close() {
  if (!field) return;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
  field = null;
  hide();
}

function hide() {
  list.hidden = true;
  list.replaceChildren();
  [options, chosen] = [[], -1];
}

async function ask(address, q) {
  asked?.abort();
  const mine = asked = new AbortController();
  const at = field;
  list.dataset.asking = "yes";
  try {
    const answer = await fetch(`${address()}picks/?field=${at.name}&q=${encodeURIComponent(q)}`, { signal: mine.signal, headers: { Accept: "application/json" } });
    const found = answer.ok ? (await answer.json()).picks : [];
    if (at === field && mine === asked) show([...found.slice(0, 5), ...shorter(at, q), ...found.slice(5), ...inText(at, q)]);
  } catch { /* another letter was typed, or there is no answer: the field works without offers */ }
  if (mine === asked) delete list.dataset.asking;
}

/** Words of the sentence that begin as what was typed. */
function inText(at, q) {
  if (q.length < 1 || !["what", "subject", "unit_name"].includes(at.name)) return [];
  const card = at.closest(".card"), text = signsOf(card).map(([, sign]) => sign).join("");
  const found = new Set();
  for (let i = text.indexOf(q); i >= 0 && found.size < 12; i = text.indexOf(q, i + 1)) {
    const run = /^[^，,、。；;：:！？!?（）()“”《》\s]{1,40}/.exec(text.slice(i))?.[0] || "";
    let made = "";
    for (const piece of words ? [...words.segment(run)].map((one) => one.segment) : [run]) {
      made += piece;
      if (made.length > q.length) found.add(made);
    }
  }
  return [...found].slice(0, 6).map((value) => ({ value, why: list.dataset.text || "" }));
}

/** The name that stands there without its first words: a reader often takes too many. */
function shorter(at, q) {
  const held = at.name === "what" && !q && words ? [...words.segment(at.value)].map((one) => one.segment) : [];
  return held.slice(1).map((_one, i) => held.slice(i + 1).join("")).filter((one) => one.length > 1).slice(-4).reverse().map((value) => ({ value, why: list.dataset.part || "" }));
}

function show(offers) {
  const known = new Set();
  options = offers.filter((one) => one.value !== field.value && !known.has(one.value) && known.add(one.value)).slice(0, 10);
  chosen = -1;
  list.replaceChildren(...options.map((one, i) => {
    const line = Object.assign(document.createElement("li"), { id: `pick-${i}` });
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    const value = Object.assign(document.createElement("span"), { textContent: one.value, lang: "zh-Hans" });
    if (i < 9 && NUMBERED.has(field.name)) line.append(Object.assign(document.createElement("kbd"), { textContent: i + 1 }));
    line.append(value, Object.assign(document.createElement("small"), { textContent: one.why }));
    return line;
  }));
  list.hidden = !options.length;
  field.setAttribute("aria-expanded", String(options.length > 0));
  field.removeAttribute("aria-activedescendant");
}

function onKey(event) {
  if (event.target !== field || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    choose((chosen + step + options.length + (chosen < 0 && step < 0 ? 1 : 0)) % options.length);
  } else if (/^[1-9]$/.test(event.key) && NUMBERED.has(field.name) && options[event.key - 1]) {
    event.preventDefault();
    byNumber(options[event.key - 1], event.key);
  } else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) {
    if (event.key === "Enter") event.preventDefault();
    take(options[chosen]);
  } else if (event.key === "Escape" && chosen >= 0) {
    event.preventDefault();
    choose(-1);
  }
}

function choose(at) {
  chosen = at;
  [...list.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
  if (at < 0) field.removeAttribute("aria-activedescendant");
  else {
    field.setAttribute("aria-activedescendant", `pick-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }
}

function take(one) {
  if (!one || !field) return;
  field.value = one.value;
  mark(field.closest(".card"));
  hide();
  field.setAttribute("aria-expanded", "false");
}

/** Take an offer by its number and leave the field: the next key is one of the card's. */
function byNumber(one, key) {
  const at = field, before = { field: at, value: at.value + key };
  take(one);
  at.closest(".card").querySelector("h2").focus({ preventScroll: true });
  taken = before;
}

/** Backspace right behind a number: the number was meant as a sign of the name. */
function putBack(event) {
  const before = taken;
  taken = null;
  if (!before || event.key !== "Backspace" || !before.field.isConnected) return;
  event.preventDefault();
  event.stopPropagation();
  before.field.focus();
  before.field.value = before.value;
  before.field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** What is said of words that stand in the sentence, and of a part of the name. */
export function says({ text, part }) {
  Object.assign(list.dataset, { text, part });
}
