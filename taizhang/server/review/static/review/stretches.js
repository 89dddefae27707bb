/* Stretches of the text that a fact may mean, made from the signs around it: [place, sign] one after the other. */

const STOPS = new Set([..."。；;！？!?\n\r"]), PAUSES = new Set([..."，,、。；;：:！？!?（）()“”《》\n\r\t"]);
const words = window.Intl?.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

/** Where words begin and end. */
export function edgesOf(signs) {
  const found = new Set();
  let run = [], last = null;
  const close = () => {
    if (!run.length) return;
    const text = run.map(([, sign]) => sign).join("");
    const pieces = words ? [...words.segment(text)].map((one) => one.segment) : text.split(/(?<=[^\w])|(?=[^\w])/);
    let at = run[0][0];
    for (const piece of pieces) {
      found.add(at);
      at += [...piece].length;
    }
    found.add(at);
    run = [];
  };
  for (const one of signs) {
    if (last !== null && one[0] !== last + 1) close();
    run.push(one);
    [last] = one;
  }
  close();
  return [...found].sort((a, b) => a - b);
}

/** Stretches that a fact may mean, the shortest first: name and number, then to the next pause, then the sentence. */
export function offers(said, signs, own, number) {
  const name = [...said];
  const first = number.first ?? own.start, last = number.last ?? own.end;
  const at = signs.findIndex(([place]) => place === first), to = signs.findIndex(([place]) => place === last - 1);
  if (at < 0 || to < 0) return [];
  const back = (stops) => { let i = at; while (i > 0 && signs[i - 1][0] === signs[i][0] - 1 && !stops.has(signs[i - 1][1])) i -= 1; return signs[i][0]; };
  const on = (stops) => { let i = to; while (i < signs.length - 1 && signs[i + 1][0] === signs[i][0] + 1 && !stops.has(signs[i + 1][1])) i += 1; return signs[i][0] + 1; };
  const starts = [first, named(signs, name, at, -1), back(PAUSES), back(STOPS), ...pausesBefore(signs, at)];
  const ends = [last, named(signs, name, to, 1), on(PAUSES), on(STOPS), ...pausesBehind(signs, to)];
  const made = new Map();
  for (const start of starts) for (const end of ends) if (start !== null && end !== null && start <= first && end >= last) made.set(`${start}-${end}`, [start, end]);
  made.delete(`${own.start}-${own.end}`);
  const start = named(signs, name, at, -1);
  // first from the name to the number, then other starts, then other ends, then both: the shorter before the longer
  const order = ([from, till]) => (from === start && till === last ? 0 : till === last ? 1 : from === first || from === own.start ? 2 : 3);
  return [...made.values()].filter(([from, till]) => till - from > last - first || number.first === undefined)
    .sort((a, b) => order(a) - order(b) || (a[1] - a[0]) - (b[1] - b[0]));
}

/** Starts behind each pause of the sentence before the number. */
function pausesBefore(signs, at) {
  const found = [];
  for (let i = at - 1; i >= 0 && !STOPS.has(signs[i][1]) && signs[i][0] === signs[i + 1][0] - 1; i -= 1) if (PAUSES.has(signs[i][1])) found.push(signs[i + 1][0]);
  return found.slice(0, 6);
}

/** Ends before each pause of the sentence behind the number. */
function pausesBehind(signs, to) {
  const found = [];
  for (let i = to + 1; i < signs.length && !STOPS.has(signs[i][1]) && signs[i][0] === signs[i - 1][0] + 1; i += 1) if (PAUSES.has(signs[i][1])) found.push(signs[i][0]);
  return found.slice(0, 6);
}

/** Where the name stands nearest to the number, before it (its start) or behind it (its end); its last or first two signs will do. */
function named(signs, name, at, by) {
  for (let size = name.length; size >= Math.min(2, name.length) && size > 0; size -= 1) {
    const wanted = by < 0 ? name.slice(0, size) : name.slice(-size);
    for (let i = by < 0 ? at - size : at + 1; i >= 0 && i + size <= signs.length && Math.abs(i - at) < 200; i += by) {
      if (STOPS.has(signs[i][1])) break;
      if (wanted.every((sign, k) => signs[i + k][1] === sign)) return by < 0 ? signs[i][0] : signs[i + size - 1][0] + 1;
    }
  }
  return null;
}

/** Numbers that no fact has: what the reader may have missed, each with the words before it up to the last pause. */
export function missed(card, signs) {
  const taken = new Set();
  for (const value of card.querySelectorAll(".ctx .doc a.m[data-s] .v")) {
    const link = value.closest("a.m");
    for (let at = Number(link.dataset.s); at < Number(link.dataset.e); at += 1) taken.add(at);
  }
  const found = [], years = [];
  for (let i = 0; i < signs.length; i += 1) {
    if (!/\p{Nd}/u.test(signs[i][1]) || taken.has(signs[i][0])) continue;
    let first = i, last = i;
    while (last < signs.length - 1 && !PAUSES.has(signs[last + 1][1]) && signs[last + 1][0] === signs[last][0] + 1) last += 1;
    while (first > 0 && !PAUSES.has(signs[first - 1][1]) && signs[first - 1][0] === signs[first][0] - 1) first -= 1;
    const run = signs.slice(i, i + 5).map(([, sign]) => sign).join("");
    (/^(19|20|21)\d\d(?!\d)/.test(run) ? years : found).push([signs[first][0], signs[last][0] + 1]); // a year alone is seldom what was missed
    i = last;
  }
  const here = Number(card.dataset.s), near = (a, b) => Math.abs(a[0] - here) - Math.abs(b[0] - here);
  return [...found.sort(near), ...years.sort(near), [here, Number(card.dataset.e)]];
}
