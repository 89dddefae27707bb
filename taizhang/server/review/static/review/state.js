/* What the modules of the queue share: the fact that stands there, its card, the lines beside it. */

export const rv = document.querySelector(".rv");
export const stage = document.getElementById("stage");
export const cards = new Map(); // key → its card, fetched ahead
export const versions = new Map(); // key → the version decisions are about
export const together = new Set(); // keys of facts that a split or a merge changed with others
export const decided = []; // keys of one's own decisions on this page, for undo
const OPEN = ["suggested", "lost"];

let now = "";
/** The key of the fact that stands there; nothing where none does. */
export const here = () => now;
export const stand = (key) => { now = key; };

export const card = () => stage.querySelector(".card");
export const lines = () => [...rv.querySelectorAll(".queue > li")];
export const line = (key) => document.getElementById(`q-${key}`);
export const busy = (what) => { if (what) stage.dataset.busy = what; else delete stage.dataset.busy; };
export const isOpen = (one) => OPEN.includes(one.dataset.state);

export function keep(one) {
  cards.set(one.dataset.f, one);
  versions.set(one.dataset.f, Number(one.dataset.version));
}
