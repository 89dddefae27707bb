/* The page of a document: text and facts linked both ways. Without it every link and form still works, one page at a time. */
import { mark, unmark, hot, cool, marksOf, redraw } from "./marks.js";
import { goToSpan } from "./span.js";
import { onKey } from "./keys.js";

const read = document.querySelector(".read");
const htmx = window.htmx;
const base = read ? read.dataset.document : "";
const more = read ? read.dataset.query : "";
const panel = () => document.getElementById("panel");
const itemOf = (key) => document.getElementById(`f-${key}`);
const chosen = () => panel().querySelector(".item:has(.fact-open)");
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

if (read) start();

function start() {
  if (!htmx) return;
  read.addEventListener("click", onClick);
  read.addEventListener("mouseover", onHover);
  read.addEventListener("mouseleave", cool);
  document.addEventListener("keydown", (event) => onKey(event, { open, chosen, close, panel }));
  document.addEventListener("htmx:afterSwap", onSwap);
  document.addEventListener("htmx:afterSettle", (event) => event.target.closest && event.target.closest("#panel") && focusForm());
  document.body.addEventListener("fact-decided", (event) => redraw(event.detail));
  document.addEventListener("submit", onUndo);
  remember();
  menu();
  fold();
  followOutline();
  const there = chosen();
  if (there) {
    unfold();
    settle(there, true);
    // Parts of a long text are laid out when they come near: what was found may have moved by then. Going to the fact that the address
    // names, the browser takes the focus away from a form that is open.
    for (const later of [0, 80, 400]) setTimeout(() => {
      show(chosen() && mark(chosen().dataset.f));
      if (document.activeElement === document.body) focusForm();
    }, later);
  }
  else byHash();
  window.addEventListener("hashchange", byHash);
}

/** Open what the address names: #f-<key> a fact, #s120-180 a stretch of the text. */
function byHash() {
  const span = /^#s(\d+)-(\d+)$/.exec(location.hash);
  if (span) goToSpan(read, Number(span[1]), Number(span[2]));
  const fact = /^#f-([0-9a-f-]{36})$/.exec(location.hash);
  if (fact && !(chosen() && chosen().dataset.f === fact[1])) open(fact[1]);
}

/** Open a fact in the list; where the list does not hold it, the list is fetched at its place. */
function open(key, mode = "open") {
  const item = itemOf(key);
  unfold();
  if (item) return htmx.ajax("GET", `${base}facts/${key}/?mode=${mode}${more}`, { target: item, swap: "outerHTML" });
  return htmx.ajax("GET", `${base}panel/?fact=${key}${more}`, { target: "#panel", swap: "innerHTML" });
}

function close() {
  const item = chosen();
  if (!item) return;
  unmark();
  collapse(item);
  history.replaceState(null, "", location.pathname + location.search.replace(/[?&](fact|mode|span)=[^&]*/g, "").replace(/^&/, "?"));
}

/** Close an item where it stands: its details are fetched again when it is opened. */
function collapse(item) {
  item.querySelector(".fact-open").remove();
  const line = item.querySelector(".fact");
  line.classList.remove("is-on");
  line.setAttribute("aria-expanded", "false");
  line.setAttribute("hx-get", line.getAttribute("hx-get").replace("mode=closed", "mode=open"));
  htmx.process(item);
}

function onClick(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const made = event.target.closest(".m, .u, .no a");
  if (made && made.closest(".doc")) {
    event.preventDefault();
    const keys = made.dataset.f.split(" ");
    // Where several facts share a stretch, the next click takes the next of them.
    const at = chosen() ? keys.indexOf(chosen().dataset.f) : -1;
    open(keys[(at + 1) % keys.length]);
  }
  const outline = event.target.closest(".outline a[data-at]");
  if (outline) showSection(outline.dataset.at);
}

function onHover(event) {
  const from = event.target.closest(".m, .u, .item, .clause > .no a");
  if (!from) return cool();
  hot((from.dataset.f || "").split(" "), itemOf);
}

function onSwap(event) {
  const item = chosen();
  for (const other of panel().querySelectorAll(".item:has(.fact-open)")) if (event.target.isConnected && other !== latest(event)) collapse(other);
  settle(latest(event) || item, event.detail.target && event.detail.target.id === "panel");
  focusForm(); // at once: what is typed next belongs to the form, not to the keys of the page
}

/** The item that was just swapped in, else the one that is open. */
function latest(event) {
  const asked = event.detail.requestConfig ? /(?:facts\/|fact=)([0-9a-f-]{36})/.exec(event.detail.requestConfig.path) : null;
  const item = asked && itemOf(asked[1]);
  return item && item.querySelector(".fact-open") ? item : chosen();
}

/** Mark the chosen fact in the text, bring both sides into view, and put its address where it can be copied. */
function settle(item, first) {
  unmark();
  if (!item || !item.querySelector(".fact-open")) return;
  const key = item.dataset.f;
  const place = mark(key);
  const part = sectionOf(Number(item.dataset.s));
  if (part) current(part);
  const behavior = still.matches || first ? "auto" : "smooth";
  show(place, behavior);
  if (!within(item)) item.scrollIntoView({ block: "nearest", behavior: "auto" });
  history.replaceState(null, "", `${location.pathname}${location.search.replace(/[?&](fact|mode|span)=[^&]*/g, "").replace(/^&/, "?")}#f-${key}`);
}

