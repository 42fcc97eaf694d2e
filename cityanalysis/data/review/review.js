"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const UNSURE = 0.8;
const COLOURS = ["#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d", "#1f78b4", "#b2182b", "#35978f"];
const corrections = data.earlier.slice();
const kept = corrections.length;
const history = [];
let current = 0;

const byId = (id) => document.getElementById(id);
function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}
const page = () => data.pages[current];

function record(action, item, at, value, change) {
  history.push({ page: current, items: JSON.stringify(page().items) });
  corrections.push({ digest: page().digest, action: action, item: item, at: at, value: value });
  change();
  draw();
}

function join(item, other) {
  record("join", item.start, other.start, "", () => {
    if (other.title) item.paragraphs.push([other.title, other.start, 1]);
    item.paragraphs = item.paragraphs.concat(other.paragraphs);
    item.spans = item.spans.concat(other.spans);
    page().items = page().items.filter((one) => one !== other);
  });
}

function cut(item, number) {
  const at = item.paragraphs[number][1];
  record("cut", item.start, at, "", () => {
    const before = [], after = [];
    let passed = false;
    for (const [begin, end] of item.spans) {
      if (!passed && begin <= at && at < end) {
        if (at > begin) before.push([begin, at]);
        after.push([at, end]);
        passed = true;
      } else (passed ? after : before).push([begin, end]);
    }
    const rest = { start: at, kind: item.kind, title: "", spans: after, paragraphs: item.paragraphs.slice(number) };
    item.paragraphs = item.paragraphs.slice(0, number);
    item.spans = before;
    page().items.splice(page().items.indexOf(item) + 1, 0, rest);
  });
}

function undo() {
  const last = history.pop();
  if (!last) return;
  corrections.pop();
  data.pages[last.page].items = JSON.parse(last.items);
  current = last.page;
  draw();
}

function save() {
  const text = JSON.stringify({ version: 1, corrections: corrections }, null, 1);
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "corrections.json";
  document.body.append(link);
  link.click();
  link.remove();
}

function light(number) {
  for (const one of document.querySelectorAll(".on")) one.classList.remove("on");
  for (const one of document.querySelectorAll(`[data-item="${number}"]`)) one.classList.add("on");
}

function drawSheet() {
  const sheet = byId("sheet");
  sheet.replaceChildren();
  if (!page().size) return;
  const [width, height] = page().size;
  if (page().picture) {
    const image = make("img");
    image.src = page().picture;
    image.alt = page().name;
    sheet.append(image);
  } else {
    const blank = make("div", undefined, "blank");
    blank.style.aspectRatio = `${width} / ${height}`;
    sheet.append(blank);
  }
  for (const [start, x0, y0, x1, y1] of page().lines) {
    const number = page().items.findIndex((item) => item.spans.some(([b, e]) => b <= start && start < e));
    if (number < 0) continue;
    const box = make("div", undefined, "box");
    box.dataset.item = number;
    box.style.left = `${(100 * x0) / width}%`;
    box.style.top = `${(100 * y0) / height}%`;
    box.style.width = `${(100 * (x1 - x0)) / width}%`;
    box.style.height = `${(100 * (y1 - y0)) / height}%`;
    box.style.background = COLOURS[number % COLOURS.length];
    box.addEventListener("click", () => {
      light(number);
      byId("items").children[number].scrollIntoView({ block: "center" });
    });
    sheet.append(box);
  }
}

function kindChoice(item) {
  const choice = make("select", undefined, "kind");
  choice.setAttribute("aria-label", words.kind);
  for (const [kind, name] of Object.entries(words.kinds)) {
    const option = make("option", name);
    option.value = kind;
    option.selected = kind === item.kind;
    choice.append(option);
  }
  choice.addEventListener("change", () => {
    record("kind", item.start, 0, choice.value, () => { item.kind = choice.value; });
  });
  return choice;
}

function joinChoice(item) {
  const choice = make("select", undefined, "join");
  choice.setAttribute("aria-label", words.join);
  choice.append(make("option", words.join));
  page().items.forEach((other, number) => {
    if (other === item) return;
    const option = make("option", `${number + 1} ${other.title || (other.paragraphs[0] || [words.untitled])[0].slice(0, 16)}`);
    option.value = String(number);
    choice.append(option);
  });
  choice.addEventListener("change", () => join(item, page().items[Number(choice.value)]));
  return choice;
}

function drawItem(item, number) {
  const entry = make("li");
  entry.dataset.item = number;
  entry.style.borderLeftColor = COLOURS[number % COLOURS.length];
  const title = make("input", undefined, "title");
  title.value = item.title;
  title.placeholder = words.untitled;
  title.setAttribute("aria-label", words.heading);
  title.addEventListener("change", () => {
    record("title", item.start, 0, title.value, () => { item.title = title.value; });
  });
  entry.append(make("strong", `${number + 1} `), title, " ", kindChoice(item), " ", joinChoice(item));
  item.paragraphs.forEach(([text, , joint], place) => {
    const paragraph = make("p", undefined, joint < UNSURE ? "unsure" : "");
    if (place > 0) {
      const button = make("button", `✂ ${words.cut}`, "cut");
      button.type = "button";
      button.addEventListener("click", () => cut(item, place));
      paragraph.append(button);
    }
    if (joint < UNSURE) paragraph.append(make("span", `⚠ ${words.unsure} (${joint.toFixed(2)}) `, "note"));
    paragraph.append(text);
    entry.append(paragraph);
  });
  entry.addEventListener("click", () => light(number));
  return entry;
}

function draw() {
  byId("page").value = String(current);
  drawSheet();
  byId("items").replaceChildren(...page().items.map(drawItem));
  byId("count").textContent = `${corrections.length - kept} ${words.changes}`;
  byId("undo").disabled = history.length === 0;
}

byId("title").textContent = words.title;
byId("help").textContent = words.help;
byId("page-label").textContent = words.page;
byId("undo").textContent = words.undo;
byId("export").textContent = words.export;
data.pages.forEach((one, number) => {
  const option = make("option", one.name);
  option.value = String(number);
  byId("page").append(option);
});
byId("page").addEventListener("change", () => { current = Number(byId("page").value); draw(); });
byId("undo").addEventListener("click", undo);
byId("export").addEventListener("click", save);
draw();
