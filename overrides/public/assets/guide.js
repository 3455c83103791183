(function () {
  "use strict";
  var guide = document.querySelector("[data-guide]");
  var back = guide.querySelector("[data-back]");
  var restart = guide.querySelector("[data-restart]");
  var store = document.querySelector("[data-cards] ul");
  var cards = store.querySelectorAll("[data-program]");
  var tray = document.querySelector("[data-tray]");
  var groups = tray.querySelectorAll("[data-group]");

  function deal(ending) {
    var letters = ending.getAttribute("data-outcome");
    var i, j, list;
    for (i = 0; i < groups.length; i += 1) {
      list = groups[i].lastElementChild;
      for (j = 0; j < cards.length; j += 1) {
        if (letters.charAt(j) === groups[i].getAttribute("data-group")) { list.appendChild(cards[j]); }
      }
    }
    for (j = 0; j < cards.length; j += 1) { if (letters.charAt(j) === "-") { store.appendChild(cards[j]); } }
    for (i = 0; i < groups.length; i += 1) {
      groups[i].hidden = !groups[i].lastElementChild.firstElementChild;
      groups[i].removeAttribute("open");
    }
    ending.insertBefore(tray, ending.lastElementChild);
    tray.hidden = false;
  }

  function enter(section) {
    var ends = section.hasAttribute("data-outcome");
    guide.classList[ends ? "add" : "remove"]("guide-end");
    if (ends) { deal(section); }
  }

  function show(section) {
    var first = !guide.querySelector(".question-past");
    back.hidden = first;
    restart.hidden = first;
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
    show(section);
  }

  guide.addEventListener("click", function (event) {
    var control = event.target;
    while (control !== guide && !control.hasAttribute("data-answer")) { control = control.parentNode; }
    if (control === guide) { return; }
    var answer = control.parentNode;
    event.preventDefault();
    reopen(answer.parentNode);
    answer.setAttribute("open", "");
    answer.parentNode.classList.add("question-past");
    show(answer.lastElementChild);
  });
  back.addEventListener("click", function () { undo(false); });
  restart.addEventListener("click", function () { undo(true); });
  enter(guide.lastElementChild);
  guide.classList.add("guide-stepwise");
}());
