// One theme in all cities: intervals, map, lines over time; and one city in all themes.
function chosen() { return Math.max(0, themeAt(state.theme)); }
function chooseTheme(theme) {
  set({ theme: data.themes[theme].id });
  go("detail");
  byId("detail-title").focus({ preventScroll: true });
}
function editTheme(theme, back) {
  const name = byId("detail-title");
  if (theme !== chosen()) set({ theme: data.themes[theme].id });
  editName("theme", theme, name, back);
}
function themeRows(theme) {
  const cells = data.cells[theme];
  const order = gridCities().filter((at) => cells[at][0] !== null).sort((x, y) => cells[y][0] - cells[x][0] || x - y);
  return order.map((at) => ({ name: city(at), marks: [markOf(at, theme, "a")], mean: data.themes[theme].share, sure: at < data.compared ? undefined : false }));
}
const intervalsFigure = () => rowsFigure(`intervals-${data.themes[chosen()].id}`, say("intervals", { theme: label(chosen()) }), themeRows(chosen()));

function drawTheme() {
  const theme = chosen();
  byId("detail").hidden = false;
  byId("detail-title").textContent = label(theme);
  byId("detail-verdict").textContent = named(data.themes[theme].verdict);
  showRows(byId("intervals").querySelector(".rows"), themeRows(theme));
  byId("intervals").querySelector("figcaption").textContent = say("intervals", { theme: label(theme) });
  if (data.grid) drawTiles(theme);
  if (data.outlines) drawOutlines(theme);
  details().then(({ lines: all, trends }) => {
    if (theme !== chosen()) return;
    const ofCity = all[theme];
    const sentences = (trends[theme] ?? []).map(named);
    byId("theme-trends").replaceChildren(...sentences.map((text) => make("p", text)));
    byId("theme-lines").hidden = !ofCity;
    if (ofCity) showLines(byId("theme-lines"), themeLines(theme, ofCity), sentences);
  });
}
function themeLines(theme, ofCity) {
  return linesFigure(`lines-${data.themes[theme].id}`, theme, ofCity, Object.keys(ofCity).map(Number).sort((x, y) => x - y).slice(0, 9));
}

// ── map: tiles, or the outlines that the reader's own map has ────────────────────────────
function drawTiles(theme) {
  byId("map").hidden = false;
  byId("places").className = "tiles";
  byId("places").replaceChildren(...data.grid.flatMap((at, number) => {
    if (!at) return [];
    const cell = data.cells[theme][number];
    const tile = button(null, () => openEvidence(theme, number), `tile h${level(cell[0], data.peak)}`);
    tile.append(make("span", city(number)), make("span", cell[5]));
    tile.style.gridRow = at[0] + 1;
    tile.style.gridColumn = at[1] + 1;
    return [tile];
  }));
}
function drawOutlines(theme) {
  byId("map").hidden = false;
  const { width, height, places } = data.outlines;
  const root = drawn("svg", { viewBox: `-4 -4 ${width + 8} ${height + 8}`, role: "group", "aria-label": label(theme) });
  const size = (11.5 * width) / Math.max(240, Math.min(640, byId("places").clientWidth));
  for (const one of places) {
    const cell = one.city === null ? null : data.cells[theme][one.city];
    const shape = drawn("path", { d: one.d, class: cell ? `region h${level(cell[0], data.peak)}` : "region" });
    if (cell) {
      const open = () => openEvidence(theme, one.city);
      for (const [key, value] of [["role", "button"], ["tabindex", "0"], ["aria-label", spoken(theme, one.city)]]) shape.setAttribute(key, value);
      shape.addEventListener("click", open);
      shape.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); }
      });
    }
    shape.append(drawn("title", {}, cell ? `${one.name} ${cell[5]}` : one.name));
    root.append(shape);
  }
  for (const one of places) {
    if (one.city === null) continue;
    const cell = data.cells[theme][one.city];
    const texts = [cell[5]];
    if (wide(one.name) * size <= one.room) texts.unshift(one.name);
    if (wide(texts[0]) * size > one.room * 1.3) continue;
    texts.forEach((text, at) => {
      const y = one.y + size * (0.36 + 1.1 * (at - (texts.length - 1) / 2));
      root.append(drawn("text", { x: one.x, y, "font-size": size, class: `on-h${level(cell[0], data.peak)}`, "aria-hidden": "true" }, text));
    });
  }
  byId("places").replaceChildren(root);
}
function mapFigure() {
  const theme = chosen();
  const about = { name: `map-${data.themes[theme].id}`, title: say("map", { theme: label(theme) }), unit: `${words.unit_share}; ${nOf([...Array(data.compared).keys()].slice(0, 30))}` };
  const shade = (at) => (at === null ? 0 : level(data.cells[theme][at][0], data.peak));
  if (data.outlines) {
    const { width, height, places } = data.outlines;
    const parts = places.map((one) => ["path", { d: one.d, stroke: "#8a9099", fill: one.city === null ? "#ffffff" : SHADES[shade(one.city)] }]);
    for (const one of places) {
      if (one.city === null || wide(one.name) * 18 > one.room * 1.3) continue;
      parts.push(["text", { x: one.x, y: one.y + 6, "text-anchor": "middle", "font-size": 18, stroke: "#ffffff", "stroke-width": 4, "paint-order": "stroke", fill: "#16181d" }, `${one.name} ${data.cells[theme][one.city][5]}`]);
    }
    return { ...about, width, height, parts };
  }
  const places = data.grid.map((at, number) => [at, number]).filter(([at]) => at);
  const parts = places.flatMap(([[row, column], number]) => [
    ["rect", { x: column * 92, y: row * 62, width: 90, height: 60, fill: SHADES[shade(number)] }],
    ["text", { x: column * 92 + 45, y: row * 62 + 35, "text-anchor": "middle", fill: inkOn(shade(number)) }, `${city(number)} ${data.cells[theme][number][5]}`],
  ]);
  const most = (side) => Math.max(...places.map(([at]) => at[side])) + 1;
  return { ...about, width: most(1) * 92, height: most(0) * 62, parts };
}

