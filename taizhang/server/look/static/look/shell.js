/* What the shell does beside htmx: notices go by themselves, menus close, keys. Everything works without it. */

const STAYS = 10_000;

/** A notice stays ten seconds, longer while it is pointed at or holds the focus; one that reports a failure stays until it is closed. */
function watch(notice) {
  if (notice.dataset.watched) return;
  notice.dataset.watched = "yes";
  const close = notice.querySelector("[data-dismiss]");
  if (close) {
    close.hidden = false;
    close.addEventListener("click", () => notice.remove());
  }
  if (notice.getAttribute("role") === "alert") return;
  let timer = 0;
  const start = () => { timer = setTimeout(() => notice.remove(), STAYS); };
  const stop = () => clearTimeout(timer);
  notice.addEventListener("pointerenter", stop);
  notice.addEventListener("pointerleave", start);
  notice.addEventListener("focusin", stop);
  notice.addEventListener("focusout", start);
  start();
}

const notices = document.getElementById("notices");
if (notices) {
  for (const one of notices.children) watch(one);
  new MutationObserver((changes) => {
    for (const change of changes) for (const one of change.addedNodes) if (one instanceof HTMLElement) watch(one);
  }).observe(notices, { childList: true });
}

/* A request that got no answer at all says so. */
document.addEventListener("htmx:sendError", () => {
  const said = document.getElementById("no-answer");
  if (notices && said) notices.append(said.content.cloneNode(true));
});

/* Menus close by Escape (the focus goes back) and by a click elsewhere. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-closes][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-closes][open]")) if (!menu.contains(event.target)) menu.open = false;
});

/* A select marked data-submit sends its form; its button is for who has no scripts. */
for (const button of document.querySelectorAll("[data-only-without-scripts]")) button.hidden = true;
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-submit]")) event.target.form.requestSubmit();
});

/* A way back on pages of failure. */
for (const back of document.querySelectorAll("[data-back]")) {
  if (history.length < 2) continue;
  back.hidden = false;
  back.addEventListener("click", (event) => { event.preventDefault(); history.back(); });
}
