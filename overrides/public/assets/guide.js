(function () {
  "use strict";
  var guide = document.querySelector("[data-guide]");
  if (!guide.classList || !guide.closest) { return; }
  var back = guide.querySelector("[data-back]");
  var restart = guide.querySelector("[data-restart]");
  var cards = document.querySelectorAll("[data-program]");
  var groups = document.querySelectorAll("[data-group]");
  var tap = {};

  function isShut(card) {
    var note = card.querySelector("[data-shut]");
    var minute = (Date.now() / 6e4 - new Date().getTimezoneOffset() + 4320) % 10080;
    if (note) { note.hidden = Date.now() > Date.parse(note.dataset.until) || note.dataset.shut.split(" ").filter(function (edge) { return edge <= minute; }).length % 2; }
    return note && !note.hidden;
  }

  function lay(group, letters) {
    var wanted = group.dataset.group;
    var shut = 0;
    var i, j;
    group.hidden = true;
    group.removeAttribute("open");
    for (; shut < 2; shut += 1) {
      for (i = 0; i < wanted.length; i += 1) {
        for (j = 0; j < cards.length; j += 1) {
          if (letters.charAt(j) === wanted.charAt(i) && !isShut(cards[j]) === !shut) {
            group.hidden = false;
            group.lastElementChild.appendChild(cards[j]);
          }
        }
      }
    }
  }

  function enter(section) {
    var letters = section.dataset.outcome;
    var i;
    guide.classList[letters ? "add" : "remove"]("guide-end");
    for (i = 0; letters && i < cards.length; i += 1) { cards[i].hidden = letters.charAt(i) === "-"; }
    for (i = 0; letters && i < groups.length; i += 1) { lay(groups[i], letters); }
  }

  function show(section) {
    back.hidden = restart.hidden = !guide.querySelector(".question-past");
    enter(section);
    section.querySelector("h2").focus();
    guide.scrollIntoView();
  }

  function reopen(section) {
    for (var i = 0; i < section.children.length; i += 1) { section.children[i].removeAttribute("open"); }
    section.classList.remove("question-past");
  }

  function undo(all) {
    var past = guide.querySelectorAll(".question-past");
    var i = all ? 0 : past.length - 1;
    var section = past[i];
    for (; i < past.length; i += 1) { reopen(past[i]); }
    if (section) { show(section); }
  }

  guide.addEventListener("click", function (event) {
    var control = event.target.closest("summary");
    var again = event.detail && event.timeStamp - tap.timeStamp < 500 && Math.abs(event.clientY - tap.clientY) < 40;
    tap = event;
    if (again || control) { event.preventDefault(); }
    if (again || !control) { return; }
    var answer = control.parentNode;
    reopen(answer.parentNode);
    answer.setAttribute("open", "");
    answer.parentNode.classList.add("question-past");
    show(answer.lastElementChild);
  });
  back.addEventListener("click", function () { undo(); });
  restart.addEventListener("click", undo);
  window.addEventListener("pagehide", undo);
  enter(guide.lastElementChild);
  guide.classList.add("guide-stepwise");
}());
