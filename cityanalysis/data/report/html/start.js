// Tables that sort, downloads, a copy of the page, and the first drawing.
function numberIn(text) {
  const found = text.replaceAll("−", "-").replaceAll(",", "").match(/-?\d+(\.\d+)?/);
  return found ? Number(found[0]) - (text.includes("<") ? 1e-9 : 0) : null;
}
function sortBy(sheet, column, head) {
  const down = head.getAttribute("aria-sort") === "descending" ? 1 : -1;
  const rows = [...sheet.tBodies[0].rows];
  const text = (row) => row.cells[column].textContent.trim();
  const isNumber = head.classList.contains("r");
  rows.sort((x, y) => down * (isNumber ? (numberIn(text(x)) ?? -Infinity) - (numberIn(text(y)) ?? -Infinity) : -byName(text(x), text(y))));
  sheet.tBodies[0].append(...rows);
  for (const one of sheet.tHead.rows[0].cells) one.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down < 0 ? "descending" : "ascending");
}
for (const sheet of document.querySelectorAll("table.plain")) {
  [...sheet.tHead.rows[0].cells].forEach((head, column) => {
    const one = button(head.textContent, () => sortBy(sheet, column, head), "sort");
    one.title = say("sort_by", { name: head.textContent });
    head.replaceChildren(one);
  });
}

// Tables carry the names that the reader gave to the themes.
function renamedTable(text) {
  let table = text;
  data.themes.forEach((one, theme) => {
    if (label(theme) === one.label) return;
    const own = one.names.map(csvCell).join(",");
    const renamed = one.names.map((name, at) => csvCell(at === (data.lang === "zh" ? 1 : 2) ? label(theme) : name));
    table = table.replaceAll(own, renamed.join(","));
  });
  return table;
}
for (const [name, text] of Object.entries(data.tables)) {
  const item = make("li");
  item.append(button(`${name}.csv`, () => download(`${name}.csv`, "\ufeff" + renamedTable(text), "text/csv;charset=utf-8")));
  byId("tables").append(item);
}
byId("save-copy").addEventListener("click", () => {
  const mark = '<script type="application/json" id="data">';
  const at = source.indexOf(mark) + mark.length;
  const end = source.indexOf("</" + "script>", at);
  const copy = JSON.stringify({ ...JSON.parse(source.slice(at, end)), kept: { names, state } }).replace(/</g, "\\u003c");
  download("report.html", "<!doctype html>\n" + source.slice(0, at) + copy + source.slice(end), "text/html;charset=utf-8");
  tell(words.copied_page);
});
for (const one of document.querySelectorAll("[data-article]")) {
  one.addEventListener("click", () => openArticle(Number(one.dataset.article)));
}
for (const one of document.querySelectorAll("[data-rename-topic]")) {
  const at = Number(one.dataset.renameTopic);
  one.addEventListener("click", () => editName("topic", at, one.parentNode.querySelector("[data-topic]"), one));
}
document.querySelector("nav").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  go(link.getAttribute("href").slice(1));
});
// Print shows every card, as the PDF does.
const folded = () => document.querySelectorAll("details.card:not([open])");
addEventListener("beforeprint", () => folded().forEach((card) => { card.dataset.folded = ""; card.open = true; if (card.dataset.city) drawCity(card); }));
addEventListener("afterprint", () => document.querySelectorAll("[data-folded]").forEach((card) => { card.open = false; delete card.dataset.folded; }));

// ── what an earlier reader named and chose, and what the address asks for ────────────────
if (data.kept) {
  Object.assign(state, data.kept.state);
  data.kept.names.theme.forEach((text, theme) => { if (text !== label(theme)) rename("theme", theme, text); });
  data.kept.names.topic.forEach((text, at) => { if (text !== names.topic[at]) rename("topic", at, text); });
}
readAddress();
if (data.themes.length) {
  if (themeAt(state.theme) < 0) state.theme = data.themes[0].id;
  usual.theme = data.themes[0].id;
}
for (const [at, key] of [[0, "a"], [1, "b"]]) {
  usual[key] = data.pair[at] === undefined ? "" : city(data.pair[at]);
  const known = cityAt(state[key]);
  if (known < 0 || known >= shown) state[key] = usual[key];
}
for (const key of ["measure", "rows", "columns"]) {
  if (!table) continue;
  if (![...byId(key).options].some((one) => one.value === state[key])) state[key] = usual[key];
  byId(key).value = state[key];
  byId(key).addEventListener("change", () => set({ [key]: byId(key).value }));
}
drawFilters();
watch(["names"], drawFilters);
redraw(["measure", "theme", "a"]);
if (state.q || state.about || state.of || state.period) drawList();
nearby.observe(byId("articles"));
addEventListener("hashchange", () => { Object.assign(state, usual); readAddress(); redraw(Object.keys(usual)); });
if (place) go(place);
