// The call page: looks up what each answer makes of each programme, and lays its card there. It judges nothing itself.
(function () {
  "use strict";
  var view = document.querySelector("[data-phone-view]");
  if (!view) { return; }
  function all(selector, within) { return Array.prototype.slice.call((within || view).querySelectorAll(selector)); }
  var questions = all("[data-question]").map(function (fieldset) { return all("[type=radio]", fieldset); });
  var cards = all("[data-verdicts]");
  var groups = all("[data-takes]");
  var status = view.querySelector("[data-status]");
  var MOST_OPEN = 5; // of what may fit: the rest opens
  var touched = false;
  var pressed = false;

  // The place of the answer to each question; no answer is the same as the last one, to decline.
  function given() {
    return questions.map(function (inputs) {
      for (var i = 0; i < inputs.length; i += 1) { if (inputs[i].checked) { return i; } }
      return inputs.length - 1;
    });
  }

  function looked(card, table, answers) {
    var asks = card.getAttribute("data-asks");
    var at = (asks ? asks.split(" ") : []).reduce(function (sum, place) { return sum * questions[place].length + answers[place]; }, 0);
    return card.getAttribute(table).charAt(at);
  }

  function group(letter, card) {
    return letter === "-" ? "-" : card.getAttribute("data-kind") || (letter === "f" ? "f" : "m");
  }

  // A small letter: the guide shows it under "more".
  function isFolded(item) { return item.order.charAt(0) > "Z"; }

  // One row a number: where it stands above already, it is only named.
  function nameOnce() {
    var seen = {};
    all(".phone-view-row > .phone-view-number, .phone-view-what .phone-view-number").forEach(function (link) {
      var section = link.closest("[data-takes]");
      var counts = !section || (!section.hidden && !link.closest("[data-takes] details, .phone-view-store"));
      var again = counts && seen[link.href];
      seen[link.href] = seen[link.href] || counts;
      link.hidden = again;
      if (link.nextElementSibling && link.nextElementSibling.hasAttribute("data-again")) { link.nextElementSibling.hidden = !again; }
    });
  }

  function lay(answers) {
    var placed = cards.map(function (card) {
      var letter = looked(card, "data-verdicts", answers);
      return { card: card, letter: letter, order: looked(card, "data-ranks", answers) + letter, takes: group(letter, card) };
    });
    groups.forEach(function (section) {
      var takes = section.getAttribute("data-takes");
      var lists = all("ul", section).filter(function (list) { return !list.closest("li"); });
      var here = placed.filter(function (item) { return item.takes === takes; });
      // First what the answers speak for, then what least is unknown about; the sort keeps the order of the registry.
      here.sort(function (one, other) { return one.order < other.order ? -1 : one.order > other.order ? 1 : 0; });
      here.forEach(function (item, place) {
        item.more = lists.length > 1 && (isFolded(item) || (takes === "m" && place >= MOST_OPEN));
        lists[item.more ? 1 : 0].appendChild(item.card);
      });
      section.hidden = !here.length;
      if (lists.length > 1) { lists[1].parentNode.hidden = !here.some(function (item) { return item.more; }); }
    });
    return placed;
  }

  function tell(answers) {
    var chosen = questions.map(function (inputs, place) { return inputs[answers[place]]; });
    var audience = chosen.reduce(function (found, input) { return found || input.getAttribute("data-audience"); }, null) || "leaver";
    function any(name) { return chosen.some(function (input) { return input.hasAttribute(name); }); }
    all("[data-said]").forEach(function (words) { words.hidden = words.getAttribute("data-said").split(" ").indexOf(audience) < 0; });
    all("[data-note]").forEach(function (note) {
      note.hidden = note.getAttribute("data-when").charAt(answers[note.getAttribute("data-note")]) !== "1";
    });
    all("[data-danger]").forEach(function (box) { box.hidden = !any("data-emergency"); });
    all("[data-elsewhere]").forEach(function (words) { words.hidden = any("data-local"); });
  }

  function update() {
    var answers = given();
    var placed = lay(answers);
    function count(test) { return placed.filter(function (item) { return test.test(item.letter); }).length; }
    tell(answers);
    nameOnce();
    // On a small screen the box about danger is below the questions: what is always seen says it too.
    var urgent = view.querySelector("[data-danger]").hidden ? "" : status.getAttribute("data-urgent") + " ";
    status.textContent = urgent + count(/f/) + " passar, " + count(/\d/) + " kan passa";
  }

  // On a small screen an answered question is its answer alone, once another is answered or entered.
  function fold(open) {
    all("[data-question]").forEach(function (fieldset) {
      fieldset.classList.toggle("phone-view-answered", fieldset !== open && Boolean(fieldset.querySelector(":checked")));
    });
  }

  function reset() {
    all("[data-age]").forEach(function (age) { age.value = ""; });
    questions.forEach(function (inputs) { inputs.forEach(function (input) { input.checked = false; }); });
    fold(null);
    update();
  }

  view.addEventListener("change", function (event) {
    if (event.target.type !== "radio") { return; }
    touched = true;
    update();
    var isLast = questions.every(function (inputs) { return inputs.some(function (input) { return input.checked; }); });
    fold(isLast && pressed ? null : event.target.closest("fieldset"));
  });
  // Whoever answers with the keys goes on from the answer that is chosen: the others stay.
  view.addEventListener("pointerdown", function () { pressed = true; });
  view.addEventListener("keydown", function () { pressed = false; });
  view.addEventListener("focusin", function (event) {
    if (event.target.matches("fieldset.phone-view-answered input")) { fold(event.target.closest("fieldset")); }
  });
  // An age that is typed chooses the answer that is about it.
  all("[data-age]").forEach(function (field) {
    field.addEventListener("input", function () {
      var age = /^\d+$/.test(field.value) ? Number(field.value) : -1;
      all("[data-from]", field.closest("fieldset")).forEach(function (input) {
        if (age >= input.getAttribute("data-from") && age <= input.getAttribute("data-to")) { input.checked = true; }
      });
      touched = true;
      update();
    });
  });
  view.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    var goal = link && document.getElementById(link.getAttribute("href").slice(1));
    if (goal && goal.closest("details")) { goal.closest("details").open = true; }
  });
  view.querySelector("[data-reset]").addEventListener("click", function () {
    reset();
    questions[0][0].focus();
  });
  // In Material these keys alone lead to another page, and the answers would be gone in the middle of a call.
  document.addEventListener("keydown", function (event) {
    if (/^[pn,.]$/.test(event.key) && !/^(text|search)$/.test(event.target.type)) { event.stopPropagation(); }
  }, true);
  // What the browser remembers of the page, when somebody comes back to it, belongs to another call.
  window.addEventListener("pageshow", function (event) { if (event.persisted || !touched) { reset(); } });
  all(".phone-view-store").forEach(function (store) { store.open = false; });
  view.querySelector(".phone-view-store > summary").textContent = "Passar inte med de här svaren";
  view.querySelector("[data-without]").hidden = true;
  view.querySelector("[data-ask]").hidden = false;
  view.classList.add("phone-view-live");
  reset();
}());
