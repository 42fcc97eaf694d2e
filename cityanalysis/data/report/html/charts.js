// Rows of shares with intervals, on the page and as a figure; and lines over time.
// row: {name, title?, marks: [{share, low, high, text, tone, open}], mean?, note?, sure?}
// The scale ends at a whole tenth, so that its steps are round.
const axisOf = (rows) => Math.min(1, Math.ceil(10 * Math.max(0.1, ...rows.flatMap((row) => row.marks.map((mark) => mark.high)))) / 10);

function markOf(at, theme, tone) {
  const [share, low, high, , , text, interval] = data.cells[theme][at];
  return { share, low, high, text: `${text} (${interval})`, tone, open: () => openEvidence(theme, at), who: at };
}
function showRows(node, rows) {
  const end = axisOf(rows);
  const across = (share) => `${(100 * share) / end}%`;
  node.replaceChildren(...rows.map((row) => {
    const item = make("div", null, row.sure === false ? "row faint" : "row", { role: "listitem" });
    const track = make("div", null, "track", { "aria-hidden": "true" });
    if (row.mean !== undefined) {
      const mean = make("span", null, "mean");
      mean.style.left = across(row.mean);
      track.append(mean);
    }
    row.marks.forEach((mark, at) => {
      const range = make("span", null, `range ${mark.tone}`);
      range.style.left = across(mark.low);
      range.style.width = across(Math.max(0, mark.high - mark.low));
      const dot = make("span", null, `dot ${mark.tone}`);
      dot.style.left = across(mark.share);
      if (row.marks.length > 1) range.style.top = dot.style.top = `${at * 10}px`;
      track.append(range, dot);
    });
    item.append(row.head ?? make("span", row.name, "name"), track);
    const values = make("span", null, "values");
    for (const mark of row.marks) {
      const text = row.marks.length > 1 ? `${city(mark.who)} ${mark.text}` : mark.text;
      values.append(button(text, mark.open, `value ${mark.tone}`));
    }
    item.append(values);
    if (row.note) item.append(make("span", row.note, "note-of"));
    return item;
  }));
}
function rowsFigure(name, title, rows) {
  const end = axisOf(rows);
  const across = (share) => 150 + (share / end) * 300;
  const each = Math.max(...rows.map((row) => row.marks.length), 1) > 1 ? 56 : 26;
  const parts = [];
  rows.forEach((row, at) => {
    const y = 16 + at * each;
    lines(row.name, 138, 12).slice(0, 2).forEach((text, line) => parts.push(["text", { x: 140, y: y + 4 + line * 14, "text-anchor": "end", "font-size": 12 }, text]));
    if (row.mean !== undefined) parts.push(["line", { x1: across(row.mean), x2: across(row.mean), y1: y - 9, y2: y + 9, stroke: "#5a616b" }]);
    row.marks.forEach((mark, line) => {
      const height = y + line * 16;
      const fill = row.sure === false ? "#8a9099" : mark.tone === "b" ? "#b5471c" : "#1d4f72";
      parts.push(["line", { x1: across(mark.low), x2: across(mark.high), y1: height, y2: height, stroke: fill, "stroke-opacity": 0.4, "stroke-width": 4 }]);
      parts.push(["circle", { cx: across(mark.share), cy: height, r: 4.5, fill }]);
      parts.push(["text", { x: 462, y: height + 4, "font-size": 12 }, row.marks.length > 1 ? `${city(mark.who)} ${mark.text}` : mark.text]);
    });
    if (row.note) parts.push(["text", { x: 462, y: y + 36, "font-size": 11, fill: "#5a616b" }, row.note]);
  });
  const base = 16 + rows.length * each;
  for (const step of [0, 0.5, 1]) {
    parts.push(["text", { x: across(end * step), y: base + 14, "font-size": 11, fill: "#5a616b", "text-anchor": "middle" }, `${Math.round(100 * end * step)}%`]);
  }
  const cities = [...new Set(rows.flatMap((row) => row.marks.map((mark) => mark.who)))];
  const unit = `${words.unit_share}; ${nOf(cities.slice(0, 30))}`;
  return { name, title, unit, width: 740, height: base + 22, parts };
}

// ── a theme over time, a panel a city ────────────────────────────────────────────────────
function linesFigure(name, theme, ofCity, cities) {
  const periods = [...new Set(cities.flatMap((at) => ofCity[at].map(([period]) => period)))].sort();
  const end = Math.min(1, Math.ceil(10 * Math.max(0.1, ...cities.flatMap((at) => ofCity[at].map((row) => row[3])))) / 10);
  const [width, height, gap] = [220, 90, 30];
  const parts = [];
  cities.forEach((at, number) => {
    const [left, top] = [40 + (number % 3) * (width + gap), 20 + Math.floor(number / 3) * (height + 52)];
    const x = (period) => left + (width * periods.indexOf(period)) / Math.max(1, periods.length - 1);
    const y = (share) => top + height * (1 - share / end);
    const rows = ofCity[at];
    const path = (points) => points.map(([px, py], i) => `${i ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
    const band = [...rows.map((row) => [x(row[0]), y(row[3])]), ...rows.map((row) => [x(row[0]), y(row[2])]).reverse()];
    parts.push(["text", { x: left, y: top - 6, "font-size": 13, fill: "var(--f-ink, #1d2129)" }, city(at)]);
    parts.push(["path", { d: `${path(band)}Z`, fill: "var(--f-accent, #14577f)", "fill-opacity": 0.15 }]);
    parts.push(["path", { d: path(rows.map((row) => [x(row[0]), y(row[1])])), fill: "none", stroke: "var(--f-accent, #14577f)", "stroke-width": 2 }]);
    const note = { "font-size": 11, fill: "var(--f-muted, #5f646c)" };
    parts.push(["line", { x1: left, x2: left + width, y1: top + height, y2: top + height, stroke: "var(--f-rule, #d5d8dc)" }]);
    parts.push(["text", { x: left - 4, y: y(0), "text-anchor": "end", ...note }, "0"]);
    parts.push(["text", { x: left - 4, y: y(end) + 8, "text-anchor": "end", ...note }, `${Math.round(100 * end)}%`]);
    parts.push(["text", { x: left, y: top + height + 14, ...note }, periods[0]]);
    parts.push(["text", { x: left + width, y: top + height + 14, "text-anchor": "end", ...note }, periods.at(-1)]);
  });
  const across = Math.min(3, cities.length);
  const unit = `${words.unit_share}; ${nOf(cities)}`;
  return { name, title: say("lines", { theme: label(theme) }), unit, width: 40 + across * (width + gap), height: Math.ceil(cities.length / 3) * (height + 52), parts };
}
function showLines(node, figure, sentences) {
  const root = drawn("svg", { viewBox: `0 0 ${figure.width} ${figure.height}` });
  root.append(...figure.parts.map((part) => drawn(...part)));
  const holder = node.querySelector("div");
  holder.replaceChildren(root);
  holder.setAttribute("aria-label", [figure.title, ...sentences].join(" "));
  node.querySelector("figcaption").textContent = figure.title;
  node.hidden = false;
}
