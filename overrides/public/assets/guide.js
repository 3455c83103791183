(function () {
  "use strict";
  var guide = document.querySelector("[data-guide]");
  var back = guide.querySelector("[data-back]");
  var restart = guide.querySelector("[data-restart]");
  guide.classList.add("guide-stepwise");

  function show(section) {
    var first = !guide.querySelector(".question-past");
    back.hidden = first;
    restart.hidden = first;
    guide.classList[section.hasAttribute("data-outcome") ? "add" : "remove"]("guide-end");
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
}());
