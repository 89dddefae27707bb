// The ledger: tabs, filters, a sortable table in pages, and an answer for when nothing is left.

const PAGE_ROWS = 100;
const PRINTED_ROWS = 3000;
let book = null; // the ledger as shown: {state, rows, selected, …}

function showLedger(state) {
  const fresh = !book || book.language !== language || !byId("main").contains(book.frame);
  if (fresh) drawLedger(state);
  book.state = state;
  document.title = `${t(TABS[state.tab].words)} · ${t("Ledger")}`;
  byId("q").value = state.q;
  fillTabs();
  showTab();
  if (state.tab === "documents") fillDocuments();
  else { fillFilters(); fillTable(); }
  book.filters.hidden = state.tab === "documents";
}

function drawLedger(state) {
  const main = byId("main");
  main.onmouseover = null;
  main.onclick = onLedgerClick;
  main.dataset.print = t("Ledger of policy documents") + " · " + t("printed on {day}", { day: day(new Date().toISOString().slice(0, 10)) });
  book = { state, language, selected: -1, tabs: el("nav.tabs", { "aria-label": t("Kinds") }), filters: el("form.filters", { "aria-label": t("Filters"), onsubmit: (event) => event.preventDefault() }), table: el("div.tbl-wrap"), foot: el("nav.pager.no-print", { "aria-label": t("Pages") }), inputs: {} };
  const size = documents.reduce((n, doc) => n + doc.size, 0);
  book.frame = el("div", null,
    el("div.page-head", null,
      el("div", null, el("h1", null, t("Ledger")), el("p.meta.dot-sep", null, el("span", null, t("{n} documents", { n: documents.length })), el("span", null, t("{n} characters", { n: size.toLocaleString("en").replaceAll(",", "\u2009") })), el("span", null, t("{n} facts read, none reviewed yet", { n: facts.length })))),
      el("div.actions", null, el("button.btn", { type: "button", onclick: () => window.print() }, icon("print"), t("Print")))),
    book.tabs, book.filters, book.table, book.foot);
  drawFilters();
  main.replaceChildren(book.frame);
  window.scrollTo(0, 0);
}

function drawFilters() {
  const select = (name) => {
    const input = el("select", { "aria-label": t(FILTER_WORDS[name]), onchange: () => change({ [name]: input.value }) });
    book.inputs[name] = input;
    return el("span.pick", { class: "pick f-" + name }, input);
  };
  const typed = (name, hint) => {
    const list = el("datalist", { id: "list-" + name });
    const input = el("input", { type: "search", list: "list-" + name, placeholder: t(hint), "aria-label": t(FILTER_WORDS[name]), autocomplete: "off", class: "f-" + name, oninput: () => later(() => change({ [name]: input.value.trim() }, true)), onfocus: () => fillList(name) });
    book.inputs[name] = input;
    return [input, list];
  };
  book.filters.append(select("doc"), ...typed("unit", "All units"), ...typed("indicator", "All indicators"), select("form"), select("year"),
    el("button.btn.quiet.clear", { type: "button", onclick: () => change(Object.fromEntries(FILTERS.map((name) => [name, ""]))) }, icon("close"), t("Clear filters")));
}

let waiting = 0;
function later(act) { clearTimeout(waiting); waiting = setTimeout(act, 160); }

/** Change the state; typing replaces the address, everything else adds to the history. */
function change(some, typing = false) {
  const state = { ...book.state, page: 1, ...some };
  book.selected = -1;
  history[typing ? "replaceState" : "pushState"](null, "", ledgerHash(state));
  showLedger(state);
}

function fillTabs() {
  const { state } = book;
  const whatever = filtered({ ...state, tab: "all", form: "" });
  book.tabs.replaceChildren();
  for (const [name, tab] of Object.entries(TABS)) {
    const count = name === "documents" ? documents.length : name === state.tab && state.form ? filtered(state).length : whatever.filter(tab.has).length;
    if (tab.whenAny && !facts.some(tab.has)) continue;
    book.tabs.append(el("a", { href: ledgerHash({ ...state, tab: name, form: "", sort: "", page: 1 }), "aria-current": name === state.tab ? "page" : null }, t(tab.words), " ", el("span.n", null, count)));
  }
}

