// Marks: overlapping spans are cut into segments; each segment knows all its facts, and draws the two most specific.

const WEIGHT = { target: 0, actual: 0, forecast: 0, rule: 0, cite: 1, goal: 2, label: 3, clause: 4, unit: 9 };

/** All marks of a document as {s, e, kind, fact, …} sorted by start. A task is marked by its label; its body is a bar at the margin. */
function marksOf(doc) {
  const marks = [];
  for (const fact of doc.facts) {
    if (fact.k === "task") {
      marks.push({ s: fact.s, e: labelEnd(fact), kind: "label", fact });
      marks.push(...unitMarks(fact));
    } else marks.push({ s: fact.s, e: fact.e, kind: fact.k, fact });
  }
  return marks.filter((mark) => mark.e > mark.s).sort((a, b) => a.s - b.s || b.e - a.e);
}

/** A task's number and title where they stand; else its first words. */
function labelEnd(task) {
  const head = slice(task.doc, task.s, Math.min(task.e, task.s + 120));
  const points = Array.from(head);
  const bare = (task.number || "") + (task.what || "");
  const want = Array.from(bare.replace(/\s/g, ""));
  let found = 0, i = 0;
  for (; i < points.length && found < want.length; i++) if (points[i] === want[found]) found++;
  if (want.length && found === want.length) return task.s + i;
  return Math.min(task.e, task.s + 8);
}

/** One mark for each unit of a list, where the list can be cut into as many pieces as it has units. */
function unitMarks(task) {
  const list = Array.from(slice(task.doc, task.us, task.ue));
  const pieces = [];
  let start = 0, depth = 0;
  list.forEach((sign, i) => {
    if ("(\uff08".includes(sign)) depth++;
    else if (")\uff09".includes(sign)) depth--;
    else if (depth <= 0 && "\u3001\uff0c,\uff1b; \u3000\r\n\t".includes(sign)) { if (i > start) pieces.push([start, i]); start = i + 1; }
  });
  if (list.length > start) pieces.push([start, list.length]);
  const whole = (units) => ({ s: task.us, e: task.ue, kind: "unit", fact: task, title: listed(units) });
  const units = task.units || [];
  if (pieces.length !== units.length) return [whole(units)];
  return pieces.map(([a, b], i) => ({
    s: task.us + a, e: task.us + b, kind: "unit", fact: task, title: units[i],
    role: !task.roles && task.lead === units[i] ? t("inferred lead") : task.roles && task.roles[i] ? t(task.roles[i]) : null,
  }));
}

/** Cut [start, end) at every edge of a mark: [{s, e, on: [marks, most specific first], value}], gapless. `open` holds the marks, sorted. */
function segments(marks, start, end, extra) {
  const inside = marks.filter((mark) => mark.s < end && mark.e > start);
  const cuts = new Set([start, end, ...extra]);
  for (const mark of inside) {
    for (const point of [mark.s, mark.e, mark.fact.vs, mark.fact.ve]) if (point > start && point < end) cuts.add(point);
  }
  const edges = [...cuts].filter((x) => x >= start && x <= end).sort((a, b) => a - b);
  const found = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [s, e] = [edges[i], edges[i + 1]];
    const on = inside.filter((mark) => mark.s <= s && mark.e >= e);
    const holdsValue = (mark) => mark.kind in KIND_WORDS && mark.fact.vs <= s && mark.fact.ve >= e;
    on.sort((a, b) => holdsValue(b) - holdsValue(a) || WEIGHT[a.kind] - WEIGHT[b.kind] || (a.e - a.s) - (b.e - b.s));
    found.push({ s, e, on, value: on.some(holdsValue) });
  }
  return found;
}

/** A walker that hands out the marks touching each block, in one pass over the document. */
function walker(marks) {
  let next = 0;
  let open = [];
  return (start, end) => {
    open = open.filter((mark) => mark.e > start);
    while (next < marks.length && marks[next].s < end) open.push(marks[next++]);
    return open;
  };
}
