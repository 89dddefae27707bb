/* Cards are fetched before they are asked for, so that the next fact stands there at once. */
import { fragment } from "./sending.js";
import { cards, here, isOpen, keep, lines, rv } from "./state.js";

const AHEAD = 10, AT_ONCE = 4; // cards that are fetched before they are needed, and by one request
const coming = new Map(); // key → the request that brings it
let fetching = false;

/** Fetch what comes next before it is asked for: a few cards at a time, the nearest first, one request after the other. */
export async function fetchAhead() {
  if (fetching) return;
  const all = lines(), at = all.findIndex((one) => one.dataset.f === here());
  const open = all.slice(at + 1).filter(isOpen);
  const wanted = [...open.slice(0, AHEAD), ...all.slice(at + 1, at + 2), ...all.slice(Math.max(0, at - 1), at)].map((one) => one.dataset.f)
    .filter((key) => !cards.has(key) && !coming.has(key));
  if (!wanted.length) return;
  fetching = true;
  await load(wanted.slice(0, AT_ONCE));
  fetching = false;
  if (wanted.some((key) => cards.has(key))) fetchAhead();
}

export async function load(keys) {
  const missing = keys.filter((key) => !coming.has(key));
  if (missing.length) {
    const request = fragment(`${rv.dataset.base}cards/?${rv.dataset.second ? "second=yes&" : ""}${missing.map((key) => `fact=${key}`).join("&")}`).then((found) => {
      for (const one of found || []) keep(one);
      for (const key of missing) coming.delete(key);
    });
    for (const key of missing) coming.set(key, request);
  }
  await Promise.all(keys.map((key) => coming.get(key)));
}
