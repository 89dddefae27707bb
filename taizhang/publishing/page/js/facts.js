// The list of facts beside the text: rows grouped by section, one of them open.

const ROWS_AT_ONCE = 250;

/** A row of the list. */
function factRow(fact) {
  const more = el("span.more.dot-sep");
  const add = (text) => { if (text) more.append(el("span", null, text)); };
  if (fact.k === "task") {
    more.classList.remove("dot-sep");
    more.append(unitsSaid(fact) || t("No unit named"));
  } else {
    add(fact.subject);
    add(when(fact.period));
    if (fact.k === "cite") add(fact.number);
    if (formOf(fact)) add(word(formOf(fact)));
    add(fact.modality);
    add(fact.vintage);
  }
  return el("a.fact", { href: factHash(fact), "data-k": fact.k, "data-f": fact.id },
    el("span", null, kindWord(fact)),
    el("span.what", null, fact.k === "task" && fact.number ? [el("span.no", null, fact.number), " "] : null, nameOf(fact)),
    fact.value ? el("span.val", { title: fact.exact }, fact.value) : null,
    stamp(), more);
}

/** Units with their roles: lead first as the document has them. */
function unitsSaid(task) {
  const units = task.units || [];
  const named = units.map((unit, i) => {
    const role = task.roles ? task.roles[i] : !task.roles && task.lead === unit ? "inferred lead" : null;
    return role ? t("{unit} ({role})", { unit, role: t(role) }) : unit;
  });
  return listed(named);
}

/** What the open row says beside its verdict. */
function factDetail(fact) {
  const list = el("dl.kv");
  const add = (name, ...what) => { if (what.some((one) => one !== undefined && one !== null && one !== "")) list.append(el("dt", null, t(name)), el("dd", null, ...what.filter((one) => one !== undefined && one !== null))); };
  if (isStatement(fact)) {
    add("As written", el("span.serif", null, oneLine(slice(fact.doc, fact.vs, fact.ve))));
    add("Exact value", fact.exact);
    add("Per", fact.per);
    add("Subject", fact.subject, fact.subjectSource ? quiet(t(" (from {place})", { place: sourceWord(fact.subjectSource) })) : null);
    add("Period", when(fact.period) || t("none stated"), fact.periodSource && fact.periodSource !== "none" ? quiet(t(" (from {place})", { place: sourceWord(fact.periodSource) })) : null);
    add("Modality", fact.modality);
    add("Vintage", fact.vintage);
    add("Indicator id", fact.code);
  }
  if (fact.k === "goal") { add("Subject", fact.subject); add("Period", when(fact.period)); add("Modality", fact.modality); }
  if (fact.k === "cite") { add("Number", fact.number); add("Relation", word(fact.relation)); }
  for (const [name, words] of fact.parts || []) add(FORM_WORDS[name] || name, partWords(name, words));
  if (taskOf(fact)) add("Units", unitsSaid(taskOf(fact)));
  if (fact.unresolved) add("Not resolved", listed(fact.unresolved));
  if (fact.path) add("Clause", fact.path.join(" › "));
  add("Source", t("characters {start} to {end}", { start: fact.s, end: fact.e }));
  if (fact.confidence !== undefined && fact.confidence < 1) add("Confidence", String(fact.confidence));
  add("Found by", fact.stage);
  const same = isStatement(fact) && fact.what ? el("a.btn.small", { href: ledgerHash({ tab: "all", indicator: fact.what }) }, t("Same indicator"), " ", quiet(String(sameIndicator(fact)))) : null;
  const link = el("button.btn.small", { type: "button", onclick: () => copyLink(fact) }, t("Copy link"));
  return el("div.fact-open", { "data-k": fact.k }, list, el("div.row.tight", null, same, link));
}

const sourceWord = (source) => t("source: " + source) === "source: " + source ? source : t("source: " + source);
let indicatorCounts = null;
function sameIndicator(fact) {
  if (!indicatorCounts) {
    indicatorCounts = new Map();
    for (const one of facts) if (isStatement(one)) indicatorCounts.set(one.what, (indicatorCounts.get(one.what) || 0) + 1);
  }
  return indicatorCounts.get(fact.what);
}

async function copyLink(fact) {
  const address = location.href.split("#")[0] + factHash(fact);
  try { await navigator.clipboard.writeText(address); said(t("Link copied")); toast(t("Link copied")); } catch { location.hash = factHash(fact); toast(t("The link stands in the address bar")); }
}

function toast(message) {
  for (const old of document.querySelectorAll(".toast")) old.remove();
  const shown = el("div.toast", { role: "status" }, message);
  document.body.append(shown);
  setTimeout(() => shown.remove(), 4000);
}

/** The panel: shows `list`, a few hundred rows at once, more as one scrolls; `reveal` brings a fact's row into being. */
function factsPanel(sectionOf) {
  const box = el("div.facts");
  const sentinel = el("button.btn.quiet.more-rows", { type: "button", onclick: () => grow(ROWS_AT_ONCE) });
  let list = [], shown = 0, lastSection = null, rows = new Map(), open = null;

  function grow(by) {
    const upto = Math.min(list.length, shown + by);
    const made = [];
    for (; shown < upto; shown++) {
      const fact = list[shown];
      const section = sectionOf(fact);
      if (section !== lastSection) {
        lastSection = section;
        if (section) made.push(el("p.sect", null, el("span", null, section)));
      }
      const row = factRow(fact);
      rows.set(fact.id, row);
      made.push(row);
    }
    sentinel.before(...made);
    sentinel.hidden = shown >= list.length;
    sentinel.textContent = t("Show more ({n} left)", { n: list.length - shown });
  }
  const watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting) && !sentinel.hidden) grow(ROWS_AT_ONCE); });
  watch.observe(sentinel);

  return {
    box,
    list: () => list,
    show(given) {
      list = given; shown = 0; lastSection = null; rows = new Map(); open = null;
      box.replaceChildren(sentinel);
      if (!list.length) { sentinel.hidden = true; box.append(el("p.none.muted", null, t("Nothing of the chosen kinds here."))); } else grow(ROWS_AT_ONCE);
    },
    /** Open a fact's row; returns the row, or null where the list does not hold it. */
    reveal(fact) {
      const i = list.indexOf(fact);
      if (open) { open.row.classList.remove("is-on"); open.row.removeAttribute("aria-current"); open.detail.remove(); open = null; }
      if (i < 0) return null;
      if (i >= shown) grow(i - shown + 50);
      const row = rows.get(fact.id);
      const detail = factDetail(fact);
      row.classList.add("is-on");
      row.setAttribute("aria-current", "true");
      row.after(detail);
      open = { row, detail };
      return row;
    },
    rowOf: (id) => rows.get(id),
  };
}
