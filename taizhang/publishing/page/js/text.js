// The text of a document as paragraphs with marks. Blocks come from the file: [start, end, kind, level, lead, gaps…].

const BLOCK = { text: 0, title: 1, number: 2, heading: 3, flush: 4, units: 5, sign: 6, row: 7, rest: 8 };

/** Draw the article; returns {article, marksOf: fact id → elements, anchors: [[offset, element]]}. */
function drawText(doc) {
  const { blocks } = load(doc);
  const take = walker(marksOf(doc));
  const drawn = { article: el("article.doc", { lang: "zh-Hans" }), elements: new Map(), anchors: [], bars: new Map() };
  const tasks = doc.facts.filter((fact) => fact.k === "task").sort((a, b) => a.s - b.s);
  let openTask = 0, bar = null, barKey = "", table = null, chunk = null, inChunk = 0;
  blocks.forEach(([start, end, kind, level, lead, ...gaps]) => {
    while (openTask < tasks.length && Math.max(tasks[openTask].e, tasks[openTask].ue) <= start) openTask++;
    const own = [];
    for (let i = openTask; i < tasks.length && tasks[i].s < end; i++) if (Math.max(tasks[i].e, tasks[i].ue) > start) own.push(tasks[i]);
    const key = own.map((task) => task.id).join(" ");
    if (key !== barKey || !chunk) {
      barKey = key;
      table = null;
      if (!chunk || inChunk > 40) { chunk = el("div.chunk"); inChunk = 0; drawn.article.append(chunk); }
      bar = own.length ? taskBar(own, drawn) : chunk;
      if (own.length) chunk.append(bar);
    }
    inChunk++;
    const node = drawBlock(doc, drawn, take(start, end), { start, end, kind, level, lead, gaps });
    if (kind === BLOCK.row) {
      if (!table) { table = el("table.doc-rows", null, el("tbody")); bar.append(el("div.scroll-x", { tabIndex: 0, role: "group", "aria-label": t("Table") }, table)); }
      table.firstChild.append(node);
    } else {
      table = null;
      bar.append(node);
    }
    drawn.anchors.push([start, node]);
  });
  return drawn;
}

function taskBar(own, drawn) {
  const number = el("span.no", null, ...own.map((task) => el("a", { href: factHash(task), "data-f": task.id, class: "plain" }, t("Task {n}", { n: task.nth }))));
  const bar = el("div.clause", { "data-task": own.map((task) => task.id).join(" ") }, number);
  for (const task of own) (drawn.bars.get(task.id) || drawn.bars.set(task.id, []).get(task.id)).push(bar);
  return bar;
}

function drawBlock(doc, drawn, marks, block) {
  const { start, end, kind, level } = block;
  if (kind === BLOCK.row) return drawRow(doc, drawn, marks, block);
  const tag = kind === BLOCK.heading ? (level <= 1 ? "h2" : level === 2 ? "h3" : "h4") : "p";
  const name = { [BLOCK.title]: "title", [BLOCK.number]: "number", [BLOCK.flush]: "flush", [BLOCK.units]: "units", [BLOCK.sign]: "sign", [BLOCK.rest]: "rest" }[kind];
  const node = el(tag, { class: name });
  node.append(...drawRun(doc, drawn, marks, start, end, block));
  return node;
}

/** A line with tabs: one cell between two tabs. */
function drawRow(doc, drawn, marks, block) {
  const row = el("tr");
  let from = block.start;
  Array.from(slice(doc, block.start, block.end)).forEach((sign, i) => {
    if (sign !== "\t") return;
    row.append(el("td", null, ...drawRun(doc, drawn, marks, from, block.start + i, block)));
    from = block.start + i + 1;
  });
  row.append(el("td", null, ...drawRun(doc, drawn, marks, from, block.end, block)));
  return row;
}

function drawRun(doc, drawn, marks, start, end, block) {
  if (end <= start) return [];
  const edges = [];
  if (block.lead > start) edges.push(block.lead);
  for (const point of block.gaps) if (point > start && point < end) edges.push(point);
  return segments(marks, start, end, edges).map((segment) => drawSegment(doc, drawn, segment, block)).filter(Boolean);
}

function drawSegment(doc, drawn, { s, e, on, value }, block) {
  let text = slice(doc, s, e);
  for (let i = 0; i < block.gaps.length; i += 2) {
    if (s >= block.gaps[i] && e <= block.gaps[i + 1]) {
      // A hard wrap leaves nothing behind; page furniture stays, small, so that no word of the text is lost.
      if (!text.trim()) return null;
      return el("span.furniture", { title: t("Page furniture inside a sentence") }, text.trim());
    }
  }
  let inner = value ? el("span.v", null, text) : text;
  if (block.lead > block.start && e <= block.lead) inner = el("b", null, inner);
  const lanes = on.filter((mark) => mark.kind !== "unit");
  const unit = on.find((mark) => mark.kind === "unit");
  if (!lanes.length && !unit) return typeof inner === "string" ? document.createTextNode(inner) : inner;
  const first = lanes[0];
  const kindOf = (mark) => (mark.kind === "label" ? "task" : mark.kind);
  const second = first && lanes.find((mark) => kindOf(mark) !== kindOf(first));
  const ids = [...new Set(on.map((mark) => mark.fact.id))];
  const node = el(first ? "a.m" : "a.u", {
    href: factHash((first || unit).fact), "data-f": ids.join(" "), "data-a": first && kindOf(first), "data-b": second && kindOf(second),
    "data-r": first && "suggested", title: unit ? unit.title : null, "data-role": unit && e === unit.e ? unit.role : null,
  }, inner);
  [node.from, node.to] = [s, e];
  for (const id of ids) (drawn.elements.get(id) || drawn.elements.set(id, []).get(id)).push(node);
  return node;
}
