/* The lines of the queue and the counts above it follow what was decided. */
import { parse, pending } from "./sending.js";
import { cards, isOpen, line, lines, rv, versions } from "./state.js";

/** The server has done it: version, state and counts are what it says. */
export function told(key, data) {
  versions.set(key, data.version);
  cards.delete(key);
  drawLine(key, data.state, false, data);
  const bar = document.getElementById("bar");
  bar.querySelector("[data-done]").textContent = data.done + Math.max(0, pending() - 1);
  bar.querySelector("[data-total]").textContent = data.total;
  bar.querySelector("progress").value = data.done;
  if (bar.querySelector("[data-left]")) bar.querySelector("[data-left]").textContent = data.left;
  document.getElementById("open-count").textContent = rv.dataset.second ? lines().filter(isOpen).length : data.open;
}

export function count(by) {
  const open = document.getElementById("open-count");
  open.textContent = Number(open.textContent) - by;
  const done = document.querySelector("#bar [data-done]");
  done.textContent = Number(done.textContent) + by;
}

export function drawLine(key, state, sending, data) {
  const one = line(key);
  if (!one) return;
  one.dataset.state = state;
  one.toggleAttribute("data-sending", sending);
  one.removeAttribute("data-refused");
  const fresh = data ? parse(data.stamp)[0] : document.getElementById("stamps").content.querySelector(`[data-state="${state}"] > *`).cloneNode(true);
  one.querySelector(".stamp").replaceWith(fresh);
  if (data) one.querySelector("a").textContent = `${data.what} ${data.value}`.trim();
}
