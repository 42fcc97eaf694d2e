"use strict";
(() => {
  const source = document.documentElement.outerHTML;
  const data = JSON.parse(byId("data").textContent);
  const words = data.words;
  const chosen = { theme: null };
  let store = null;

  function byId(id) { return document.getElementById(id); }
  function make(tag, text, name) {
    const node = document.createElement(tag);
    if (text !== undefined && text !== null) node.textContent = text;
    if (name) node.className = name;
    return node;
  }
  function say(key, values) {
    return words[key].replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all));
  }
  function label(theme) { return data.themes[theme].label; }
  function percent(share) {
    if (share === null) return "–";
    const value = share * 100;
    return (value > 0 && value < 1 ? value.toFixed(1) : Math.round(value)) + "%";
  }
  function level(share) {
    return share === null || !data.peak ? 0 : share <= 0 ? 0 : 1 + Math.min(6, Math.floor((6.999 * share) / data.peak));
  }

  // ── articles: gzip, decoded when they are first asked for ──────────────────────────────
  function loadStore() {
    store ??= (async () => {
      const raw = Uint8Array.from(atob(byId("store").textContent), (c) => c.charCodeAt(0));
      const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"));
      const rows = JSON.parse(await new Response(stream).text());
      return rows.map((row) => Object.fromEntries(data.fields.map((name, at) => [name, row[at]])));
    })();
    return store;
  }

  function pageOffset(article, at) {
    for (const [text, page, length] of article.segments) {
      if (text <= at && at < text + length) return page + at - text;
    }
    return null;
  }
  function where(article, start, end) {
    const low = pageOffset(article, start);
    const high = pageOffset(article, Math.max(start, end - 1));
    const parts = [article.publication, article.page, article.date];
    if (low !== null && high !== null) parts.push(say("offsets", { start: low, end: high + 1 }));
    return parts.filter(Boolean).join(" · ");
  }
  function marked(text, base, spots) {
    const node = make("p", null, "text");
    let at = base;
    for (const [start, end] of spots) {
      if (start < at || end > base + text.length) continue;
      node.append(text.slice(at - base, start - base), make("mark", text.slice(start - base, end - base)));
      at = end;
    }
    node.append(text.slice(at - base));
    return node;
  }
  function snippet(article, spots) {
    const text = article.text;
    if (!spots.length) return [0, Math.min(text.length, 160)];
    const [first, last] = spots[0];
    let start = Math.max(0, first - 90);
    for (let at = first - 1; at >= start; at--) {
      if ("。！？!?；;\n".includes(text[at])) { start = at + 1; break; }
    }
    let end = Math.min(text.length, last + 140);
    for (let at = last; at < end; at++) {
      if ("。！？!?；;\n".includes(text[at])) { end = at + 1; break; }
    }
    return [start, end];
  }
  function spotsOf(article, theme, query) {
    const spots = article.spots.filter((spot) => theme === null || spot[2] === theme).map(([a, b]) => [a, b]);
    if (query) {
      const text = article.text.toLowerCase();
      for (let at = text.indexOf(query); at >= 0 && spots.length < 500; at = text.indexOf(query, at + query.length)) {
        spots.push([at, at + query.length]);
      }
      spots.sort((x, y) => x[0] - y[0]);
    }
    return spots;
  }
  function entry(article, theme, query) {
    const item = make("li");
    item.append(make("h4", article.title || words.untitled));
    const tags = make("div");
    for (const [city] of article.cities) tags.append(make("span", data.cities[city], "tag"));
    for (const one of article.themes) tags.append(make("span", label(one), "tag"));
    const spots = spotsOf(article, theme, query);
    const [start, end] = snippet(article, spots);
    const body = make("div");
    const place = make("div", null, "where");
    const toggle = make("button", words.whole);
    toggle.type = "button";
    let open = false;
    const show = () => {
      const [low, high] = open ? [0, article.text.length] : [start, end];
      body.replaceChildren(marked(article.text.slice(low, high), low, spots));
      if (open && article.is_cut) body.append(make("p", words.cut, "small"));
      place.textContent = where(article, low, high);
      toggle.textContent = open ? words.less : words.whole;
      toggle.setAttribute("aria-expanded", String(open));
    };
    toggle.addEventListener("click", () => { open = !open; show(); });
    show();
    item.append(tags, body, place);
    if (end - start < article.text.length) item.append(toggle);
    return item;
  }
  function pager(list, more, step) {
    let rest = [];
    const next = () => {
      const first = rest[0];
      list.append(...rest.splice(0, step).map((build) => build()));
      more.hidden = !rest.length;
      return first;
    };
    more.addEventListener("click", () => {
      const before = list.children.length;
      next();
      const item = list.children[before];
      if (item) { item.tabIndex = -1; item.focus(); }
    });
    return (builders) => { list.replaceChildren(); rest = builders; next(); };
  }

  // ── evidence ───────────────────────────────────────────────────────────────────────────
  const dialog = byId("evidence");
  const showEvidence = pager(byId("evidence-list"), byId("evidence-more"), 10);
  async function openEvidence(theme, city) {
    chooseTheme(theme);
    const cell = data.cells[theme][city];
    byId("evidence-title").textContent = say("evidence", { city: data.titled[city], theme: label(theme) });
    byId("evidence-note").textContent = say("evidence_note", {
      share: percent(cell[0]), low: percent(cell[1]), high: percent(cell[2]), n: cell[3], clusters: cell[4],
    });
    showEvidence([]);
    if (!dialog.open) dialog.showModal();
    byId("evidence-title").focus();
    const articles = await loadStore();
    const here = articles.filter((a) => a.cities.some(([c]) => c === city));
    const about = here.filter((a) => a.themes.includes(theme));
    about.sort((x, y) => spotsOf(y, theme).length - spotsOf(x, theme).length);
    showEvidence(about.length ? about.map((a) => () => entry(a, theme, "")) : [() => make("li", words.no_evidence)]);
  }
  byId("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  // ── heatmap ────────────────────────────────────────────────────────────────────────────
  const table = document.querySelector(".heatmap");
  const cells = () => [...document.querySelectorAll(".heatmap .cell")];
  function focusCell(cell) {
    cells().forEach((one) => { one.tabIndex = -1; });
    cell.tabIndex = 0;
    cell.focus();
  }
  function moveFocus(event) {
    const cell = event.target.closest(".cell");
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!cell || !step) return;
    const rows = [...table.tBodies[0].rows];
    const row = rows.indexOf(cell.closest("tr"));
    const column = [...rows[row].querySelectorAll(".cell")].indexOf(cell);
    const target = rows[row + step[0]]?.querySelectorAll(".cell")[column + step[1]];
    if (target) { event.preventDefault(); focusCell(target); }
  }
  function sortRows(by) {
    const spread = (t) => Math.max(...data.cells[t].map((c) => c[0] ?? 0)) - Math.min(...data.cells[t].map((c) => c[0] ?? 0));
    const order = {
      share: (a, b) => data.themes[b].share - data.themes[a].share,
      spread: (a, b) => spread(b) - spread(a),
      name: (a, b) => label(a).localeCompare(label(b), data.lang),
    }[by];
    const rows = [...table.tBodies[0].rows];
    rows.sort((x, y) => order(Number(x.dataset.theme), Number(y.dataset.theme)));
    table.tBodies[0].append(...rows);
  }
  function setLabel(theme, text) {
    data.themes[theme].label = text;
    document.querySelectorAll(`[data-label="${theme}"]`).forEach((node) => { node.textContent = text; });
    for (const cell of document.querySelectorAll(`.cell[data-theme="${theme}"]`)) describe(cell);
    byId("by-theme").options[theme + 1].textContent = text;
    if (chosen.theme === theme) chooseTheme(theme);
    refresh();
  }
  function spoken(theme, city) {
    const [share, low, high, n] = data.cells[theme][city];
    return say("cell", {
      city: data.cities[city], theme: label(theme), share: percent(share), low: percent(low), high: percent(high), n,
    });
  }
  function describe(cell) {
    cell.setAttribute("aria-label", spoken(Number(cell.dataset.theme), Number(cell.dataset.city)));
  }
  function rename(button) {
    const theme = Number(button.dataset.theme);
    const name = button.previousElementSibling;
    const input = make("input");
    input.value = label(theme);
    input.setAttribute("aria-label", words.rename);
    input.maxLength = 60;
    let done = false;
    const finish = (keep) => {
      if (done) return;
      done = true;
      const text = input.value.trim();
      input.replaceWith(name);
      if (keep && text) { setLabel(theme, text); byId("status").textContent = say("renamed", { theme: text }); }
      button.focus();
    };
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") finish(true);
      if (event.key === "Escape") finish(false);
    });
    input.addEventListener("blur", () => finish(true));
    name.replaceWith(input);
    input.select();
    input.focus();
  }
  if (table) {
    cells().forEach((cell, at) => { cell.tabIndex = at ? -1 : 0; });
    table.addEventListener("keydown", moveFocus);
    table.addEventListener("click", (event) => {
      const cell = event.target.closest(".cell");
      const edit = event.target.closest(".rename");
      const name = event.target.closest(".name");
      if (cell) openEvidence(Number(cell.dataset.theme), Number(cell.dataset.city));
      else if (edit) rename(edit);
      else if (name) chooseTheme(Number(name.dataset.label));
    });
    byId("sort").addEventListener("change", (event) => sortRows(event.target.value));
  }

  // ── one theme: intervals and map ───────────────────────────────────────────────────────
  function orderOf(theme) {
    const row = data.cells[theme];
    return row.map((_, city) => city).filter((city) => row[city][0] !== null).sort((a, b) => row[b][0] - row[a][0] || a - b);
  }
  function chooseTheme(theme) {
    chosen.theme = theme;
    byId("detail").hidden = false;
    document.querySelectorAll(".heatmap .name").forEach((node) => {
      node.setAttribute("aria-pressed", String(Number(node.dataset.label) === theme));
    });
    byId("intervals-title").textContent = say("intervals_title", { theme: label(theme) });
    const rows = orderOf(theme).map((city) => intervalRow(theme, city));
    byId("intervals").replaceChildren(...rows);
    if (data.grid) drawTiles(theme);
    if (data.outlines) drawOutlines(theme);
  }
  function intervalRow(theme, city) {
    const [share, low, high] = data.cells[theme][city];
    const item = make("div");
    item.setAttribute("role", "listitem");
    const row = make("button", null, "interval");
    row.type = "button";
    const track = make("span", null, "track");
    const range = make("span", null, "range");
    range.style.left = `${low * 100}%`;
    range.style.width = `${(high - low) * 100}%`;
    const dot = make("span", null, "dot");
    dot.style.left = `${share * 100}%`;
    track.append(range, dot);
    row.append(make("span", data.cities[city]), track, make("span", `${percent(share)} (${percent(low)}–${percent(high)})`, "value"));
    row.addEventListener("click", () => openEvidence(theme, city));
    item.append(row);
    return item;
  }
  function drawTiles(theme) {
    byId("map").hidden = false;
    const tiles = data.cities.flatMap((name, city) => {
      if (!data.grid[city]) return [];
      const tile = make("button", `${name}\n${percent(data.cells[theme][city][0])}`, `tile h${level(data.cells[theme][city][0])}`);
      tile.type = "button";
      tile.style.whiteSpace = "pre";
      tile.style.gridRow = data.grid[city][0] + 1;
      tile.style.gridColumn = data.grid[city][1] + 1;
      tile.addEventListener("click", () => openEvidence(theme, city));
      return [tile];
    });
    byId("tiles").replaceChildren(...tiles);
  }

  function drawn(tag, attributes, text) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    return node;
  }
  function wide(text) { return [...text].reduce((sum, c) => sum + (c.codePointAt(0) > 0x2e7f ? 1 : 0.56), 0); }
  function drawOutlines(theme) {
    byId("map").hidden = false;
    const { width, height, places } = data.outlines;
    const root = drawn("svg", { viewBox: `-4 -4 ${width + 8} ${height + 8}`, role: "group", "aria-label": label(theme) });
    const size = (11.5 * width) / Math.max(240, Math.min(640, byId("outlines").clientWidth));
    for (const place of places) {
      const share = place.city === null ? null : data.cells[theme][place.city][0];
      const shape = drawn("path", { d: place.d, class: place.city === null ? "region" : `region h${level(share)}` });
      if (place.city !== null) {
        const open = () => openEvidence(theme, place.city);
        for (const [key, value] of [["role", "button"], ["tabindex", "0"], ["aria-label", spoken(theme, place.city)]]) shape.setAttribute(key, value);
        shape.addEventListener("click", open);
        shape.addEventListener("keydown", (event) => {
          if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); }
        });
      }
      shape.append(drawn("title", {}, place.city === null ? place.name : `${place.name} ${percent(share)}`));
      root.append(shape);
    }
    for (const place of places) {
      if (place.city === null) continue;
      const lines = [percent(data.cells[theme][place.city][0])];
      if (wide(place.name) * size <= place.room) lines.unshift(place.name);
      if (wide(lines[0]) * size > place.room * 1.3) continue;
      lines.forEach((line, at) => {
        const y = place.y + size * (0.36 + 1.1 * (at - (lines.length - 1) / 2));
        const shade = level(data.cells[theme][place.city][0]);
        root.append(drawn("text", { x: place.x, y, "font-size": size, class: shade >= 5 ? "light" : "dark", "aria-hidden": "true" }, line));
      });
    }
    byId("outlines").replaceChildren(root);
  }

  // ── search ─────────────────────────────────────────────────────────────────────────────
  const showList = pager(byId("list"), byId("more"), 20);
  function fill(id, names) {
    names.forEach((name, at) => {
      const option = make("option", name);
      option.value = String(at);
      byId(id).append(option);
    });
  }
  let asked = 0;
  async function refresh() {
    const number = ++asked;
    const articles = await loadStore();
    if (number !== asked) return;
    const pick = (id) => (byId(id).value === "" ? null : Number(byId(id).value));
    const [theme, city, period] = [pick("by-theme"), pick("by-city"), pick("by-period")];
    const query = byId("query").value.trim().toLowerCase();
    const kept = articles.filter((a) =>
      (theme === null || a.themes.includes(theme)) &&
      (city === null || a.cities.some(([c]) => c === city)) &&
      (period === null || a.date.startsWith(data.periods[period])) &&
      (!query || a.title.toLowerCase().includes(query) || a.text.toLowerCase().includes(query)));
    byId("found").textContent = say("found", { n: kept.length.toLocaleString(data.lang) });
    showList(kept.map((a) => () => entry(a, theme, query)));
  }
  fill("by-theme", data.themes.map((theme) => theme.label));
  fill("by-city", data.titled);
  fill("by-period", data.periods);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  let waiting = 0;
  byId("filters").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 150);
  });
  const nearby = new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting)) { nearby.disconnect(); refresh(); }
  }, { rootMargin: "400px" });
  nearby.observe(byId("articles"));

  // ── downloads ──────────────────────────────────────────────────────────────────────────
  function download(name, text, type) {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  for (const [name, text] of Object.entries(data.tables)) {
    const item = make("li");
    const button = make("button", `${name}.csv`);
    button.type = "button";
    button.addEventListener("click", () => download(`${name}.csv`, "\ufeff" + text, "text/csv;charset=utf-8"));
    item.append(button);
    byId("tables").append(item);
  }
  function svg(width, height, parts) {
    const root = drawn("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": "Noto Sans SC, sans-serif", "font-size": 13 });
    root.append(...parts.map((part) => drawn(...part)));
    return new XMLSerializer().serializeToString(root);
  }
  const SHADES = ["#f4f3ef", "#dfe9ec", "#c3d9e0", "#9cc2cf", "#6ea4b8", "#3f7f9c", "#1f5c80", "#0d3554"];
  const inkOn = (shade) => (shade >= 5 ? "#ffffff" : "#16181d");
  function tile(x, y, width, height, share, text) {
    const shade = level(share);
    return [
      ["rect", { x, y, width, height, fill: SHADES[shade] }],
      ["text", { x: x + width / 2, y: y + height / 2 + 5, "text-anchor": "middle", fill: inkOn(shade) }, text],
    ];
  }
  function heatmapSvg() {
    const order = [...table.tBodies[0].rows].map((row) => Number(row.dataset.theme));
    const parts = data.cities.map((name, city) => ["text", { x: 222 + city * 50, y: 24, "text-anchor": "middle" }, name]);
    order.forEach((theme, row) => {
      parts.push(["text", { x: 190, y: 54 + row * 30, "text-anchor": "end" }, label(theme)]);
      data.cells[theme].forEach(([share], city) => parts.push(...tile(198 + city * 50, 36 + row * 30, 48, 28, share, share > 0 ? percent(share) : "")));
    });
    return svg(208 + data.cities.length * 50, 46 + order.length * 30, parts);
  }
  function intervalsSvg(theme) {
    const order = orderOf(theme);
    const parts = [["text", { x: 10, y: 24, "font-size": 16 }, label(theme)]];
    order.forEach((city, row) => {
      const [share, low, high] = data.cells[theme][city];
      const y = 54 + row * 26;
      parts.push(["text", { x: 90, y: y + 5, "text-anchor": "end" }, data.cities[city]]);
      parts.push(["line", { x1: 100 + low * 400, x2: 100 + high * 400, y1: y, y2: y, stroke: "#8fb4c4", "stroke-width": 4 }]);
      parts.push(["circle", { cx: 100 + share * 400, cy: y, r: 5, fill: "#1d4f72" }]);
      parts.push(["text", { x: 512, y: y + 5 }, `${percent(share)} (${percent(low)}–${percent(high)})`]);
    });
    return svg(660, 70 + order.length * 26, parts);
  }
  function outlinesSvg(theme) {
    const { width, height, places } = data.outlines;
    const share = (place) => (place.city === null ? null : data.cells[theme][place.city][0]);
    const parts = places.map((place) => ["path", { d: place.d, transform: "translate(10 50)", stroke: "#8a9099", fill: place.city === null ? "#ffffff" : SHADES[level(share(place))] }]);
    for (const place of places) {
      if (place.city === null || wide(place.name) * 18 > place.room * 1.3) continue;
      parts.push(["text", { x: place.x + 10, y: place.y + 56, "text-anchor": "middle", "font-size": 18, stroke: "#ffffff", "stroke-width": 4, "paint-order": "stroke" }, `${place.name} ${percent(share(place))}`]);
    }
    return svg(width + 20, height + 60, [["text", { x: 10, y: 30, "font-size": 22 }, label(theme)], ...parts]);
  }
  function mapSvg(theme) {
    if (data.outlines) return outlinesSvg(theme);
    const parts = [["text", { x: 10, y: 24, "font-size": 16 }, label(theme)]];
    data.cities.forEach((name, city) => {
      if (!data.grid[city]) return;
      const [row, column] = data.grid[city];
      const share = data.cells[theme][city][0];
      parts.push(...tile(10 + column * 92, 40 + row * 62, 90, 60, share, `${name} ${percent(share)}`));
    });
    return svg(572, 300, parts);
  }
  const image = (name, text) => download(name, text, "image/svg+xml");
  byId("save-heatmap").addEventListener("click", () => { if (table) image("heatmap.svg", heatmapSvg()); });
  byId("save-intervals").addEventListener("click", () => image(`intervals-${data.themes[chosen.theme].id}.svg`, intervalsSvg(chosen.theme)));
  byId("save-map").addEventListener("click", () => image(`map-${data.themes[chosen.theme].id}.svg`, mapSvg(chosen.theme)));
  byId("save-copy").addEventListener("click", () => {
    const sorted = table ? [...table.tBodies[0].rows].map((row) => Number(row.dataset.theme)) : [];
    const state = { labels: data.themes.map((theme) => theme.label), order: sorted };
    const mark = '<script type="application/json" id="data">';
    const at = source.indexOf(mark) + mark.length;
    const end = source.indexOf("</" + "script>", at);
    const copy = JSON.stringify({ ...JSON.parse(source.slice(at, end)), state }).replace(/</g, "\\u003c");
    download("report.html", "<!doctype html>\n" + source.slice(0, at) + copy + source.slice(end), "text/html;charset=utf-8");
    byId("status").textContent = say("copied", { n: data.themes.length });
  });

  // ── what an earlier reader named and ordered ───────────────────────────────────────────
  if (data.state) {
    data.state.labels.forEach((text, theme) => { if (text !== label(theme)) setLabel(theme, text); });
    const rows = new Map([...table.tBodies[0].rows].map((row) => [Number(row.dataset.theme), row]));
    table.tBodies[0].append(...data.state.order.map((theme) => rows.get(theme)));
  }
  if (data.themes.length && data.cities.length) chooseTheme(0);
})();