function show(place, behavior = "auto") {
  if (place && !inView(place)) place.scrollIntoView({ block: "center", behavior });
}

function inView(node) {
  const box = node.getBoundingClientRect();
  const sheet = window.innerWidth <= 832 ? panel().getBoundingClientRect().top : window.innerHeight;
  return box.top > 110 && box.bottom < sheet - 20;
}

function within(item) {
  const box = item.getBoundingClientRect();
  const pane = item.closest(".stick").getBoundingClientRect();
  return box.top >= pane.top + 40 && box.bottom <= pane.bottom;
}

function focusForm() {
  const field = panel().querySelector("[data-focus], .correct [aria-invalid=true], .correct input[name=what], .correct input[name=proposal]");
  if (field) field.focus({ preventScroll: true });
}

/** Undoing from a notice stays on the page. */
function onUndo(event) {
  const form = event.target;
  const asked = /\/facts\/([0-9a-f-]{36})\/(undo|recall)\//.exec(form.action);
  if (!asked || !form.closest("#notices") || !form.action.includes(base)) return;
  const item = itemOf(asked[1]);
  if (!item) return;
  event.preventDefault();
  form.closest(".toast").remove();
  htmx.ajax("POST", form.getAttribute("action"), { target: item, swap: "outerHTML" });
}

/** Which kinds are shown and the typeface stay as they were chosen. */
function remember() {
  const kept = { get: (name) => { try { return localStorage.getItem(name) || ""; } catch { return ""; } }, set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* a browser that keeps nothing */ } } };
  const hidden = new Set(kept.get("hidden-kinds").split(" ").filter(Boolean));
  for (const box of read.querySelectorAll("[data-kind]")) {
    box.checked = !hidden.has(box.dataset.kind);
    box.addEventListener("change", () => { hidden[box.checked ? "delete" : "add"](box.dataset.kind); kept.set("hidden-kinds", [...hidden].join(" ")); });
  }
  for (const face of read.querySelectorAll("[name=face]")) {
    face.checked = face.value === (kept.get("face") || "serif");
    face.addEventListener("change", () => kept.set("face", face.value));
  }
}

function menu() {
  for (const button of document.querySelectorAll("[data-copy], [data-print-page]")) button.hidden = false;
  document.querySelector("[data-print-page]")?.addEventListener("click", () => window.print());
  document.querySelector("[data-copy]")?.addEventListener("click", async (event) => {
    const button = event.currentTarget;
    await navigator.clipboard.writeText(location.href).catch(() => {});
    button.closest("details").open = false;
  });
}

/** On a narrow screen the list is a sheet at the bottom that folds. */
function fold() {
  const button = read.querySelector(".fold");
  button.hidden = false;
  button.addEventListener("click", () => setFold(!read.querySelector(".pane-r").classList.contains("open")));
}

function setFold(isOpen) {
  const button = read.querySelector(".fold");
  const [show, hide] = button.dataset.words.split("|");
  read.querySelector(".pane-r").classList.toggle("open", isOpen);
  button.setAttribute("aria-expanded", String(isOpen));
  button.textContent = isOpen ? hide : show;
}

function unfold() {
  if (window.innerWidth <= 832) setFold(true);
}

let waitingFor = 0;

function showSection(at) {
  const tabs = document.getElementById("tabs");
  if (!tabs || tabs.dataset.scope !== "section" || tabs.dataset.at === at) return;
  htmx.ajax("GET", `${base}panel/?scope=section&at=${at}${more}`, { target: "#panel", swap: "innerHTML" });
}

function sectionOf(offset) {
  let found = "";
  for (const link of read.querySelectorAll(".pane-l a[data-at]")) if (Number(link.dataset.at) <= offset) found = link.dataset.at;
  return found;
}

function current(at) {
  for (const link of read.querySelectorAll(".outline a[data-at]")) {
    if (link.dataset.at !== at) link.removeAttribute("aria-current");
    else {
      link.setAttribute("aria-current", "true");
      if (link.offsetParent && link.closest(".stick")) link.closest(".stick").scrollTop = Math.max(0, link.offsetTop - 200);
    }
  }
}

/** The outline follows the text; the list follows too, unless a fact is open. */
function followOutline() {
  const links = [...read.querySelectorAll(".pane-l a[data-at]")];
  const heads = links.map((link) => [link, read.querySelector(`#o${link.dataset.at}`)]).filter((pair) => pair[1]);
  if (!heads.length) return;
  window.addEventListener("scroll", () => {
    clearTimeout(waitingFor);
    waitingFor = setTimeout(() => {
      let now = null;
      for (const [link, head] of heads) if (head.getBoundingClientRect().top < 190) now = link;
      if (!now || now.getAttribute("aria-current") || chosen()) return;
      current(now.dataset.at);
      showSection(now.dataset.at);
    }, 200);
  }, { passive: true });
}

export { marksOf };
