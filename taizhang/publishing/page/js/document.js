// The page of one document: outline | text | facts. Click either side, the other scrolls.

const SHOWN_KINDS = ["target", "actual", "forecast", "rule", "task", "goal", "cite", "clause"];
const hiddenKinds = new Set(settings.get("hidden", "").split(" ").filter(Boolean));
let reading = null; // the open document: {doc, drawn, panel, chosen, scope, …}

function showDocument(doc, wanted) {
  if (!reading || reading.doc !== doc || reading.language !== language) drawDocument(doc);
  document.title = `${doc.label} · ${t("Ledger")}`;
  if (wanted) choose(wanted, true);
  else if (reading.chosen) unchoose();
}

function drawDocument(doc) {
  const main = byId("main");
  reading = { doc, language, drawn: drawText(doc), scope: "all", chosen: null, section: null };
  reading.panel = factsPanel((fact) => sectionOf(doc, place(fact)));
  const outline = drawOutline(doc);
  const text = el("section.pane-m", { "aria-label": t("Text") }, kindBar(doc), reading.drawn.article);
  const side = el("aside.pane.pane-r", { "aria-label": t("Facts read") }, el("div.stick", null, panelHead(doc), reading.panel.box));
  main.dataset.print = t("Ledger of policy documents") + " · " + t("printed on {day}", { day: day(new Date().toISOString().slice(0, 10)) });
  main.replaceChildren(
    documentHead(doc),
    el("details.outline-s.outline.sheet.no-print", null, el("summary", null, t("Outline")), outline.cloneNode(true)),
    el("div.cols.read", null, el("nav.pane.pane-l.outline", { "aria-label": t("Outline") }, el("div.stick", null, el("h2", null, t("Outline")), outline)), text, side));
  reading.text = text;
  reading.outlineLinks = [...main.querySelectorAll(".pane-l a")];
  reading.aside = side;
  setFace(settings.get("face", "serif"));
  applyKinds();
  byId("main").onclick = onDocumentClick;
  byId("main").onmouseover = onHover;
  window.scrollTo(0, 0);
}

/** The heading of the first two levels that a place stands under. */
function sectionOf(doc, offset) {
  doc.sections ||= (doc.outline || []).filter((node) => node[3] <= 2);
  let a = 0, b = doc.sections.length;
  while (a < b) { const m = (a + b) >> 1; if (doc.sections[m][0] <= offset) a = m + 1; else b = m; }
  for (let i = a - 1; i >= Math.max(0, a - 40); i--) {
    const [, , bodyEnd, , number, title] = doc.sections[i];
    if (offset < bodyEnd) return number + title;
  }
  return "";
}

function documentHead(doc) {
  const picker = el("select", { "aria-label": t("Document"), onchange: (event) => { location.hash = docHash(documents[event.target.value]); } },
    ...documents.map((one) => el("option", { value: one.i, selected: one === doc }, `${one.i + 1}. ${one.title || one.name}`)));
  const meta = el("p.meta.dot-sep");
  const add = (text, name) => { if (text) meta.append(el("span", { class: name }, text)); };
  add(listed(doc.issuers || []));
  add(doc.number, "nb");
  add(doc.issued && t("issued {day}", { day: day(doc.issued) }), "nb");
  add(doc.yearOf && t("sums up {year}", { year: doc.yearOf }));
  add(doc.planFor && t("plans {year}", { year: when(String(doc.planFor)) }));
  const { counts } = doc;
  const statements = counts.target + counts.actual + counts.forecast + counts.rule;
  add(t("{statements} statements, {tasks} tasks, {cites} citations read", { statements, tasks: counts.task, cites: counts.cite }));
  add(t("none reviewed yet"), "muted");
  const step = (by, name, words) => {
    const other = documents[doc.i + by];
    return el("a.btn", { href: other ? docHash(other) : null, "aria-disabled": other ? null : "true", title: other ? other.title || other.name : t("There is no further document") }, t(words));
  };
  return el("div.page-head", null,
    el("nav.crumbs", { "aria-label": t("Place") }, el("ol", null, el("li", null, el("a", { href: "#ledger=documents" }, t("Documents"))), el("li", null, doc.name))),
    el("div", null, el("h1.serif", null, doc.title || doc.name), meta),
    el("div.actions", null, documents.length > 1 ? [step(-1, "prev", "Previous"), el("span.pick", null, picker), step(1, "next", "Next")] : null,
      el("button.btn", { type: "button", onclick: () => window.print() }, icon("print"), t("Print"))));
}

