// Addresses, keys, theme and language: what holds the two pages together.

const KEYS = [["/", "Search the ledger"], ["j", "Next row"], ["k", "Previous row"], ["Enter", "Open the row in its text, or stay on it"], ["[ ]", "Previous or next document"], ["l", "Go to the ledger"], ["d", "Go to the document"], ["Esc", "Clear the search; go back to the ledger"], ["?", "This list"]];
let lastLedger = "#ledger=all";
let lastDocument = "";

function route() {
  const parameters = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
  const inDocument = parameters.has("doc") && !parameters.has("ledger");
  if (inDocument && documents.length) {
    const doc = documentNamed.get(parameters.get("doc")) || documents[0];
    const span = /^(\d+)-(\d+)$/.exec(parameters.get("s") || "");
    const value = parameters.has("v") ? Number(parameters.get("v")) : undefined;
    lastDocument = location.hash;
    const wanted = span && factAt(doc, Number(span[1]), Number(span[2]), parameters.get("k"), value);
    if (book) book.frame.remove();
    showDocument(doc, wanted);
    if (span && !wanted) bring(anchorAt(Number(span[1])), "center");
  } else {
    reading = null;
    const state = ledgerState(parameters);
    lastLedger = ledgerHash(state);
    showLedger(state);
  }
  byId("go-document").toggleAttribute("aria-current", inDocument);
  byId("go-ledger").toggleAttribute("aria-current", !inDocument);
  byId("go-document").href = lastDocument || (documents[0] ? docHash(documents[0]) : "#");
  byId("go-ledger").href = lastLedger;
}

function step(by) {
  if (!reading) return selectRow(by);
  const list = reading.panel.list();
  if (!list.length) return;
  const i = list.indexOf(reading.chosen);
  pick(list[i < 0 ? 0 : clamp(i + by, 0, list.length - 1)], "key");
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
  if (event.key === "Escape") return escape(event, typing);
  if (typing || byId("help").open) return;
  const act = {
    "/": () => byId("q").focus(), j: () => step(1), k: () => step(-1), "?": help,
    l: () => { location.hash = lastLedger; }, d: () => { location.hash = byId("go-document").getAttribute("href"); },
    "[": () => turn(-1), "]": () => turn(1),
    Enter: () => { if (!reading && book.selected >= 0 && event.target.closest("tr.row-of, body")) location.hash = rowHash(book.rows[(book.state.tab === "documents" ? 0 : (book.state.page - 1) * PAGE_ROWS) + book.selected]); else return false; },
  }[event.key];
  if (act && act() !== false) event.preventDefault();
}

function turn(by) {
  const doc = documents[(reading ? reading.doc.i : -by) + by];
  if (doc) location.hash = docHash(doc);
}

function escape(event, typing) {
  if (byId("help").open) return;
  if (typing && event.target.value) {
    event.target.value = "";
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (typing) event.target.blur();
  else if (reading) location.hash = lastLedger;
  else if (FILTERS.some((name) => book.state[name])) change(Object.fromEntries(FILTERS.map((name) => [name, ""])));
}

function help() {
  const dialog = byId("help");
  dialog.replaceChildren(
    el("header", null, el("h2", null, t("Keys"))),
    el("div.body", null, el("dl.kv.keys", null, ...KEYS.flatMap(([key, words]) => [el("dt", null, ...key.split(" ").map((one) => el("kbd", null, one))), el("dd", null, t(words))])),
      el("p.legend", null, ...SHOWN_KINDS.map((kind) => el("span", { "data-k": kind }, el("span.kind", null, t(KIND_WORDS[kind]))))),
      el("p.t2.soft", null, t("Every mark is a suggestion by the machine: a line without a fill, a dashed stamp. Nothing has been reviewed by a person."))),
    el("footer", null, el("button.btn.first", { type: "button", onclick: () => dialog.close() }, t("Close"))));
  dialog.showModal();
}

function setTheme(name) {
  settings.set("theme", name);
  if (name === "auto") document.documentElement.removeAttribute("data-theme"); else document.documentElement.dataset.theme = name;
}

function start() {
  const theme = settings.get("theme", "auto");
  setTheme(theme);
  for (const radio of byId("theme").querySelectorAll("input")) {
    radio.checked = radio.value === theme;
    radio.addEventListener("change", () => setTheme(radio.value));
  }
  byId("n-all").textContent = facts.length;
  sayFrame();
  byId("language").addEventListener("click", () => {
    language = language === "en" ? "zh_Hans" : "en";
    settings.set("language", language);
    sayFrame();
    route();
  });
  byId("help-open").addEventListener("click", help);
  byId("find").addEventListener("submit", (event) => event.preventDefault());
  byId("q").addEventListener("input", () => later(() => {
    const q = byId("q").value.trim();
    if (reading || !book.frame.isConnected) { location.hash = ledgerHash({ ...ledgerState(new URLSearchParams()), q }); return; }
    if (book.state.tab === "documents") change({ tab: "all", q }, true); else change({ q }, true);
  }));
  byId("q").addEventListener("keydown", (event) => { if (event.key === "Enter") { byId("q").blur(); book.selected = -1; selectRow(1); } });
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", route);
  let waitingSpy = 0;
  window.addEventListener("scroll", () => { if (!waitingSpy) waitingSpy = requestAnimationFrame(() => { waitingSpy = 0; if (reading) spy(); }); }, { passive: true });
  window.addEventListener("beforeprint", () => { if (!reading && book?.state.tab !== "documents") fillTable(PRINTED_ROWS); });
  window.addEventListener("afterprint", () => { if (!reading && book?.state.tab !== "documents") fillTable(); });
  route();
}

start();
