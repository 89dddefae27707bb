/* Marks in the text: which belong to a fact, which is pointed at, which is chosen, and how a decision redraws them. */

export const marksOf = (key) => [...document.querySelectorAll(`.doc [data-f~="${key}"]`)];
const barsOf = (key) => [...document.querySelectorAll(`.doc .clause[data-task~="${key}"]`)];

let pointed = [];

export function cool() {
  for (const node of pointed) node.classList.remove("is-hot");
  pointed = [];
}

/** Both sides of what is pointed at. */
export function hot(keys, itemOf) {
  cool();
  for (const key of keys) {
    if (!key) continue;
    const line = itemOf(key)?.querySelector(".fact");
    pointed.push(...marksOf(key), ...(line ? [line] : []));
  }
  for (const node of pointed) node.classList.add("is-hot");
}

export function unmark() {
  for (const node of document.querySelectorAll(".doc .is-on")) node.classList.remove("is-on");
}

/** Choose the marks of a fact; the first of them. */
export function mark(key) {
  const found = marksOf(key);
  for (const node of [...found, ...barsOf(key)]) node.classList.add("is-on");
  return found.find((node) => node.matches(".m")) || found[0] || barsOf(key)[0] || null;
}

/** After a decision: how the fact's own stretches look. A stretch shared with a more specific fact keeps that one's look. */
export function redraw({ key, state, kind }) {
  for (const node of marksOf(key)) {
    if (!node.matches(".m") || node.dataset.f.split(" ")[0] !== key) continue;
    if (node.dataset.a !== "task") node.dataset.a = kind;
    if (state === "accepted" || state === "corrected") delete node.dataset.r;
    else node.dataset.r = state;
  }
}
