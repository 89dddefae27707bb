// Columns of the ledger's tables: a head, a cell, and what to sort by.

const sourceLabel = (fact) => fact.doc.number || fact.doc.title || fact.doc.name;

const COLUMNS = {
  kind: { head: "Kind", cell: (fact) => [kindWord(fact)], sort: (fact) => SHOWN_KINDS.indexOf(fact.k), attributes: (fact) => ({ "data-k": fact.k, class: "kindcol" }) },
  what: {
    head: "What", wide: true, sort: (fact) => nameOf(fact),
    cell: (fact) => [
      el("a", { href: factHash(fact), class: "open" }, fact.k === "task" && fact.number ? fact.number + " " : "", nameOf(fact)),
      fact.k === "clause" ? null : fact.k === "cite" ? el("span.sub", null, fact.number) : el("span.sub.serif.clip-2", null, oneLine(fact.k === "task" ? slice(fact.doc, fact.s, Math.min(fact.e, fact.s + 90)) : quoteOf(fact))),
    ],
    attributes: () => ({ class: "name" }),
  },
  value: { head: "Value", number: true, sort: (fact) => fact.n ?? null, cell: (fact) => [fact.value ? el("span", { title: fact.exact }, fact.value) : fact.k === "task" && heldBy(fact) ? t("{n} facts", { n: heldBy(fact) }) : quiet(formOf(fact) ? word(formOf(fact)) : t("no number")), fact.per ? el("span.sub", null, t("per {unit}", { unit: fact.per })) : null] },
  measure: { head: "Measure", sort: (fact) => formOf(fact), cell: (fact) => [formOf(fact) ? word(formOf(fact)) : "", fact.modality || fact.vintage ? el("span.sub", null, listed([fact.modality, fact.vintage].filter(Boolean))) : null], attributes: () => ({ class: "nb" }) },
  period: { head: "Period", sort: (fact) => yearsOf(fact)?.[1] ?? null, cell: (fact) => [fact.period ? when(fact.period) : fact.years ? fact.years.join("—") : quiet(t(["cite", "task", "clause"].includes(fact.k) ? "not applicable" : "no year"))], attributes: () => ({ class: "nb" }) },
  subject: { head: "Subject", sort: (fact) => fact.subject || "", cell: (fact) => [fact.subject || ""], attributes: () => ({ class: "subject" }) },
  units: { head: "Units", wide: true, sort: (fact) => unitsOf(fact)[0] || "", cell: (fact) => unitCell(fact), attributes: () => ({ class: "wide" }) },
  held: { head: "Holds", number: true, sort: (fact) => heldBy(fact), cell: (fact) => [heldBy(fact) ? t("{n} facts", { n: heldBy(fact) }) : quiet(t("no number"))] },
  number: { head: "Number", sort: (fact) => fact.number || "", cell: (fact) => [fact.number || ""], attributes: () => ({ class: "nb" }) },
  parts: { head: "Says", wide: true, sort: null, cell: (fact) => [el("span.parts", null, ...(fact.parts || []).map(([name, words]) => el("span", null, quiet(word(name) + " "), partWords(name, words))))], attributes: () => ({ class: "wide" }) },
  source: {
    head: "Source", sort: (fact) => fact.doc.i * 1e8 + place(fact), attributes: () => ({ class: "wide source" }),
    cell: (fact) => [el("a.plain.src.clip", { href: factHash(fact), title: [fact.doc.title || fact.doc.name, ...(fact.path || [])].join(" › ") }, sourceLabel(fact)), fact.path ? el("span.sub.clip", null, fact.path.at(-1)) : null],
  },
  stamp: { head: "Review", sort: null, cell: () => [stamp()], attributes: () => ({ class: "stamped" }) },
};

const TAB_COLUMNS = {
  all: ["kind", "what", "value", "period", "subject", "units", "source", "stamp"],
  target: ["what", "value", "measure", "period", "subject", "units", "source", "stamp"],
  actual: ["what", "value", "measure", "period", "subject", "source", "stamp"],
  forecast: ["what", "value", "measure", "period", "subject", "source", "stamp"],
  rule: ["what", "value", "measure", "subject", "period", "units", "source", "stamp"],
  task: ["what", "units", "held", "source", "stamp"],
  goal: ["what", "measure", "period", "subject", "units", "source", "stamp"],
  cite: ["what", "number", "measure", "source", "stamp"],
  clause: ["measure", "what", "parts", "units", "source", "stamp"],
};

function unitCell(fact) {
  const task = taskOf(fact);
  if (!task?.units) return [quiet(t("no unit named"))];
  const shown = task.units.slice(0, 3);
  const rest = task.units.length - shown.length;
  const lead = task.roles ? task.units.filter((_, i) => task.roles[i] === "lead") : task.lead ? [task.lead] : [];
  if (lead.length) {
    const others = task.units.filter((unit) => !lead.includes(unit));
    return [el("span", null, t("{unit} ({role})", { unit: listed(lead), role: t(task.roles ? "lead" : "inferred lead") })),
      others.length ? el(fact.k === "task" ? "span.sub.clip-2" : "span.sub.clip-1", { title: unitsSaid(task) }, listed(others)) : null];
  }
  return [el("span", { title: unitsSaid(task) }, listed(shown), rest > 0 ? t(" and {n} more", { n: rest }) : "")];
}

function heldBy(task) {
  if (task.held === undefined) task.held = task.doc.facts.reduce((n, one) => n + (isStatement(one) && one.task === task.i), 0);
  return task.held;
}

/** The list of documents is a table of its own. */
const DOCUMENT_COLUMNS = [
  ["Title", (doc) => [el("a.open", { href: docHash(doc) }, doc.title || doc.name), el("span.sub", null, doc.name)], "name"],
  ["Issuers", (doc) => [listed(doc.issuers || []) || quiet(t("not found"))], "wide"],
  ["Number", (doc) => [doc.number || quiet(t("not found"))], "nb"],
  ["Issued", (doc) => [doc.issued ? day(doc.issued) : quiet(t("not found"))], "nb"],
  ...["target", "actual", "rule", "task", "goal", "cite", "clause"].map((kind) => [KIND_WORDS[kind], (doc) => [String(doc.counts[kind])], "num"]),
  ["Pack", (doc) => [el("span", { title: doc.reason }, doc.pack)], "nb"],
];
