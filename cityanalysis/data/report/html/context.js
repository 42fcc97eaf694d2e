// Words in context: each place of a searched word between what stands before and after it.
const AROUND = 20; // characters on either side, fewer where a line ends
function linesOf(some, terms) {
  const literal = [...terms].sort((x, y) => y.length - x.length).map((term) => term.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  const pattern = new RegExp(literal.join("|"), "gi");
  return some.flatMap((article) => [article.title, article.text].flatMap((text) => [...text.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length;
    return {
      article, word: match[0],
      left: text.slice(Math.max(0, match.index - AROUND), match.index).split("\n").at(-1),
      right: text.slice(end, end + AROUND).split("\n")[0],
    };
  })));
}
// By city, or so that what follows, or precedes, alike stands together.
const keyOf = {
  city: ({ article }) => String(article.cities[0]?.[0] ?? data.cities.length).padStart(4, "0"),
  right: ({ right }) => right.toLowerCase(),
  left: ({ left }) => [...left].reverse().join("").toLowerCase(),
};
function sortLines(lines, order) {
  const key = Object.hasOwn(keyOf, order) ? keyOf[order] : keyOf.city; // an address may hold anything
  for (const line of lines) line.key = key(line);
  const above = (x, y) => (x < y ? -1 : Number(x > y));
  return lines.sort((x, y) => above(x.key, y.key) || above(y.article.date, x.article.date));
}
function placeOf({ cities, date, publication, page }) {
  return [cities.map(([at]) => city(at)).join(words.comma), date, publication || page].filter(Boolean).join(" · ");
}
function contextLine(line, terms) {
  const item = make("li");
  const word = button(null, () => openArticle(line.article.row, terms), "link");
  word.append(make("mark", line.word));
  word.title = line.article.title || words.untitled;
  item.append(make("span", placeOf(line.article), "source"), make("span", line.left, "left"), word, make("span", line.right, "right"));
  return item;
}
function exportLines(lines) {
  const head = ["cities", "date", "publication", "page", "title", "before", "word", "after"].map((key) => words[key]);
  saveCsv("context", [head, ...lines.map(({ article: a, left, word, right }) =>
    [a.cities.map(([at]) => city(at)).join("；"), a.date, a.publication, a.page, a.title, left, word, right])]);
}