function kindBar(doc) {
  const chips = el("span.chips");
  for (const kind of SHOWN_KINDS) {
    const count = doc.counts[kind];
    if (!count) continue;
    const box = el("input", { type: "checkbox", checked: !hiddenKinds.has(kind), onchange: (event) => { hiddenKinds[event.target.checked ? "delete" : "add"](kind); settings.set("hidden", [...hiddenKinds].join(" ")); applyKinds(); } });
    chips.append(el("label.chip", { "data-k": kind }, box, el("span.kind", null, t(KIND_WORDS[kind])), el("span.n", null, count)));
  }
  const face = el("fieldset.seg.small.push", null, el("legend.sr", null, t("Typeface of the text")),
    ...["serif", "sans"].map((name) => el("label", null, el("input", { type: "radio", name: "face", value: name, checked: settings.get("face", "serif") === name, onchange: () => setFace(name) }), t(name))));
  return el("div.reader-bar.no-print", { role: "group", "aria-label": t("Marks and typeface") }, chips, face);
}

function setFace(name) {
  settings.set("face", name);
  reading.drawn.article.classList.toggle("sans", name === "sans");
}

function applyKinds() {
  for (const kind of SHOWN_KINDS) reading.text.toggleAttribute(`data-no-${kind}`, hiddenKinds.has(kind));
  refill();
}

function panelHead() {
  const tabs = el("nav.tabs", { "aria-label": t("Range") });
  reading.tabs = {};
  for (const scope of ["all", "section"]) {
    reading.tabs[scope] = el("a", { href: "#", onclick: (event) => { event.preventDefault(); reading.scope = scope; refill(); } });
    tabs.append(reading.tabs[scope]);
  }
  const fold = el("button.btn.quiet.small.fold", { type: "button", "aria-expanded": "false", onclick: () => foldPanel() }, t("Show"));
  reading.fold = fold;
  return el("header", null, tabs, fold);
}

function foldPanel(open = !reading.aside.classList.contains("open")) {
  reading.aside.classList.toggle("open", open);
  reading.fold.setAttribute("aria-expanded", String(open));
  reading.fold.textContent = t(open ? "Hide" : "Show");
}

/** Fill the list for the chosen scope and kinds. */
function refill() {
  const all = reading.doc.order.filter((fact) => !hiddenKinds.has(fact.k));
  const node = reading.section;
  const within = node ? all.filter((fact) => place(fact) >= node[0] && place(fact) < node[2]) : all;
  const label = (scope, words, count) => {
    const tab = reading.tabs[scope];
    tab.replaceChildren(el("span.clip", null, words), " ", el("span.n", null, count));
    if (reading.scope === scope) tab.setAttribute("aria-current", "true"); else tab.removeAttribute("aria-current");
  };
  label("all", t("Whole text"), all.length);
  label("section", node ? node[4] + node[5] : t("This section"), within.length);
  reading.panel.show(reading.scope === "section" ? within : all);
  if (reading.chosen) reading.panel.reveal(reading.chosen);
}

function drawOutline(doc) {
  const nodes = (doc.outline || []).filter((node) => node[5] || node[3] <= 2);
  const starts = doc.order.map(place);
  const below = (x) => { let a = 0, b = starts.length; while (a < b) { const m = (a + b) >> 1; if (starts[m] < x) a = m + 1; else b = m; } return a; };
  const top = el("ol");
  const stack = [[-1, top]];
  for (const node of nodes) {
    const [start, , bodyEnd, level, number, title] = node;
    while (stack.length > 1 && stack.at(-1)[0] >= level) stack.pop();
    if (stack.length > 3) continue;
    const item = el("li", null, el("a", { href: "#", "data-at": start }, el("span", null, number + (title || oneLine(slice(doc, start, start + 16)) + "…")), el("span.n", null, below(bodyEnd) - below(start))));
    stack.at(-1)[1].append(item);
    const inner = el("ol");
    item.append(inner);
    stack.push([level, inner]);
  }
  for (const empty of top.querySelectorAll("ol:empty")) empty.remove();
  if (!nodes.length) top.append(el("li.muted.t2", null, t("No headings found")));
  return top;
}

/** The element of the text at an offset. */
function anchorAt(offset) {
  const { anchors } = reading.drawn;
  let a = 0, b = anchors.length;
  while (a < b) { const m = (a + b) >> 1; if (anchors[m][0] <= offset) a = m + 1; else b = m; }
  return anchors[Math.max(0, a - 1)]?.[1];
}

function onDocumentClick(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const jump = event.target.closest("[data-at]");
  if (jump) {
    event.preventDefault();
    const node = reading.doc.outline.find((one) => one[0] === Number(jump.dataset.at));
    setSection(node);
    bring(anchorAt(node[0]), "start");
    return;
  }
  const link = event.target.closest("[data-f]");
  if (!link || !reading) return;
  event.preventDefault();
  const ids = link.dataset.f.split(" ").map(Number).filter((id) => !hiddenKinds.has(facts[id].k));
  if (!ids.length) return;
  const next = ids[(ids.indexOf(reading.chosen?.id) + 1) % ids.length];
  pick(facts[next], link.classList.contains("fact") ? "row" : "mark");
}

