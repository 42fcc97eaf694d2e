// What every part needs: the data, elements, phrases, and a state that the address bar keeps.
const source = document.documentElement.outerHTML;
const data = JSON.parse(byId("data").textContent);
const words = data.words;
const names = { theme: data.themes.map((one) => one.label), topic: [...data.topics] };
const shown = data.compared + data.listed; // cities with shares; further ones are only named

function byId(id) { return document.getElementById(id); }
function make(tag, text, name, attributes) {
  const node = document.createElement(tag);
  if (text !== undefined && text !== null) node.textContent = text;
  if (name) node.className = name;
  for (const [key, value] of Object.entries(attributes ?? {})) node.setAttribute(key, value);
  return node;
}
function button(text, action, name) {
  const node = make("button", text, name, { type: "button" });
  node.addEventListener("click", action);
  return node;
}
function say(key, values) {
  return words[key].replace(/\{(\w+)\}/g, (gap, name) => (values && name in values ? values[name] : gap));
}
function tell(text) { byId("said").textContent = text; }
function label(theme) { return names.theme[theme]; }
// -1 stands for all texts, which are followed over time as a city is.
function city(at) { return at < 0 ? data.allTexts : data.cities[at].name; }
function countOf(at) { return at < 0 ? data.total : data.cities[at].n; }
// A sentence of the report, with the labels in the places of its tokens.
function named(text) { return text.replace(/｟(\d+)｠/g, (gap, theme) => label(Number(theme)) ?? gap); }
function themeAt(id) { return data.themes.findIndex((one) => one.id === id); }
function cityAt(name) { return data.cities.findIndex((one) => one.name === name); }
function wide(text) { return [...text].reduce((sum, c) => sum + (c.codePointAt(0) > 0x2e7f ? 1 : 0.56), 0); }
function level(share, peak) {
  return share === null || !peak || share <= 0 ? 0 : 1 + Math.min(6, Math.floor((7 * share) / peak));
}

// ── state: every choice of the reader, as texts ──────────────────────────────────────────
const usual = {
  measure: "share", rows: "share", columns: "n", theme: "", a: "", b: "", off: "", without: "",
  q: "", about: "", of: "", period: "", list: "best", lines: "",
};
const state = { ...usual };
const watchers = [];
let place = "";

function watch(keys, draw) { watchers.push([keys, draw]); }
function redraw(keys) {
  for (const [watched, draw] of watchers) if (keys.some((key) => watched.includes(key))) draw();
}
function set(changes) {
  const changed = Object.keys(changes).filter((key) => state[key] !== changes[key]);
  Object.assign(state, changes);
  if (changed.length) { writeAddress(); redraw(changed); }
}
function writeAddress() {
  const told = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) if (value !== usual[key]) told.set(key, value);
  const asked = told.toString();
  history.replaceState(null, "", `#${place}${asked ? `?${asked}` : ""}`);
}
function readAddress() {
  const [at, asked] = location.hash.slice(1).split(/\?(.*)/s);
  place = decodeURIComponent(at ?? "");
  const told = new URLSearchParams(asked ?? "");
  for (const key of Object.keys(usual)) if (told.has(key)) state[key] = told.get(key);
}
function go(id) {
  place = id;
  writeAddress();
  const target = byId(id);
  if (target?.tagName === "DETAILS") target.open = true;
  target?.scrollIntoView();
}
// Lists of names in one text of the state.
function listed(key) { return new Set(state[key].split(",").filter(Boolean)); }

function download(name, text, type) {
  const link = make("a");
  link.href = URL.createObjectURL(text instanceof Blob ? text : new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
// A cell that no spreadsheet takes for a formula, as the tables of the report have it.
function csvCell(value) {
  let text = String(value);
  if (/^ *[=+\-@\t\r\n]/.test(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
function saveCsv(name, rows) {
  download(`${name}.csv`, "\ufeff" + rows.map((row) => row.map(csvCell).join(",")).join("\n") + "\n", "text/csv;charset=utf-8");
}

// ── names that the reader gives to themes and topics ─────────────────────────────────────
function rename(kind, at, text) {
  names[kind][at] = text;
  const attribute = kind === "theme" ? "label" : "topic";
  document.querySelectorAll(`[data-${attribute}="${at}"]`).forEach((node) => { node.textContent = text; });
  redraw(["names"]);
  tell(say("renamed", { name: text }));
}
// A field in the place of a name; Enter and leaving it keep what was typed, Escape does not.
function editName(kind, at, node, back) {
  const input = make("input", null, null, { "aria-label": words.rename, maxlength: 60 });
  input.value = names[kind][at];
  let done = false;
  const finish = (keep) => {
    if (done) return;
    done = true;
    const text = input.value.trim();
    input.replaceWith(node);
    if (keep && text) rename(kind, at, text);
    back.focus();
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") finish(true);
    if (event.key === "Escape") { event.preventDefault(); finish(false); }
  });
  input.addEventListener("blur", () => finish(true));
  node.replaceWith(input);
  input.select();
  input.focus();
}
