// Figures as files: a title, the unit and n above, the source and date below; SVG, PNG, copy.
const SHADES = ["#f4f3ef", "#dfe9ec", "#c3d9e0", "#9cc2cf", "#6ea4b8", "#35738f", "#1f5c80", "#0d3554"];
const BELOW = ["#f4f3ef", "#f8e0d3", "#f0bfa3", "#e0936a", "#a84513"];
const inkOn = (shade) => (shade >= 5 ? "#ffffff" : "#16181d");
const MARGIN = 16;

function drawn(tag, attributes, text) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}
// Lines of a text that fit a width at a size, broken between any two characters of Chinese.
function lines(text, width, size) {
  const found = [""];
  for (const piece of text.match(/[ -~]+ ?|./gu) ?? []) {
    if (found.at(-1) && wide(found.at(-1) + piece) * size > width) found.push("");
    found[found.length - 1] += piece;
  }
  return found;
}
// figure: {name, title, unit, width, height, parts}; parts are [tag, attributes, text] or nodes.
function framed(figure) {
  const width = Math.max(figure.width, 420) + 2 * MARGIN;
  const inner = width - 2 * MARGIN;
  const titles = lines(figure.title, inner, 16);
  const units = lines(figure.unit, inner, 12);
  const notes = lines(data.source, inner, 11);
  const top = MARGIN + titles.length * 22 + units.length * 17 + 10;
  const height = top + figure.height + 14 + notes.length * 16 + MARGIN;
  const root = drawn("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": "'Report Sans', 'Noto Sans SC', sans-serif", "font-size": 13 });
  root.append(drawn("title", {}, figure.title), drawn("rect", { width, height, fill: "#ffffff" }));
  const write = (texts, y, step, size, fill) => texts.forEach((text, at) => root.append(drawn("text", { x: MARGIN, y: y + at * step, "font-size": size, fill }, text)));
  write(titles, MARGIN + 16, 22, 16, "#16181d");
  write(units, MARGIN + titles.length * 22 + 13, 17, 12, "#5a616b");
  write(notes, top + figure.height + 26, 16, 11, "#5a616b");
  const body = drawn("g", { transform: `translate(${MARGIN} ${top})` });
  body.append(...figure.parts.map((part) => (Array.isArray(part) ? drawn(...part) : part)));
  root.append(body);
  return { text: new XMLSerializer().serializeToString(root).replace(/var\(--[\w-]+, (#\w+)\)/g, "$1"), width, height };
}
async function picture(figure) {
  const { text, width, height } = framed(figure);
  const font = document.querySelector("style").textContent.match(/@font-face \{[^}]*\}/)[0];
  const whole = text.replace(/<svg [^>]*>/, (head) => `${head}<style>${font}</style>`);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([whole], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = make("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext("2d").drawImage(image, 0, 0, width * 2, height * 2);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
async function copyPicture(figure) {
  const blob = picture(figure);
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
    tell(words.copied);
  } catch {
    download(`${figure.name}.png`, await blob);
    tell(words.not_copied);
  }
}
// Buttons under a figure; what they save is made when they are pressed.
function saveable(node, build) {
  const bar = make("p", null, "tools screen");
  const about = () => say("figure_of", { title: build().title });
  const add = (key, action) => {
    const one = button(words[key], () => action(build()));
    one.addEventListener("focus", () => one.setAttribute("aria-label", `${about()} ${words[key]}`));
    bar.append(one);
  };
  add("save_svg", (figure) => download(`${figure.name}.svg`, framed(figure).text, "image/svg+xml"));
  add("save_png", async (figure) => download(`${figure.name}.png`, await picture(figure)));
  add("copy", copyPicture);
  node.append(bar);
}
function nOf(cities) {
  return cities.map((at) => `${city(at)} ${say("n_of", { n: countOf(at) })}`).join("; ");
}
// The figures that came with the page.
for (const node of document.querySelectorAll("figure.picture")) {
  const caption = () => node.querySelector("figcaption").textContent;
  saveable(node, () => {
    const copy = node.querySelector("svg").cloneNode(true);
    const [, , width, height] = copy.getAttribute("viewBox").split(" ").map(Number);
    const scale = Math.max(1, 700 / width);
    for (const [key, value] of Object.entries({ width: width * scale, height: height * scale })) copy.setAttribute(key, value);
    return { name: node.dataset.name, title: caption(), unit: say("found", { n: data.total }), width: width * scale, height: height * scale, parts: [copy] };
  });
}
