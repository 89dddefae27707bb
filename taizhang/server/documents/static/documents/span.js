/* A stretch of the text by code points, as addresses name it: #s120-180. */

/** Show a stretch: where the server has marked it, go there; else it is highlighted without touching the page. */
export function goToSpan(read, start, end) {
  const made = document.getElementById(`s${start}-${end}`);
  const range = made ? null : rangeOf(read, start, end);
  const place = made || (range && range.startContainer.parentElement);
  if (!place) return;
  if (range && window.Highlight) CSS.highlights.set("span", new Highlight(range));
  place.scrollIntoView({ block: "center" });
}

/** The range of a stretch; null where the page does not hold it. */
export function rangeOf(read, start, end) {
  const first = pointAt(read, start), last = pointAt(read, end - 1);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, first.unit);
  range.setEnd(last.node, last.unit + last.width);
  return range;
}

/** The place of one code point: the text nodes of a block joined are the canonical text from its data-s on. */
function pointAt(read, offset) {
  for (const block of read.querySelectorAll(".doc [data-s][data-e]:not(a)")) {
    if (Number(block.dataset.s) > offset || Number(block.dataset.e) <= offset) continue;
    let at = Number(block.dataset.s);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let unit = 0;
      for (const sign of node.data) {
        if (at === offset) return { node, unit, width: sign.length };
        at += 1;
        unit += sign.length;
      }
    }
  }
  return null;
}
