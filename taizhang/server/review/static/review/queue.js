/* The queue: a fact stands there, a key decides, the next one stands there at once. Without scripts every act is a form. */
import { send, fragment, get, parse, pending } from "./sending.js";
import { dirty, enter, formOf, likely, mark, setKind } from "./fields.js";
import { onKey } from "./keys.js";
import { roll, say } from "./showing.js";
import * as picks from "./picks.js";
import * as selecting from "./selecting.js";
import { leave as leavePlaces } from "./places.js";

const AHEAD = 10, AT_ONCE = 4; // cards that are fetched before they are needed, and by one request
const OPEN = ["suggested", "lost"];
const rv = document.querySelector(".rv");
const stage = document.getElementById("stage");
const cards = new Map(); // key → its card, fetched ahead
const coming = new Map(); // key → the request that brings it
const versions = new Map(); // key → the version decisions are about
const together = new Set(); // keys of facts that a split or a merge changed with others
const decided = []; // keys of one's own decisions on this page, for undo
let here = "", fetching = false;

function start() {
  const first = stage.querySelector(".card");
  here = first.dataset.f;
  keep(first);
  ready(first);
  stage.addEventListener("input", () => mark(card()));
  stage.addEventListener("change", () => mark(card()));
  stage.addEventListener("submit", onSubmit);
  stage.addEventListener("click", onClick);
  rv.querySelector(".queue").addEventListener("click", onLine);
  document.addEventListener("keydown", (event) => onKey(event, acts));
  picks.says(rv.dataset.text);
  picks.start(stage, () => `${rv.dataset.base}facts/${here}/`);
  selecting.start(stage, acts);
  roll(line(here), true);
  fetchAhead();
}

/** What keys may do. */
export const acts = { card: () => card(), step, decide, reject, undo, enter: (name) => enter(card(), name), kind: (name) => setKind(card(), name), keys: toggleKeys, begin, panel, back: () => show(here) };

const card = () => stage.querySelector(".card");
const lines = () => [...rv.querySelectorAll(".queue > li")];
const line = (key) => document.getElementById(`q-${key}`);
const busy = (what) => { if (what) stage.dataset.busy = what; else delete stage.dataset.busy; };

function keep(one) {
  cards.set(one.dataset.f, one);
  versions.set(one.dataset.f, Number(one.dataset.version));
}

/** A card that is about to be seen. */
function ready(one) {
  for (const hidden of one.querySelectorAll("[data-scripts]")) hidden.hidden = false;
  const chosen = one.querySelector("mark.span, .m[data-f~=\"" + one.dataset.f + "\"]");
  for (const node of one.querySelectorAll(`.m[data-f~="${one.dataset.f}"]`)) node.classList.add("is-on");
  const context = one.querySelector(".ctx .doc");
  if (chosen && context && context.scrollHeight > context.clientHeight) context.scrollTop = Math.max(0, chosen.offsetTop - context.offsetTop - 90);
}

