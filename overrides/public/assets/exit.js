(function () {
  "use strict";
  var away = "";
  function leave() {
    document.title = "Väder";
    while (document.body.firstChild) { document.body.removeChild(document.body.firstChild); }
    location.replace(away);
  }
  document.addEventListener("click", function (event) {
    var link = event.target;
    while (link && link.nodeName !== "A") { link = link.parentNode; }
    if (!link) { return; }
    if (link.hasAttribute("data-exit")) {
      away = link.href;
      leave();
      event.preventDefault();
    } else if ((document.body.hasAttribute("data-light") || location.protocol === "file:") && link.protocol === location.protocol && link.host === location.host &&
        !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      location.replace(location.protocol === "file:" ? link.href.replace(/\/$/, "/index.html") : link.href);
      event.preventDefault();
    }
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted && away) { leave(); } });
}());
