// The grid of cities and themes: what it shows, in what order, and how the keyboard moves in it.
const table = document.querySelector(".heatmap");
const spread = data.cells.map((row) => {
  const shares = row.slice(0, data.compared).map((cell) => cell[0] ?? 0);
  return Math.max(...shares) - Math.min(...shares);
});
const widest = Math.max(0, ...data.cells.flatMap((row, theme) => row.slice(0, data.compared).map((cell) => Math.abs((cell[0] ?? 0) - data.themes[theme].share))));
const ranks = data.cells.map((row) => {
  const shares = row.slice(0, data.compared).map((cell) => cell[0]).filter((share) => share !== null);
  return row.map((cell, at) => (at < data.compared && cell[0] !== null ? 1 + shares.filter((share) => share > cell[0]).length : null));
});
const byName = (a, b) => a.localeCompare(b, data.lang);

function gridThemes() {
  const without = listed("without");
  const order = data.themes.map((_, theme) => theme).filter((theme) => !without.has(data.themes[theme].id));
  const compare = {
    share: () => 0,
    spread: (x, y) => spread[y] - spread[x],
    name: (x, y) => byName(label(x), label(y)),
    alike: (x, y) => data.alike.themes.indexOf(x) - data.alike.themes.indexOf(y),
  }[state.rows];
  return order.sort(compare);
}
// Beyond those that figures hold, cities are shown when they are chosen: `off` names the others.
function isOff(at, off) { return off.has(city(at)) !== (at >= data.drawn && at < data.compared); }
function gridCities() {
  const off = listed("off");
  const order = [...Array(shown).keys()].filter((at) => !isOff(at, off));
  const share = (at) => data.cells[chosen()][at][0] ?? -1;
  const place = (at) => (data.alike.cities.indexOf(at) + 1 || Infinity);
  const compare = {
    n: () => 0,
    name: (x, y) => byName(city(x), city(y)),
    theme: (x, y) => share(y) - share(x),
    alike: (x, y) => place(x) - place(y),
  }[state.columns];
  return order.sort((x, y) => (x >= data.compared) - (y >= data.compared) || compare(x, y) || x - y);
}
function cellLook(theme, at) {
  const cell = data.cells[theme][at];
  const [share] = cell;
  const text = { share: share ? cell[5].replace("%", "") : "", above: cell[7], rank: ranks[theme][at] ?? "–" }[state.measure];
  if (at >= data.compared) return [text, "listed"];
  if (state.measure === "share" || share === null) return [text, `h${level(share, data.peak)}`];
  if (state.measure === "rank") return [text, `h${level(data.compared + 1 - ranks[theme][at], data.compared)}`];
  const above = share - data.themes[theme].share;
  const step = widest ? Math.ceil((4 * Math.abs(above)) / widest - 0.01) : 0;
  return [text, above < 0 ? `b${step}` : `h${step && step + 1}`];
}
function spoken(theme, at) {
  const cell = data.cells[theme][at];
  const parts = [say("cell", { city: city(at), theme: label(theme), share: cell[5], interval: cell[6], above: cell[7], n: data.cities[at].n })];
  if (at >= data.compared) parts.push(words.cell_listed);
  else if (state.measure === "rank") parts.push(say("rank_of", { rank: ranks[theme][at], of: data.compared }));
  return parts.join(data.lang === "zh" ? "" : " ");
}
function drawGrid() {
  const cities = gridCities();
  const head = make("tr");
  head.append(make("td"));
  for (const at of cities) {
    const cell = make("th", null, at >= data.compared ? "few" : "", { scope: "col" });
    const name = button(null, () => openCity(at), "head");
    name.append(make("span", city(at)), make("small", data.cities[at].n));
    name.dataset.city = at;
    cell.append(name);
    head.append(cell);
  }
  table.tHead.replaceChildren(head);
  table.tBodies[0].replaceChildren(...gridThemes().map((theme) => {
    const row = make("tr");
    const first = make("th", null, null, { scope: "row" });
    const name = button(label(theme), () => chooseTheme(theme), "name");
    name.dataset.theme = theme;
    name.setAttribute("aria-pressed", String(theme === chosen()));
    first.append(name);
    row.append(first);
    for (const at of cities) {
      const [text, look] = cellLook(theme, at);
      const cell = make("td", text, `cell ${look}`);
      cell.dataset.theme = theme;
      cell.dataset.city = at;
      row.append(cell);
    }
    return row;
  }));
  table.setAttribute("role", "grid");
  for (const stop of table.querySelectorAll("button, .cell")) stop.tabIndex = -1;
  const first = table.querySelector(".cell") ?? table.querySelector("button");
  if (first) first.tabIndex = 0;
  byId("heatmap-caption").textContent = words[`heatmap_${state.measure}`];
  drawKey();
}
function drawKey() {
  const swatches = (looks) => looks.map((look) => make("span", null, `swatch ${look}`, { "aria-hidden": "true" }));
  const scale = ["h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7"];
  const key = {
    share: [words.key_low, " ", ...swatches(scale), " ", data.peakShown],
    above: [...swatches(["b4", "b3", "b2", "b1", "h0", "h2", "h3", "h4", "h5"]), " ", words.key_above],
    rank: [...swatches(scale.slice(1)), " ", words.key_rank],
  }[state.measure];
  if (data.listed) key.push(" ", ...swatches(["listed"]), " ", words.key_listed);
  byId("key").replaceChildren(...key);
}
function moveFocus(event) {
  const stop = event.target.closest("button, .cell");
  if (!stop) return;
  if (event.key === "F2" && stop.dataset.theme && !stop.dataset.city) return editTheme(Number(stop.dataset.theme), stop);
  if ((event.key === "Enter" || event.key === " ") && stop.matches(".cell")) { event.preventDefault(); stop.click(); return; }
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  const row = stop.closest("tr");
  const column = stop.closest("td, th").cellIndex;
  let target = null;
  if (step) target = table.rows[row.rowIndex + step[0]]?.cells[column + step[1]];
  if (event.key === "Home") target = row.cells[0];
  if (event.key === "End") target = row.cells[row.cells.length - 1];
  const next = target && (target.matches(".cell") ? target : target.querySelector("button"));
  if (next) { event.preventDefault(); focusStop(next); }
}
function focusStop(next) {
  table.querySelectorAll('[tabindex="0"]').forEach((stop) => { stop.tabIndex = -1; });
  next.tabIndex = 0;
  next.focus();
}
function heatmapFigure() {
  const [cities, themes] = [gridCities(), gridThemes()];
  const parts = [];
  cities.forEach((at, x) => {
    parts.push(["text", { transform: `translate(${178 + x * 46} 76) rotate(-50)`, "font-size": 12 }, city(at)]);
  });
  themes.forEach((theme, y) => {
    parts.push(["text", { x: 146, y: 101 + y * 28, "text-anchor": "end", "font-size": 12 }, label(theme)]);
    cities.forEach((at, x) => {
      const [text, look] = cellLook(theme, at);
      const shade = Number(look.slice(1)) || 0;
      const fill = look === "listed" ? "#ffffff" : look[0] === "b" ? BELOW[shade] : SHADES[shade];
      parts.push(["rect", { x: 154 + x * 46, y: 82 + y * 28, width: 44, height: 26, fill }]);
      parts.push(["text", { x: 176 + x * 46, y: 100 + y * 28, "text-anchor": "middle", "font-size": 12, fill: look === "b4" || (look[0] === "h" && shade >= 5) ? "#ffffff" : "#16181d" }, String(text)]);
    });
  });
  const title = words[`heatmap_${state.measure}`];
  return { name: `heatmap-${state.measure}`, title, unit: `${words.unit_share}; ${nOf(cities)}`, width: 220 + cities.length * 46, height: 90 + themes.length * 28, parts };
}
// Boxes that choose what the grid shows.
function drawChooser() {
  const off = listed("off");
  const without = listed("without");
  const flip = (key, name) => {
    const names = listed(key);
    if (!names.delete(name)) names.add(name);
    set({ [key]: [...names].join(",") });
  };
  const box = (text, isOn, change) => {
    const wrap = make("label", null, "box");
    const input = make("input", null, null, { type: "checkbox" });
    input.checked = isOn;
    input.addEventListener("change", change);
    wrap.append(input, ` ${text}`);
    return wrap;
  };
  const cities = [...Array(shown).keys()];
  const fill = (id, legend, boxes, all, none) => byId(id).replaceChildren(byId(id).querySelector("legend"), button(words.everything, all), " ", button(words.nothing, none), make("br"), ...boxes);
  const late = cities.filter((at) => at >= data.drawn && at < data.compared);
  const early = cities.filter((at) => !late.includes(at));
  fill("choose-cities", words.cities, cities.map((at) => box(city(at), !isOff(at, off), () => flip("off", city(at)))),
    () => set({ off: late.map(city).join(",") }), () => set({ off: early.map(city).join(",") }));
  fill("choose-themes", words.themes, data.themes.map((one, theme) => box(label(theme), !without.has(one.id), () => flip("without", one.id))),
    () => set({ without: "" }), () => set({ without: data.themes.map((one) => one.id).join(",") }));
}
if (table) {
  table.addEventListener("keydown", moveFocus);
  // Who comes to a cell will ask for its articles: they are unpacked by the time of the click.
  for (const near of ["pointerenter", "focusin"]) table.addEventListener(near, loadArticles, { once: true });
  table.addEventListener("click", (event) => {
    const cell = event.target.closest(".cell");
    if (!cell) return;
    focusStop(cell);
    openEvidence(Number(cell.dataset.theme), Number(cell.dataset.city));
  });
  table.addEventListener("focusin", (event) => {
    const { theme, city: at } = event.target.dataset;
    if (event.target.matches(".cell")) byId("status").textContent = spoken(Number(theme), Number(at));
  });
  saveable(byId("heatmap"), heatmapFigure);
  watch(["measure", "rows", "columns", "off", "without", "names"], drawGrid);
  watch(["theme"], () => {
    if (state.columns === "theme") drawGrid();
    table.querySelectorAll(".name").forEach((name) => name.setAttribute("aria-pressed", String(Number(name.dataset.theme) === chosen())));
  });
  watch(["names"], drawChooser);
  byId("chooser").addEventListener("toggle", drawChooser);
}
