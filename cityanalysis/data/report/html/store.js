// Articles, and what is known of pairs: gzip, decoded when they are first asked for.
const packed = {};
// A call for each byte, as Uint8Array.from makes, takes over a second where articles are many.
function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
function unpack(id) {
  packed[id] ??= (async () => {
    const stream = new Blob([bytesOf(byId(id).textContent)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  })();
  return packed[id];
}
let articles = null;
function loadArticles() {
  articles ??= unpack("store").then((rows) => rows.map((row, at) => {
    const article = { row: at };
    data.fields.forEach((name, field) => { article[name] = row[field]; });
    return article;
  }));
  return articles;
}
const details = () => unpack("details");

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

// ── searching: words apart by blanks must all occur, quoted ones as they stand ───────────
function termsOf(query) {
  const found = [];
  for (const [, quoted, word] of query.toLowerCase().matchAll(/["“”„「]([^"“”„」]+)["“”」]|([^\s"“”「」]+)/g)) {
    found.push((quoted ?? word).trim());
  }
  return found.filter(Boolean);
}
function lowered(article) {
  article.low ??= `${article.title}\n${article.text}`.toLowerCase();
  return article.low;
}
function holds(article, terms) {
  const text = lowered(article);
  return terms.every((term) => text.includes(term));
}
function weightOf(article, terms) {
  const title = article.title.toLowerCase();
  return terms.reduce((sum, term) => sum + lowered(article).split(term).length - 1 + 5 * title.includes(term), 0);
}
// Places of the searched words, else of the theme's words, so that the snippet shows the former.
function spotsOf(article, theme, terms) {
  const spots = [];
  const text = article.text.toLowerCase();
  for (const term of terms) {
    for (let at = text.indexOf(term); at >= 0 && spots.length < 500; at = text.indexOf(term, at + term.length)) {
      spots.push([at, at + term.length]);
    }
  }
  if (!spots.length) {
    for (const [start, end, of] of article.spots) if (theme === null || of === theme) spots.push([start, end]);
  }
  return spots.sort((x, y) => x[0] - y[0] || y[1] - x[1]);
}

function entry(article, theme, terms, open = false) {
  const item = make("li");
  item.append(make("h3", article.title || words.untitled));
  const tags = make("div");
  for (const [at] of article.cities) tags.append(make("span", city(at), "tag"));
  for (const one of article.themes) tags.append(make("span", label(one), "tag", { "data-label": one }));
  const spots = spotsOf(article, theme, terms);
  const [start, end] = snippet(article, spots);
  const body = make("div");
  const at = make("div", null, "source");
  const near = make("div");
  const show = () => {
    const [low, high] = open ? [0, article.text.length] : [start, end];
    body.replaceChildren(marked(article.text.slice(low, high), low, spots));
    if (open && article.is_cut) body.append(make("p", words.cut, "small"));
    near.replaceChildren();
    if (open && article.like.length) likeArticles(article, near);
    at.textContent = where(article, low, high);
    toggle.textContent = open ? words.less : words.whole;
    toggle.setAttribute("aria-expanded", String(open));
  };
  const toggle = button(words.whole, () => { open = !open; show(); });
  show();
  item.append(tags, body, at);
  if (end - start < article.text.length) item.append(toggle);
  item.append(near);
  return item;
}
// Titles of the articles like an opened one, each of which opens in its turn.
function likeArticles(article, near) {
  const list = make("ul");
  near.append(make("h4", words.like), list);
  loadArticles().then((all) => list.append(...article.like.map((row) => {
    const item = make("li");
    item.append(button(all[row].title || words.untitled, () => openArticle(row), "link"), " ", make("span", placeOf(all[row]), "source"));
    return item;
  })));
}
function pager(list, more, step) {
  let rest = [];
  const next = () => {
    list.append(...rest.splice(0, step).map((build) => build()));
    more.hidden = !rest.length;
  };
  more.addEventListener("click", () => {
    const before = list.children.length;
    next();
    const item = list.children[before];
    if (item) { item.tabIndex = -1; item.focus(); }
  });
  return (builders) => { list.replaceChildren(); rest = builders; next(); };
}

// ── the articles of a subset as a table ──────────────────────────────────────────────────
function exportArticles(name, some) {
  const head = ["title", "date", "publication", "page", "cities", "themes", "text"].map((key) => words[key]);
  const rows = some.map((a) => [
    a.title, a.date, a.publication, a.page, a.cities.map(([at]) => city(at)).join("；"),
    a.themes.map(label).join("；"), a.text.replace(/\r\n?/g, "\n"),
  ]);
  saveCsv(name, [head, ...rows]);
}

// ── evidence: the articles behind a cell, or a single one ────────────────────────────────
const dialog = byId("evidence");
const showEvidence = pager(byId("evidence-list"), byId("evidence-more"), 10);
let evidence = { theme: null, city: null, articles: [] };
function openDialog(title, note, found) {
  byId("evidence-title").textContent = title;
  byId("evidence-note").textContent = note;
  byId("to-list").hidden = byId("evidence-export").hidden = evidence.city === null;
  // Where `cityanalysis explore` serves the page, its folder holds every article of a cell.
  const folder = byId("from-folder");
  folder.hidden = evidence.city === null || !("explore" in document.documentElement.dataset);
  if (!folder.hidden) folder.href = `/?${new URLSearchParams({ city: data.cities[evidence.city].own, theme: data.themes[evidence.theme].id })}`;
  showEvidence([]);
  if (!dialog.open) dialog.showModal();
  byId("evidence-title").focus();
  return found.then(showEvidence);
}
function openEvidence(theme, at) {
  evidence = { theme, city: at, articles: [] };
  const cell = data.cells[theme][at];
  const title = say("evidence", { city: data.cities[at].titled, theme: label(theme) });
  const note = say("evidence_note", { share: cell[5], interval: cell[6], n: data.cities[at].n, clusters: cell[4] });
  return openDialog(title, note, loadArticles().then((all) => {
    const about = all.filter((a) => a.themes.includes(theme) && a.cities.some(([c]) => c === at));
    const said = new Map(about.map((one) => [one, spotsOf(one, theme, []).length]));
    about.sort((x, y) => said.get(y) - said.get(x));
    evidence.articles = about;
    return about.length ? about.map((a) => () => entry(a, theme, [])) : [() => make("li", words.no_evidence)];
  }));
}
function openArticle(row, terms = []) {
  evidence = { theme: null, city: null, articles: [] };
  return loadArticles().then((all) => openDialog(all[row].title || words.untitled, "", Promise.resolve([() => entry(all[row], null, terms, true)])));
}
byId("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
byId("to-list").addEventListener("click", () => {
  dialog.close();
  set({ about: data.themes[evidence.theme].id, of: city(evidence.city), q: "" });
  go("articles");
  byId("q").focus();
});
byId("evidence-export").addEventListener("click", () => {
  exportArticles(`articles-${data.themes[evidence.theme].id}-${city(evidence.city)}`, evidence.articles);
});
