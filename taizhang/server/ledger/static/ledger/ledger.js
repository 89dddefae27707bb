/* The ledger beside htmx: choosing rows with their sum, opening and closing sentences, keys. Everything else works without it. */

const form = document.getElementById("rows");

/* On a phone the filters fold away, unless one of them is set. */
const more = document.querySelector("[data-more]");
if (more) {
  const filters = more.form;
  const set = document.querySelector(".chips.set") !== null;
  const fold = (closed) => {
    filters.classList.toggle("is-closed", closed);
    more.setAttribute("aria-expanded", String(!closed));
  };
  more.hidden = false;
  fold(!set);
  more.addEventListener("click", () => fold(!filters.classList.contains("is-closed")));
}

/** Sentences open below their row by htmx; a second click closes them. */
document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.target.closest?.("[data-sentence]");
  if (!link) return;
  const next = link.closest("tr").nextElementSibling;
  if (!next?.classList.contains("sentence")) {
    link.setAttribute("aria-expanded", "true");
    return;
  }
  event.preventDefault();
  next.remove();
  link.setAttribute("aria-expanded", "false");
});

if (form) {
  const bulk = form.querySelector(".bulk");
  const all = form.querySelector("[data-all]");
  const here = form.querySelector("[data-sum-here]");
  const boxes = () => [...form.querySelectorAll("input[name=fact]")];
  const chosen = () => boxes().filter((box) => box.checked);
  let timer = 0;
  let asked = 0;

  all.hidden = false;

  /** The sum is asked for a little after the last tick; an answer that was overtaken is dropped. */
  const sum = async () => {
    const mine = ++asked;
    const keys = chosen().map((box) => ["fact", box.value]);
    if (!keys.length) { here.textContent = ""; return; }
    const answer = await fetch(`${form.dataset.sum}?${new URLSearchParams(keys)}`, { headers: { "HX-Request": "true" } });
    if (mine !== asked || !answer.ok) return;
    here.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
  };

  const show = () => {
    const many = chosen().length;
    bulk.hidden = many === 0;
    bulk.querySelector("[data-count]").textContent = String(many);
    all.checked = many > 0 && many === boxes().length;
    all.indeterminate = many > 0 && many < boxes().length;
    clearTimeout(timer);
    timer = setTimeout(sum, 250);
  };

  form.addEventListener("change", (event) => {
    if (event.target === all) for (const box of boxes()) box.checked = all.checked;
    show();
  });
  form.querySelector("[data-none]").addEventListener("click", () => {
    for (const box of boxes()) box.checked = false;
    show();
    all.focus();
  });
  show();
}

/* Keys: / the words, j and k along the rows, o the sentence, x ticks. */
const typing = (element) => element?.closest("input, select, textarea, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || (typing(event.target) && event.target.type !== "checkbox")) return;
  const rows = [...document.querySelectorAll("#rows tr[id]")];
  const row = document.activeElement?.closest?.("#rows tr[id]");
  const step = { j: 1, k: -1 }[event.key];
  if (step && rows.length) {
    const next = rows[Math.min(Math.max(rows.indexOf(row) + step, 0), rows.length - 1)];
    next.querySelector("input[name=fact]").focus();
    next.scrollIntoView({ block: "nearest" });
  } else if (event.key === "o" && row) {
    row.querySelector("[data-sentence]").click();
  } else if (event.key === "x" && row) {
    row.querySelector("input[name=fact]").click();
  } else {
    return;
  }
  event.preventDefault();
});