function fillFilters() {
  const { state, inputs } = book;
  const fill = (name, all) => {
    const options = offers(state, name);
    if (state[name] && !options.some(([value]) => value === state[name])) options.push([state[name], 0]);
    inputs[name].replaceChildren(el("option", { value: "" }, t(all)), ...options.map(([value, count]) => el("option", { value, selected: value === state[name] }, `${answerWords(name, value)} (${count})`)));
    inputs[name].value = state[name];
    inputs[name].parentNode.classList.toggle("set", !!state[name]);
    inputs[name].parentNode.hidden = name === "form" && options.length === 0;
  };
  fill("doc", "All documents");
  fill("form", "All kinds");
  fill("year", "All years");
  for (const name of ["unit", "indicator"]) {
    if (document.activeElement !== inputs[name]) inputs[name].value = state[name];
    inputs[name].classList.toggle("set", !!state[name]);
  }
  inputs.indicator.hidden = ["task", "goal", "cite", "clause"].includes(state.tab);
  book.filters.querySelector(".clear").hidden = !FILTERS.some((name) => state[name]);
}

function fillList(name) {
  byId("list-" + name).replaceChildren(...offers(book.state, name).slice(0, 400).map(([value, count]) => el("option", { value }, String(count))));
}

function showTab() {
  const on = book.tabs.querySelector("[aria-current]");
  if (on) book.tabs.scrollLeft = Math.max(0, on.offsetLeft - book.tabs.offsetLeft - 24);
}

/** Rows in the order of the chosen column; without one, as the documents have them. */
function sorted(list, state) {
  const [name, down] = state.sort.startsWith("-") ? [state.sort.slice(1), -1] : [state.sort, 1];
  const by = COLUMNS[name]?.sort;
  if (!by) return list.sort((a, b) => a.doc.i - b.doc.i || place(a) - place(b) || a.id - b.id);
  const keyed = list.map((fact) => [by(fact), fact]);
  const compare = new Intl.Collator("zh", { numeric: true }).compare;
  return keyed.sort(([a, x], [b, y]) => {
    if (a === null || b === null || a === "" || b === "") return (a === null || a === "") - (b === null || b === "") || x.id - y.id; // what is missing stays last either way
    return down * (typeof a === "string" ? compare(a, b) : a - b) || x.id - y.id;
  }).map(([, fact]) => fact);
}

function fillTable(upto = PAGE_ROWS) {
  const { state } = book;
  book.rows = sorted([...filtered(state)], state);
  if (!book.rows.length) { book.table.replaceChildren(nothing()); book.foot.replaceChildren(); said(t("Nothing found")); return; }
  const pages = Math.ceil(book.rows.length / PAGE_ROWS);
  state.page = clamp(state.page, 1, pages);
  const from = upto === PAGE_ROWS ? (state.page - 1) * PAGE_ROWS : 0;
  const shown = book.rows.slice(from, from + upto);
  const names = TAB_COLUMNS[state.tab];
  const body = el("tbody");
  let last = null;
  shown.forEach((fact, i) => {
    if (!state.sort && fact.doc !== last && documents.length > 1) {
      last = fact.doc;
      const count = book.rows.reduce((n, one) => n + (one.doc === last), 0);
      body.append(el("tr.group", null, el("th", { colspan: names.length, scope: "rowgroup" }, el("a.plain.serif", { href: docHash(last) }, last.title || last.name), " ", el("span.n", null, count))));
    }
    body.append(el("tr.row-of", { "data-i": from + i, tabIndex: -1 }, ...names.map((name) => {
      const column = COLUMNS[name];
      const attributes = column.attributes?.(fact) || {};
      if (column.number) attributes.class = "num";
      return el("td", { ...attributes, "data-l": ["what", "kind", "stamp"].includes(name) ? null : t(headOf(name, state.tab)) }, ...column.cell(fact));
    })));
  });
  const head = el("tr", null, ...names.map((name) => headCell(name)));
  book.table.replaceChildren(el("table.tbl.cards", { class: `tbl cards of-${state.tab}` }, el("caption.sr", null, t(TABS[state.tab].words)), el("thead", null, head), body));
  fillPager(pages, from, shown.length);
  said(t("{n} rows", { n: book.rows.length }));
}

