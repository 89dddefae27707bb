// Documents and facts. Offsets are code points; a page's strings count in UTF-16, so `at` turns one into the other.

const documents = INDEX.documents.map((given, i) => ({ ...given, i, facts: [], label: given.number || given.title || given.name }));
const facts = [];
INDEX.facts.forEach((given, d) => {
  const own = documents[d].facts;
  for (const one of given) {
    const fact = { ...one, id: facts.length, doc: documents[d], i: own.length };
    facts.push(fact);
    own.push(fact);
  }
  // In a list, a fact stands where its value (or its own words) stands; a task before what it holds.
  documents[d].order = [...own].sort((a, b) => place(a) - place(b) || (a.k === "task" ? -1 : b.k === "task" ? 1 : a.id - b.id));
  documents[d].order.filter((fact) => fact.k === "task").forEach((task, i) => { task.nth = i + 1; });
});
const documentNamed = new Map(documents.map((one) => [one.name, one]));

function place(fact) { return fact.vs ?? fact.s; }

/** The text of a document, parsed when it is first asked for. */
function load(doc) {
  if (doc.body) return doc.body;
  doc.body = JSON.parse(byId("text-" + doc.i).textContent);
  return doc.body;
}

/** Index into the page's string for a code point of the text. */
function at(doc, point) {
  const wide = load(doc).wide;
  let low = 0, high = wide.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (wide[middle] < point) low = middle + 1; else high = middle;
  }
  return point + low;
}

/** text[start:end] in code points. */
function slice(doc, start, end) {
  const text = load(doc).text;
  return text.slice(at(doc, start), at(doc, end));
}

const quoteOf = (fact) => slice(fact.doc, fact.s, fact.e);

/** A quote on one line. */
const oneLine = (text) => text.replace(/\s*[\r\n]+\s*/g, "").replace(/\s+/g, " ").trim();

/** The task that holds a fact, if any; a task holds itself. */
const taskOf = (fact) => (fact.k === "task" ? fact : fact.task === undefined ? null : fact.doc.facts[fact.task]);
const unitsOf = (fact) => taskOf(fact)?.units || [];
const yearsOf = (fact) => fact.years || (fact.period || isStatement(fact) ? null : fact.doc.years) || null;
const isStatement = (fact) => "n" in fact;

/** What a fact is called in a list. */
function nameOf(fact) {
  if (fact.k === "clause") return oneLine(quoteOf(fact));
  if (fact.k === "task") return fact.what || oneLine(slice(fact.doc, fact.s, Math.min(fact.e, fact.s + 60)));
  return fact.what || oneLine(quoteOf(fact));
}

const KIND_WORDS = { target: "Target", actual: "Actual", forecast: "Forecast", rule: "Rule", task: "Task", goal: "Goal", cite: "Citation", clause: "Clause" };
const FORM_WORDS = {
  level: "level", growth: "growth", increment: "increment", rank: "rank", ratio: "ratio",
  direction: "direction", place: "place", state: "state", incentive: "incentive", cadence: "cadence", vague: "too vague to verify",
  implements: "implements", issues: "issues", revises: "revises", drafts: "drafts", other: "mentions",
  who: "who", condition: "condition", rate: "rate", amount: "amount", cap: "cap", sharing: "sharing", every: "every", what: "what", why: "why", lacks: "lacks", by: "by",
};
/** The finer kind of a fact: measure, form of a goal, kind of a clause, relation of a citation. */
const formOf = (fact) => fact.measure || fact.form || fact.relation || "";
const word = (form) => t(FORM_WORDS[form] || form);

/** A part of a clause: quoted words, or (of one too vague to verify) what it lacks, or the beat of a cadence, which are ids of ours. */
const BEATS = { P1D: "every day", P1W: "every week", P1M: "every month", P3M: "every quarter", P6M: "every half year", P1Y: "every year", unspecified: "regularly" };
const partWords = (name, words) => (name === "every" ? t(BEATS[words] || words) : name === "lacks" ? listed(words.split(" ").map((one) => t(one))) : el("span.serif", null, oneLine(words)));

/** Everything a search looks through, squashed once. */
function haystack(fact) {
  if (fact.hay === undefined) {
    const parts = [nameOf(fact), fact.value, fact.subject, ...(fact.units || []), ...(fact.path || []), fact.number, quoteOf(fact).replace(/\s+/g, ""), fact.doc.title, fact.doc.number, fact.doc.name];
    fact.hay = squash(parts.filter(Boolean).join("\n"));
  }
  return fact.hay;
}

/** Addresses inside the page. */
const factHash = (fact) => `#doc=${encodeURIComponent(fact.doc.name)}&s=${fact.s}-${fact.e}${fact.vs === undefined ? "" : `&v=${fact.vs}`}&k=${fact.k}`;
const docHash = (doc) => `#doc=${encodeURIComponent(doc.name)}`;

/** The fact an address means: same span, then kind and value; else the fact that overlaps most. */
function factAt(doc, start, end, kind, value) {
  const near = doc.facts.filter((one) => one.s < end && one.e > start);
  const rank = (one) => (one.s === start && one.e === end ? 8 : 0) + (kind && one.k === kind ? 4 : 0) + (value !== undefined && one.vs === value ? 2 : 0) + (one.vs !== undefined && one.vs >= start && one.ve <= end ? 1 : 0);
  return near.sort((a, b) => rank(b) - rank(a) || (a.e - a.s) - (b.e - b.s))[0] || null;
}

/** The stamp of a fact nobody has reviewed. */
const stamp = () => el("span.stamp", { "data-r": "suggested", role: "img", "aria-label": t("Suggested by the machine, not reviewed"), title: t("Suggested by the machine, not reviewed") }, t("S"));
const kindWord = (fact) => el("span.kind", null, t(KIND_WORDS[fact.k]));