// ── one city ─────────────────────────────────────────────────────────────────────────────
function openCity(at) {
  if (at < data.compared && byId(`city-${at}`)) go(`city-${at}`);
  else { set({ of: city(at), about: "" }); go("articles"); }
}
function cityRows(at) {
  const order = data.themes.map((_, theme) => theme).filter((theme) => data.cells[theme][at][0] > 0);
  order.sort((x, y) => data.cells[y][at][0] - data.cells[x][at][0]);
  return order.map((theme) => ({ name: label(theme), marks: [markOf(at, theme, "a")], mean: data.themes[theme].share }));
}
function profileFigure(at) {
  return rowsFigure(`profile-${city(at)}`, say("profile", { city: city(at) }), cityRows(at));
}
function wordLists(at, heading) {
  const [more, less] = data.cities[at].words;
  if (!more.length && !less.length) return [make("p", words.words_none, "small")];
  return [["words_more", more], ["words_less", less]].filter(([, list]) => list.length).flatMap(([key, list]) => {
    const items = make("ul", null, "terms");
    items.append(...list.map(([term, here, there]) => {
      const item = make("li", term);
      item.append(make("small", ` ${here} : ${there}`, "num"));
      return item;
    }));
    return [make(heading, words[key]), items];
  });
}
function drawCity(card) {
  const at = Number(card.dataset.city);
  showRows(card.querySelector(".rows"), cityRows(at));
  card.querySelector("figcaption").textContent = say("profile", { city: city(at) });
  details().then(({ distances }) => {
    const near = Object.entries(distances).flatMap(([key, [jsd]]) => {
      const pair = key.split(",").map(Number);
      return pair.includes(at) ? [[pair[0] === at ? pair[1] : pair[0], Number(jsd)]] : [];
    }).sort((x, y) => x[1] - y[1]).slice(0, 3);
    const nearest = near.map(([other]) => city(other)).join(data.lang === "zh" ? "、" : ", ");
    const told = nearest && data.compared > 3 ? [make("p", say("nearest", { cities: nearest }))] : [];
    card.querySelector(".words").replaceChildren(...told, ...wordLists(at, "h4"));
  });
}
for (const card of document.querySelectorAll("#cities details")) {
  const at = Number(card.dataset.city);
  card.addEventListener("toggle", () => { if (card.open) drawCity(card); });
  watch(["names"], () => { if (card.open) drawCity(card); });
  saveable(card.querySelector(".profile"), () => profileFigure(at));
  card.querySelector(".read").addEventListener("click", () => { set({ of: city(at), about: "", q: "" }); go("articles"); });
  card.querySelector(".against")?.addEventListener("click", () => {
    const other = cityAt(state.a) === at ? cityAt(state.b) : cityAt(state.a);
    set({ a: city(at), b: city(other === at ? Number(at === 0) : other) });
    go("compare");
    byId("b").focus();
  });
}
if (table) {
  watch(["theme", "names", "off"], drawTheme);
  saveable(byId("intervals"), intervalsFigure);
  saveable(byId("map"), mapFigure);
  details().then(({ lines: all }) => saveable(byId("theme-lines"), () => themeLines(chosen(), all[chosen()])));
  byId("rename").addEventListener("click", () => editTheme(chosen(), byId("rename")));
  byId("theme-more").addEventListener("click", () => go(`theme-${chosen()}`));
}
