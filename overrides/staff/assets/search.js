// The search of the staff edition: MiniSearch over search_index.js, from a server and from a file alike. Nothing is sent, nothing is kept.
(function () {
  "use strict";
  var box = document.querySelector("[data-search]");
  if (!box) { return; }
  var field = box.querySelector("input");
  var list = box.querySelector("ol");
  var status = box.querySelector("[role=status]");
  var MOST = 8;
  var index = null;
  var asked = false;

  // A number is one word, however it is written: 070-174 06 05, +46 70 174 06 05 and 0701740605 are the same.
  var WORDS = /(?:\+|\b)\d(?:[ \u00a0()\/-]*\d)*|[\p{L}\p{M}]+/gu;
  function word(text) {
    if (/\d/.test(text)) { return text.replace(/\(0\)/, "").replace(/[^\d+]/g, "").replace(/^(\+|00)46/, "0"); }
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  }
  // The ends of a word, so that its last part is found too: "jour" in "kvinnojour".
  function parts(text) {
    var found = [];
    for (var at = 0; at + 4 <= text.length; at += 1) { found.push(text.slice(at)); }
    return found;
  }
  function isNumber(term) { return /^\d/.test(term); }

  function read() {
    index = new MiniSearch({
      fields: ["title", "names", "numbers", "headings", "text", "parts"],
      storeFields: ["title", "about", "lang", "kind"],
      extractField: function (page, name) {
        return name === "parts" ? [page.title, page.names, page.headings, page.numbers, page.text].join("; ") : page[name];
      },
      tokenize: function (text) { return text.match(WORDS) || []; },
      processTerm: function (term, name) { return name === "parts" ? parts(word(term)) : word(term); },
      searchOptions: {
        processTerm: word,
        boost: { title: 6, names: 5, numbers: 8, headings: 2, parts: 0.5 },
        prefix: function (term) { return term.length > 2; },
        fuzzy: function (term) { return isNumber(term) || term.length < 4 ? false : term.length < 8 ? 1 : 2; },
        boostDocument: function (id, term, page) { return page.kind === "list" ? 0.2 : 1; }
      }
    });
    index.addAll(window.utvagPages);
  }

  function load(sources) {
    if (!sources.length) { read(); return show(); }
    var script = document.createElement("script");
    script.src = sources[0];
    script.onload = function () { load(sources.slice(1)); };
    document.head.appendChild(script);
  }

  // Pages that have more of the words first; but Swedish pages before all others.
  function found(words) {
    var all = index.search(words);
    all.forEach(function (page) { page.score *= page.queryTerms.length * page.queryTerms.length; });
    all.sort(function (one, other) { return other.score - one.score; });
    return all.filter(function (page) { return page.lang === "sv"; }).concat(all.filter(function (page) { return page.lang !== "sv"; }));
  }

  function show() {
    if (!index) { return; }
    var words = field.value.trim();
    var pages = words ? found(words).slice(0, MOST) : [];
    list.textContent = "";
    pages.forEach(function (page) {
      var item = list.appendChild(document.createElement("li"));
      var link = item.appendChild(document.createElement("a"));
      link.href = new URL(page.id, new URL(box.getAttribute("data-home"), location.href)).href;
      link.textContent = page.title;
      link.lang = page.lang;
      item.appendChild(document.createTextNode(" " + page.about));
    });
    list.hidden = !pages.length;
    status.textContent = !words ? "" : pages.length ? pages.length + " träffar" : "Inget hittat. Skriv ett annat ord, eller ett nummer.";
  }

  field.addEventListener("focus", function () {
    if (!asked) { asked = true; load(box.getAttribute("data-scripts").split(" ")); }
  });
  field.addEventListener("input", show);
  field.addEventListener("keydown", function (event) {
    var first = list.querySelector("a");
    if (event.key === "Enter" && first) { first.click(); }
    if (event.key === "Escape") { field.value = ""; show(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || /^(INPUT|TEXTAREA)$/.test(event.target.nodeName)) { return; }
    event.preventDefault();
    field.focus();
    field.select();
  });
  box.hidden = false;
}());