/** Choose by hand: the address follows, so that back and forward work. */
function pick(fact, from) {
  choose(fact, from !== "mark", from !== "row");
  history.pushState(null, "", factHash(fact));
}

function onHover(event) {
  for (const hot of document.querySelectorAll(".is-hot")) hot.classList.remove("is-hot");
  const link = event.target.closest("[data-f]");
  if (!link || !reading) return;
  const ids = link.dataset.f.split(" ").map(Number);
  if (link.classList.contains("fact")) for (const node of reading.drawn.elements.get(ids[0]) || []) node.classList.add("is-hot");
  else reading.panel.rowOf(ids[0])?.classList.add("is-hot");
}

function unchoose() {
  for (const node of reading.drawn.article.querySelectorAll(".is-on")) node.classList.remove("is-on");
  reading.chosen = null;
}

/** Highlight a fact on both sides; scroll the text and the list to it as asked. */
function choose(fact, scrollText, scrollList = true) {
  unchoose();
  if (hiddenKinds.delete(fact.k)) {
    const box = reading.text.querySelector(`.chip[data-k=${fact.k}] input`);
    if (box) box.checked = true;
    applyKinds();
  }
  if (reading.scope === "section" && !reading.panel.list().includes(fact)) { reading.scope = "all"; refill(); }
  reading.chosen = fact;
  const nodes = (reading.drawn.elements.get(fact.id) || []).filter((node) => fact.k !== "task" || node.classList.contains("m"));
  for (const node of nodes) { node.classList.add("is-on"); node.dataset.on = fact.k; node.classList.toggle("is-value", isStatement(fact) && node.from >= fact.vs && node.to <= fact.ve); }
  for (const bar of reading.drawn.bars.get(fact.id) || []) bar.classList.add("is-on");
  const row = reading.panel.reveal(fact);
  if (scrollText && (nodes[0] || anchorAt(fact.s))) bring(nodes[0] || anchorAt(fact.s), "center");
  if (row && scrollList) {
    foldPanel(true);
    const frame = row.closest(".stick");
    uncover(nodes[0]);
    frame.scrollTop += row.getBoundingClientRect().top - frame.getBoundingClientRect().top - Math.min(120, frame.clientHeight / 3);
  }
  said(`${t(KIND_WORDS[fact.k])}: ${nameOf(fact)} ${fact.value || ""}`);
}

/** On a phone the list lies over the text: move the text so that the mark is above it. */
function uncover(node) {
  if (!node || !matchMedia("(max-width: 52rem)").matches) return;
  const hidden = node.getBoundingClientRect().bottom - reading.aside.getBoundingClientRect().top;
  if (hidden > 0) window.scrollBy(0, hidden + 60);
}

/** Scroll, twice where the first landing changed the heights of what was skipped. */
function bring(node, block) {
  const go = () => node.scrollIntoView({ block, behavior: "auto" });
  go();
  requestAnimationFrame(() => { go(); requestAnimationFrame(go); });
}

/** Scroll a pane, and only the pane, so that one of its rows is in sight. */
function keepInSight(row, pane) {
  const top = row.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (top < 0 || top > pane.clientHeight - 40) pane.scrollTop += top - pane.clientHeight / 3;
}

function setSection(node) {
  if (reading.section === node) return;
  reading.section = node;
  for (const link of reading.outlineLinks) {
    const here = node && Number(link.dataset.at) === node[0];
    if (here) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    if (here) keepInSight(link, link.closest(".stick"));
  }
  if (reading.scope === "section") refill();
  else {
    const all = reading.doc.order.filter((fact) => !hiddenKinds.has(fact.k));
    const count = node ? all.filter((fact) => place(fact) >= node[0] && place(fact) < node[2]).length : all.length;
    reading.tabs.section.replaceChildren(el("span.clip", null, node ? node[4] + node[5] : t("This section")), " ", el("span.n", null, count));
  }
}

/** Which section is at the top of the window. */
function spy() {
  if (!reading || !reading.text.isConnected || !reading.outlineLinks.length) return;
  const { anchors } = reading.drawn;
  let a = 0, b = anchors.length;
  while (a < b) { const m = (a + b) >> 1; if (anchors[m][1].getBoundingClientRect().top <= innerHeight * 0.3) a = m + 1; else b = m; }
  const offset = anchors[Math.max(0, a - 1)]?.[0] ?? 0;
  let found = null;
  for (const link of reading.outlineLinks) if (Number(link.dataset.at) <= offset) found = Number(link.dataset.at);
  setSection(found === null ? null : reading.doc.outline.find((one) => one[0] === found));
}