/** Show a fact; where its card is not here yet it is waited for. */
async function show(key) {
  leavePlaces();
  here = key;
  for (const one of lines()) one.toggleAttribute("aria-current", one.dataset.f === key);
  line(key)?.setAttribute("aria-current", "true");
  roll(line(key));
  if (!cards.has(key)) {
    busy("card");
    await load([key]);
    if (here !== key) return;
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

function step(by) {
  const all = lines();
  const next = all[all.findIndex((one) => one.dataset.f === here) + by];
  if (next) show(next.dataset.f);
}

/** The next fact that one person may decide, behind this one or else from the top. */
function nextOpen() {
  const all = lines();
  const at = all.findIndex((one) => one.dataset.f === here);
  return [...all.slice(at + 1), ...all.slice(0, at)].find((one) => OPEN.includes(one.dataset.state));
}

function goOn() {
  const next = nextOpen();
  if (next) return show(next.dataset.f);
  if (Number(rv.dataset.more)) return location.assign(`?${rv.dataset.query}`);
  here = "";
  stage.replaceChildren(document.getElementById("nothing-left").content.cloneNode(true));
  for (const one of lines()) one.removeAttribute("aria-current");
  busy("");
  return null;
}

/** Fetch what comes next before it is asked for: a few cards at a time, the nearest first, one request after the other. */
async function fetchAhead() {
  if (fetching) return;
  const all = lines(), at = all.findIndex((one) => one.dataset.f === here);
  const open = all.slice(at + 1).filter((one) => OPEN.includes(one.dataset.state));
  const wanted = [...open.slice(0, AHEAD), ...all.slice(at + 1, at + 2), ...all.slice(Math.max(0, at - 1), at)].map((one) => one.dataset.f)
    .filter((key) => !cards.has(key) && !coming.has(key));
  if (!wanted.length) return;
  fetching = true;
  await load(wanted.slice(0, AT_ONCE));
  fetching = false;
  if (wanted.some((key) => cards.has(key))) fetchAhead();
}

async function load(keys) {
  const missing = keys.filter((key) => !coming.has(key));
  if (missing.length) {
    const request = fragment(`${rv.dataset.base}cards/?${rv.dataset.second ? "second=yes&" : ""}${missing.map((key) => `fact=${key}`).join("&")}`).then((found) => {
      for (const one of found || []) keep(one);
      for (const key of missing) coming.delete(key);
    });
    for (const key of missing) coming.set(key, request);
  }
  await Promise.all(keys.map((key) => coming.get(key)));
}

const address = (key, act) => `${rv.dataset.base}facts/${key}/${act}/`;

function body(key, form) {
  const found = form instanceof FormData ? form : form ? new FormData(form) : new FormData();
  found.set("version", versions.get(key));
  return new URLSearchParams(found);
}

/** Keep what stands in the fields and go on at once; what does not look as if it fits is waited for. */
async function decide() {
  const one = card();
  if (!one || !one.querySelector("[data-act=keep]") || stage.dataset.busy) return;
  if (one.dataset.new || one.dataset.panel) return sendPanel(one);
  if (one.dataset.state === "suggested" && !one.dataset.second && !dirty(one)) return ahead(here, "accept", "accepted");
  const second = one.dataset.second ? "second" : "";
  if (!second && likely(one)) return ahead(here, "keep", "corrected", formOf(one));
  return waitFor(second || "keep", formOf(one));
}

/** Decide and wait for the answer: what may well be refused is seen at once, with what was typed. */
async function waitFor(act, form) {
  busy(act);
  const key = here;
  const answer = await send(() => ({ url: address(key, act), body: body(key, form) }));
  if (!answer.ok) return refused(key, answer, true);
  told(key, answer.data);
  decided.push(key);
  return goOn();
}

/** The form of a fact the reader missed, at a place of the text. */
async function begin({ start: first, end }, kind = "") {
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
async function panel(act) {
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
async function sendPanel(one) {
  busy("keep");
  const form = formOf(one), key = here;
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
  before.toggleAttribute("aria-current", here === key);
  count(-1);
  decided.splice(decided.lastIndexOf(key), 1);
  return refused(key, answer, false);
}

function reject(form, act = "reject") {
  const key = here;
  if (stage.dataset.busy) return;
  if (card().dataset.second) return waitFor("second-no", form);
  return ahead(key, act, act === "reject" ? "rejected" : "disputed", form);
}

/** Take back the last decision of one's own on this page; else that of the fact that stands there. */
async function undo() {
  if (stage.dataset.busy) return;
  const shown = card()?.querySelector("[data-act=undo], [data-act=recall]") ? here : "";
  const key = decided.length ? decided.pop() : shown;
  if (!key) return;
  busy("undo");
  const act = line(key)?.dataset.state === "disputed" ? "recall" : "undo";
  const answer = await send(() => ({ url: address(key, act), body: body(key) }));
  if (!answer.ok) return refused(key, answer, true);
  if (together.has(key)) return location.replace(`?fact=${key}`); // other lines changed too
  if (answer.data.ended) {
    line(key)?.remove();
    return here === key ? goOn() : show(here);
  }
  told(key, answer.data);
  return show(key);
}

/** The server has done it: version, state and counts are what it says. */
function told(key, data) {
  versions.set(key, data.version);
  cards.delete(key);
  drawLine(key, data.state, false, data);
  const bar = document.getElementById("bar");
  bar.querySelector("[data-done]").textContent = data.done + Math.max(0, pending() - 1);
  bar.querySelector("[data-total]").textContent = data.total;
  bar.querySelector("progress").value = data.done;
  if (bar.querySelector("[data-left]")) bar.querySelector("[data-left]").textContent = data.left;
  document.getElementById("open-count").textContent = rv.dataset.second ? lines().filter((one) => OPEN.includes(one.dataset.state)).length : data.open;
}

function count(by) {
  const open = document.getElementById("open-count");
  open.textContent = Number(open.textContent) - by;
  const done = document.querySelector("#bar [data-done]");
  done.textContent = Number(done.textContent) + by;
}

function drawLine(key, state, sending, data) {
  const one = line(key);
  if (!one) return;
  one.dataset.state = state;
  one.toggleAttribute("data-sending", sending);
  one.removeAttribute("data-refused");
  const fresh = data ? parse(data.stamp)[0] : document.getElementById("stamps").content.querySelector(`[data-state="${state}"] > *`).cloneNode(true);
  one.querySelector(".stamp").replaceWith(fresh);
  if (data) one.querySelector("a").textContent = `${data.what} ${data.value}`.trim();
}

/** It was not done: say so and, where one waits for it, show the fact as it is now. */
function refused(key, answer, wait) {
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

function undoHere() {
  decided.push(here);
  undo();
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
  if (away) show(here);
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
