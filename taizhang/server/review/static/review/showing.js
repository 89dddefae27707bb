/* How lines come into view, and how it is told that something was not done. */

/** Bring a line into view inside its list: the page itself stays where it is. */
export function roll(one, middle) {
  const list = one?.closest(".queue");
  if (!list) return;
  const top = one.offsetTop - list.offsetTop, below = top + one.offsetHeight - list.clientHeight;
  if (middle || list.scrollTop > top || list.scrollTop < below) list.scrollTop = middle ? top - list.clientHeight / 3 : list.scrollTop > top ? top : below;
}

/** An alert that stays until it is closed, with a button that leads to what it is about. */
export function say(words, look, go) {
  const said = Object.assign(document.createElement("div"), { className: "toast" });
  said.setAttribute("role", "alert");
  said.dataset.level = "error";
  const text = Object.assign(document.createElement("span"), { textContent: words });
  const back = Object.assign(document.createElement("button"), { className: "btn small", textContent: look });
  back.addEventListener("click", () => { said.remove(); go(); });
  said.append(text, back);
  document.getElementById("notices").append(said);
}
