// The list of articles: searched, filtered, sorted, exported.
const showList = pager(byId("results"), byId("more"), 20);
let kept = [];
let contexts = [];
let asked = 0;
async function drawList() {
  const number = ++asked;
  const all = await loadArticles();
  if (number !== asked) return;
  const theme = state.about ? themeAt(state.about) : null;
  const at = state.of ? cityAt(state.of) : null;
  const terms = termsOf(state.q);
  kept = all.filter((a) =>
    (theme === null || a.themes.includes(theme)) &&
    (at === null || a.cities.some(([c]) => c === at)) &&
    a.date.startsWith(state.period) && holds(a, terms));
  if (state.list !== "best") kept.sort((x, y) => (x.date < y.date ? -1 : Number(x.date > y.date)) * (state.list === "new" ? -1 : 1));
  else if (terms.length) {
    const weights = new Map(kept.map((a) => [a, weightOf(a, terms)]));
    kept.sort((x, y) => weights.get(y) - weights.get(x));
  }
  const n = kept.length.toLocaleString(data.lang);
  byId("list").disabled = Boolean(state.lines);
  byId("results").classList.toggle("context", Boolean(state.lines));
  contexts = state.lines && terms.length ? sortLines(linesOf(kept, terms), state.lines) : [];
  if (!state.lines) byId("found").textContent = say("found", { n });
  else byId("found").textContent = terms.length ? say("found_lines", { places: contexts.length.toLocaleString(data.lang), n }) : words.no_word;
  showList(state.lines ? contexts.map((line) => () => contextLine(line, terms)) : kept.map((a) => () => entry(a, theme, terms)));
}
function drawFilters() {
  const options = (id, list) => {
    const [all] = byId(id).options;
    byId(id).replaceChildren(all, ...list.map(([value, text]) => make("option", text, null, { value })));
  };
  options("about", data.themes.map((one, theme) => [one.id, label(theme)]));
  options("of", data.cities.map((one) => [one.name, one.titled]));
  options("period", data.periods.map((one) => [one, one]));
  for (const id of ["about", "of", "period", "list", "lines", "q"]) byId(id).value = state[id];
}
let waiting = 0;
let changes = {};
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("input", (event) => {
  clearTimeout(waiting);
  const { id, value } = event.target;
  changes[id] = value; // with what was typed a moment ago
  waiting = setTimeout(() => { const made = changes; changes = {}; set(made); }, id === "q" ? 150 : 0);
});
byId("export").addEventListener("click", async () => {
  await loadArticles();
  if (state.lines) exportLines(contexts);
  else exportArticles("articles", kept);
});
watch(["q", "about", "of", "period"], () => { for (const id of ["q", "about", "of", "period"]) if (byId(id).value !== state[id]) byId(id).value = state[id]; });
// Articles are unpacked when the list comes near, or a filter is set.
let near = false;
watch(["q", "about", "of", "period", "list", "lines"], () => { near = true; drawList(); });
watch(["names"], () => { if (near) drawList(); });
const nearby = new IntersectionObserver((seen) => {
  if (seen.some((one) => one.isIntersecting)) { nearby.disconnect(); near = true; drawList(); }
}, { rootMargin: "400px" });
