// Small means: elements, words, settings. Nothing here ever parses markup: text goes in as text.

const byId = (id) => document.getElementById(id);

/** An element: `el("a.src", {href, "data-k": kind}, "words", child)`. Attributes that are null, false or undefined are left out. */
function el(what, attributes, ...children) {
  const [tag, ...classes] = what.split(".");
  const made = document.createElement(tag || "div");
  if (classes.length) made.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in PROPERTIES) made[name] = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}
const PROPERTIES = { value: 1, checked: 1, hidden: 1, disabled: 1, tabIndex: 1, indeterminate: 1 };

const icon = (name) => el("span.i", { "data-i": name, "aria-hidden": "true" });

/** Settings outlive the page where the browser allows it. */
const settings = {
  get(name, otherwise) {
    try { return localStorage.getItem("taizhang." + name) ?? otherwise; } catch { return otherwise; }
  },
  set(name, value) {
    try { localStorage.setItem("taizhang." + name, value); } catch { /* a file may have no storage */ }
  },
};

const INDEX = JSON.parse(byId("index").textContent);
let language = settings.get("language", INDEX.language);

/** A message in the chosen language; the id is the English sentence. */
function t(message, given) {
  const words = INDEX.words[language];
  const said = (words && words[message]) || message;
  return given ? said.replace(/\{(\w+)\}/g, (_, name) => given[name]) : said;
}

/** Words of the page's frame that stand in the markup. */
function sayFrame() {
  document.documentElement.lang = language === "en" ? "en" : "zh-Hans";
  for (const one of document.querySelectorAll("[data-t]")) one.textContent = t(one.dataset.t);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", t(one.dataset.label));
  for (const one of document.querySelectorAll("[data-hint]")) one.placeholder = t(one.dataset.hint);
  const other = byId("language");
  other.textContent = language === "en" ? INDEX.words.zh_Hans.Chinese : "English";
  other.lang = language === "en" ? "zh-Hans" : "en";
}

const said = (message) => { byId("said").textContent = message; };
const listed = (names) => names.join(language === "en" ? ", " : "\u3001");
const quiet = (text) => el("span.muted", null, text);
const squash = (text) => text.normalize("NFKC").toLowerCase();
const clamp = (x, low, high) => Math.max(low, Math.min(high, x));

/** Dates as LOOK writes them: 2018-03-12, 2018-03 or 2018. */
function day(iso) {
  const [year, month, date] = String(iso).split("-").map(Number);
  if (!month) return language === "en" ? String(year) : t("{year} (year)", { year });
  if (language === "en") return new Date(Date.UTC(year, month - 1, date || 1)).toLocaleDateString("en-GB", { year: "numeric", month: "short", day: date ? "numeric" : undefined, timeZone: "UTC" });
  return date ? t("{year}-{month}-{day}", { year, month, day: date }) : t("{year}-{month}", { year, month });
}

/** A period: 2020, 2016/2020, 2017-12, annual. */
function when(period) {
  if (!period) return "";
  if (period === "annual") return t("every year");
  const [first, last] = period.split("/");
  if (last && !first.includes("-") && !last.includes("-")) return language === "en" ? `${first}–${last}` : t("{first} to {last}", { first, last });
  return last ? `${day(first)}—${day(last)}` : day(first);
}