function headOf(name, tab) {
  if (name === "what") return { task: "Task", cite: "Document cited", goal: "Goal", clause: "Clause", all: "What" }[tab] || "Indicator";
  if (name === "measure") return { cite: "Relation", goal: "Form", clause: "Kind" }[tab] || "Measure";
  if (name === "subject" && tab === "rule") return "Who or what";
  return COLUMNS[name].head;
}

function headCell(name) {
  const { state } = book;
  const words = t(headOf(name, state.tab));
  if (!COLUMNS[name].sort) return el("th", { scope: "col" }, words);
  const on = state.sort.replace("-", "") === name;
  const down = on && !state.sort.startsWith("-");
  return el("th", { scope: "col", class: COLUMNS[name].number ? "num" : null, "aria-sort": on ? (down ? "ascending" : "descending") : null },
    el("button.sorter", { type: "button", title: t("Sort by {column}", { column: words }), onclick: () => change({ sort: on ? (down ? "-" + name : "") : name }) }, words));
}

function fillPager(pages, from, count) {
  const { state } = book;
  const go = (page, words) => el("button.btn.small", { type: "button", disabled: page < 1 || page > pages, onclick: () => { change({ page }); window.scrollTo(0, 0); } }, t(words));
  book.foot.replaceChildren(el("span.soft", null, t("Rows {first} to {last} of {n}", { first: from + 1, last: from + count, n: book.rows.length })));
  if (pages > 1) book.foot.append(go(state.page - 1, "Previous page"), el("span.nb", null, t("Page {page} of {pages}", { page: state.page, pages })), go(state.page + 1, "Next page"));
}

/** Nothing left: which filter to drop, and what that would give. */
function nothing() {
  const { state } = book;
  const box = el("div.empty", null, el("h2", null, t("Nothing in “{tab}” meets all of these conditions", { tab: t(TABS[state.tab].words) })));
  const ways = FILTERS.filter((name) => state[name]).map((name) => [name, filtered(state, name).length]).sort((a, b) => b[1] - a[1]);
  if (!ways.length) {
    box.firstChild.textContent = t("No document states any of these");
    box.append(el("p", null, t("The documents were read to their end; nothing of this kind was found in them.")));
    return box;
  }
  const useful = ways.filter(([, count]) => count);
  box.append(el("p", null, t(useful.length ? "Drop one of them:" : "Dropping one alone does not help; clear all of them.")));
  const row = el("div.row");
  for (const [name, count] of useful) row.append(el("button.btn", { type: "button", onclick: () => change({ [name]: "" }) }, t("Drop {filter}: {value}", { filter: t(FILTER_WORDS[name]), value: answerWords(name, state[name]) }), " ", quiet(t("gives {n}", { n: count }))));
  row.append(el("button.btn", { type: "button", onclick: () => change(Object.fromEntries(FILTERS.map((name) => [name, ""]))) }, t("Clear filters")));
  box.append(row);
  return box;
}

function fillDocuments() {
  const head = el("tr", null, ...DOCUMENT_COLUMNS.map(([words, , name]) => el("th", { scope: "col", class: name === "num" ? "num" : null }, t(words))));
  const rows = documents.map((doc, i) => el("tr.row-of", { "data-i": i, tabIndex: -1 }, ...DOCUMENT_COLUMNS.map(([words, cell, name]) => el("td", { class: name, "data-l": name === "name" ? null : t(words) }, ...cell(doc)))));
  book.rows = documents;
  book.table.replaceChildren(el("table.tbl.cards.of-documents", null, el("caption.sr", null, t("Documents")), el("thead", null, head), el("tbody", null, ...rows)));
  book.foot.replaceChildren();
}

const rowHash = (thing) => ("order" in thing ? docHash(thing) : factHash(thing));

function onLedgerClick(event) {
  const row = event.target.closest("tr.row-of");
  if (!row || event.target.closest("a, button") || getSelection().toString()) return;
  location.hash = rowHash(book.rows[Number(row.dataset.i)]);
}

/** Move the selection by j and k. */
function selectRow(by) {
  const rows = [...book.table.querySelectorAll("tr.row-of")];
  if (!rows.length) return;
  book.selected = clamp(book.selected + by, 0, rows.length - 1);
  rows.forEach((row, i) => { if (i === book.selected) row.setAttribute("aria-selected", "true"); else row.removeAttribute("aria-selected"); });
  rows[book.selected].focus({ preventScroll: true });
  rows[book.selected].scrollIntoView({ block: "nearest" });
}
