// Filters of the ledger: what they ask of a fact, what they offer, and how they stand in the address.

const FILTERS = ["doc", "unit", "indicator", "form", "year", "q"];
const FILTER_WORDS = { doc: "Document", unit: "Unit", indicator: "Indicator", form: "Kind", year: "Year", q: "Words" };
const TABS = {
  all: { words: "All", has: () => true },
  target: { words: "Targets", has: (fact) => fact.k === "target" },
  actual: { words: "Actuals", has: (fact) => fact.k === "actual" },
  forecast: { words: "Forecasts", has: (fact) => fact.k === "forecast", whenAny: true },
  rule: { words: "Rules", has: (fact) => fact.k === "rule" },
  task: { words: "Tasks", has: (fact) => fact.k === "task" },
  goal: { words: "Goals", has: (fact) => fact.k === "goal" },
  cite: { words: "Citations", has: (fact) => fact.k === "cite" },
  clause: { words: "Clauses", has: (fact) => fact.k === "clause" },
  documents: { words: "Documents", has: () => false },
};

/** The state of the ledger from the address, and back. */
function ledgerState(parameters) {
  const state = { tab: parameters.get("ledger") in TABS ? parameters.get("ledger") : "all", sort: parameters.get("sort") || "", page: Math.max(1, Number(parameters.get("page")) || 1) };
  for (const name of FILTERS) state[name] = parameters.get(name) || "";
  return state;
}

function ledgerHash(state) {
  const parts = [`ledger=${state.tab}`];
  for (const name of [...FILTERS, "sort"]) if (state[name]) parts.push(`${name}=${encodeURIComponent(state[name])}`);
  if (state.page > 1) parts.push(`page=${state.page}`);
  return "#" + parts.join("&");
}

const TESTS = {
  doc: (value) => (fact) => fact.doc.name === value,
  unit: (value) => { const want = squash(value); return (fact) => unitsOf(fact).some((unit) => squash(unit).includes(want)); },
  indicator: (value) => { const want = squash(value); return (fact) => isStatement(fact) && squash(fact.what).includes(want); },
  form: (value) => (fact) => formOf(fact) === value || fact.k === value,
  year: (value) => {
    if (value === "annual") return (fact) => fact.period === "annual";
    if (value === "none") return (fact) => !yearsOf(fact) && fact.period !== "annual";
    const year = Number(value);
    return (fact) => { const span = yearsOf(fact); return !!span && span[0] <= year && year <= span[1]; };
  },
  q: (value) => {
    const terms = squash(value).split(/\s+/).filter(Boolean);
    return (fact) => terms.every((term) => haystack(fact).includes(term));
  },
};

/** The facts that a tab and filters leave; `but` drops one filter. The last answers are kept: facts never change. */
const answers = new Map();
function filtered(state, but) {
  const key = `${ledgerHash({ ...state, sort: "", page: 1 })} ${but || ""}`;
  let found = answers.get(key);
  if (!found) {
    found = filterNow(state, but);
    if (answers.size > 40) answers.delete(answers.keys().next().value);
    answers.set(key, found);
  }
  return found;
}

function filterNow(state, but) {
  const tests = [TABS[state.tab].has, ...FILTERS.filter((name) => state[name] && name !== but).map((name) => TESTS[name](state[name]))];
  return facts.filter((fact) => tests.every((test) => test(fact)));
}

/** How many facts hold each answer of one filter, most first (years in order). */
function offers(state, name) {
  const found = new Map();
  const add = (key) => found.set(key, (found.get(key) || 0) + 1);
  for (const fact of filtered(state, name)) {
    if (name === "doc") add(fact.doc.name);
    else if (name === "unit") unitsOf(fact).forEach(add);
    else if (name === "indicator") { if (isStatement(fact)) add(fact.what); }
    else if (name === "form") { if (formOf(fact)) add(formOf(fact)); }
    else if (name === "year") {
      const span = yearsOf(fact);
      if (span) for (let year = span[0]; year <= Math.min(span[1], span[0] + 60); year++) add(String(year));
      else add(fact.period === "annual" ? "annual" : "none");
    }
  }
  const all = [...found];
  if (name === "doc") return all.sort((a, b) => documentNamed.get(a[0]).i - documentNamed.get(b[0]).i);
  if (name === "year") return all.sort((a, b) => (isNaN(a[0]) - isNaN(b[0])) || b[0] - a[0] || a[0].localeCompare(b[0]));
  return all.sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "zh"));
}

/** How a filter's answer is said. */
function answerWords(name, value) {
  if (name === "doc") return documentNamed.get(value)?.title || value;
  if (name === "form") return word(value);
  if (name === "year") return value === "annual" ? t("every year") : value === "none" ? t("no year") : day(value);
  return value;
}
