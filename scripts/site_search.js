// Search of the documentation that works from the file system too: the index is a script, not a
// request, and words are looked for as they are written, so that Chinese is found as well.
(function () {
  "use strict";
  var MOST = 40, AROUND = 60;
  var index = null;

  function words(query) {
    return query.toLowerCase().split(/\s+/).filter(Boolean);
  }

  // A section's rank: words in its title first; nothing where a word is missing.
  function rank(doc, wanted) {
    var title = doc.title.toLowerCase(), text = doc.text.toLowerCase(), points = 0;
    for (var i = 0; i < wanted.length; i++) {
      var inTitle = title.indexOf(wanted[i]) >= 0;
      if (!inTitle && text.indexOf(wanted[i]) < 0) return 0;
      points += inTitle ? 10 : 1;
    }
    return points;
  }

  function snippet(text, word) {
    var at = Math.max(0, text.toLowerCase().indexOf(word) - AROUND);
    return (at > 0 ? "…" : "") + text.slice(at, at + 3 * AROUND) + "…";
  }

  function show(found, wanted, place) {
    place.textContent = "";
    if (!found.length) {
      place.textContent = place.getAttribute("data-no-results-text") || "No results found";
    }
    found.slice(0, MOST).forEach(function (doc) {
      var article = document.createElement("article"), head = document.createElement("h3");
      var link = document.createElement("a"), text = document.createElement("p");
      link.href = base_url.replace(/\/?$/, "/") + doc.location;
      link.textContent = doc.title;
      text.textContent = snippet(doc.text, wanted[0]);
      head.appendChild(link);
      article.appendChild(head);
      article.appendChild(text);
      place.appendChild(article);
    });
  }

  function search() {
    var field = document.getElementById("mkdocs-search-query");
    var place = document.getElementById("mkdocs-search-results");
    var wanted = words(field.value);
    if (!index || !wanted.length) {
      place.textContent = "";
      return;
    }
    var found = index.map(function (doc) { return { doc: doc, points: rank(doc, wanted) }; })
      .filter(function (one) { return one.points > 0; });
    found.sort(function (a, b) { return b.points - a.points; });
    show(found.map(function (one) { return one.doc; }), wanted, place);
  }

  window.takeSearchIndex = function (docs) {
    index = docs;
    search();
  };

  // The field stands behind this script in the page.
  document.addEventListener("DOMContentLoaded", function () {
    var field = document.getElementById("mkdocs-search-query");
    if (!field) return;
    field.addEventListener("input", search);
    var asked = new URLSearchParams(window.location.search).get("q");
    if (asked) field.value = asked;
    var script = document.createElement("script");
    script.src = base_url.replace(/\/?$/, "/") + "search/search_index.js";
    document.head.appendChild(script);
  });
})();
