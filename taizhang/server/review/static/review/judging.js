/* Judging a drawn sample by keys: A right, X wrong, J and K go on and back. */

const rows = [...document.querySelectorAll(".sample > li")];
for (const one of document.querySelectorAll(".judging [data-scripts]")) one.hidden = false;
let at = Math.max(0, rows.findIndex((one) => !one.querySelector(":checked")));

document.addEventListener("keydown", (event) => {
  if (!rows.length || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=radio]), textarea, select")) return;
  const key = event.key.toLowerCase();
  if (!["a", "x", "j", "k"].includes(key)) return;
  event.preventDefault();
  if (key === "a" || key === "x") rows[at].querySelector(`[value=${key === "a" ? "right" : "wrong"}]`).checked = true;
  at = Math.min(rows.length - 1, Math.max(0, at + (key === "k" ? -1 : 1)));
  rows[at].focus();
});
