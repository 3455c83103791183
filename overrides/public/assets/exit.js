(function () {
  "use strict";
  var away = "";
  var shifts = [];
  function leave() {
    document.title = "Väder";
    away = away || document.querySelector("[data-exit]").href;
    while (document.body.firstChild) { document.body.removeChild(document.body.firstChild); }
    location.replace(away);
  }
  function follow(event) {
    var link = event.target;
    while (link && link.nodeName !== "A") { link = link.parentNode; }
    if (!link || event.button > 1) { return; }
    if (link.hasAttribute("data-exit")) {
      leave();
      event.preventDefault();
    } else if ((document.body.hasAttribute("data-light") || location.protocol === "file:") && link.origin === location.origin &&
        !event.button && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      location.replace(location.protocol === "file:" ? link.href.replace(/\/$/, "/index.html") : link.href);
      event.preventDefault();
    }
  }
  document.addEventListener("click", follow);
  document.addEventListener("auxclick", follow);
  document.addEventListener("keydown", function (event) {
    if (event.repeat) { return; }
    shifts = event.key === "Shift" ? shifts.concat(event.timeStamp) : [];
    if (shifts.length > 2 && event.timeStamp - shifts[shifts.length - 3] < 5000) { leave(); }
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted && away) { leave(); } });
}());
