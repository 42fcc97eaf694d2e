// Two cities of the reader's choice: shares, differences, verdicts, words, quotes, lines.
const VERDICTS = ["differs", "alike", "open", "untested"];
function pairOf() { return [cityAt(state.a), cityAt(state.b)]; }
function pairRows(known) {
  const [a, b] = pairOf();
  const tested = new Map((known.pairs[[a, b].sort((x, y) => x - y).join(",")] ?? []).map((row) => [row[0], row]));
  const rows = data.themes.map((_, theme) => {
    const [, higher, apart, bounds, verdict] = tested.get(theme) ?? [theme, -1, "", "", "untested"];
    const size = Math.abs((data.cells[theme][a][0] ?? 0) - (data.cells[theme][b][0] ?? 0));
    return { theme, higher, apart, bounds, verdict, size };
  });
  return rows.sort((x, y) => (y.verdict === "differs") - (x.verdict === "differs") || y.size - x.size);
}
function pairChart(rows) {
  const [a, b] = pairOf();
  return rows.filter(({ theme }) => data.cells[theme][a][0] || data.cells[theme][b][0]).map((row) => {
    const points = { city: row.higher < 0 ? "" : city(row.higher), points: row.apart, interval: row.bounds };
    const apart = row.bounds ? say(row.higher < 0 ? "points_even" : "points_more", points) : "";
    return {
      name: label(row.theme),
      marks: [markOf(a, row.theme, "a"), markOf(b, row.theme, "b")],
      note: [apart, words[row.verdict]].filter(Boolean).join(data.lang === "zh" ? "，" : ", "),
      sure: row.verdict === "differs",
    };
  });
}
function pairTitle() { const [a, b] = pairOf(); return say("dumbbells", { a: city(a), b: city(b) }); }
function pairSentence(rows) {
  const [a, b] = pairOf();
  const count = Object.fromEntries(VERDICTS.map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length]));
  if (count.untested === rows.length) return words.pair_untested;
  return say("pair_lead", {
    a: city(a), b: city(b), n_a: data.cities[a].n, n_b: data.cities[b].n, n: rows.length, margin: data.margin,
    sure: count.differs, alike: count.alike, open: count.open + count.untested,
  });
}
function side(at, rows, known) {
  const node = make("section", null, "side");
  node.append(make("h3", data.cities[at].titled), ...wordLists(at, "h4"));
  const order = new Map(rows.map((row, place) => [row.theme, place]));
  const quotes = known.quotes.filter((quote) => quote[1] === at).sort((x, y) => order.get(x[0]) - order.get(y[0]));
  if (quotes.length) node.append(make("h4", words.quotes));
  for (const [theme, , runs, from] of quotes.slice(0, 4)) {
    const text = make("p");
    text.append(...runs.map(([run, isMarked]) => (isMarked ? make("mark", run) : run)));
    const quote = make("blockquote");
    quote.append(make("span", label(theme), "tag"), text, make("footer", from, "source"));
    node.append(quote);
  }
  return node;
}
async function drawPair() {
  const asked = `${state.a},${state.b}`;
  const known = await details();
  if (asked !== `${state.a},${state.b}`) return;
  const [a, b] = pairOf();
  const rows = pairRows(known);
  [byId("a").value, byId("b").value] = [state.a, state.b];
  byId("pair-lead").textContent = pairSentence(rows);
  const [jsd, interval, p] = known.distances[[a, b].sort((x, y) => x - y).join(",")] ?? [];
  byId("pair-likeness").textContent = jsd === undefined ? "" : say("pair_likeness", { jsd, interval, p });
  showRows(byId("dumbbells").querySelector(".rows"), pairChart(rows));
  byId("dumbbells").querySelector("figcaption").textContent = pairTitle();
  const close = rows.filter((row) => row.verdict === "alike").map((row) => label(row.theme));
  const themes = close.join(data.lang === "zh" ? "、" : ", ");
  byId("pair-alike").textContent = rows.every((row) => row.verdict === "untested") ? "" : say(close.length ? "alike_themes" : "alike_none", { margin: data.margin, themes });
  byId("sides").replaceChildren(side(a, rows, known), side(b, rows, known));
  const row = pairLine(rows, known);
  byId("pair-lines").hidden = !row;
  if (row) {
    const told = (known.trends[row.theme] ?? []).map(named).filter((text) => text.includes(city(a)) || text.includes(city(b)));
    showLines(byId("pair-lines"), pairLines(rows, known), told);
  }
}
// The clearest theme that has lines in both cities.
function pairLine(rows, known) {
  const [a, b] = pairOf();
  return rows.find(({ theme }) => known.lines[theme]?.[a] && known.lines[theme]?.[b]);
}
function pairLines(rows, known) {
  const row = pairLine(rows, known);
  return linesFigure(`lines-${city(pairOf()[0])}-${city(pairOf()[1])}`, row.theme, known.lines[row.theme], pairOf());
}
if (byId("compare")) {
  for (const key of ["a", "b"]) {
    byId(key).append(...data.cities.slice(0, shown).map((one) => make("option", one.titled, null, { value: one.name })));
    byId(key).addEventListener("change", () => {
      const other = key === "a" ? "b" : "a";
      const same = byId(key).value === state[other];
      set({ [key]: byId(key).value, ...(same ? { [other]: state[key] } : {}) });
    });
  }
  byId("swap").addEventListener("click", () => set({ a: state.b, b: state.a }));
  details().then((known) => {
    saveable(byId("dumbbells"), () => rowsFigure(`${state.a}-${state.b}`, pairTitle(), pairChart(pairRows(known))));
    saveable(byId("pair-lines"), () => pairLines(pairRows(known), known));
  });
  watch(["a", "b", "names"], drawPair);
}
