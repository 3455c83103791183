// Put into each page before its own scripts. Counts what is written to the phone, what a policy stops, and tells when the first
// number to press has been painted: the first frame in which it has a place on the screen, and the task right after that frame.
(() => {
  const seen = {writes: 0, stopped: 0};
  let frame = 0, painted = 0;
  const spy = (owner, name) => {
    if (!owner) { return; }
    const own = owner.prototype[name];
    owner.prototype[name] = function (...given) {
      seen.writes += 1;
      return own.apply(this, given);
    };
  };
  spy(window.Storage, "setItem");
  spy(window.IDBFactory, "open");
  spy(window.CacheStorage, "open");
  spy(window.ServiceWorkerContainer, "register");
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {...cookie, set(text) {
    seen.writes += 1;
    cookie.set.call(this, text);
  }});
  document.addEventListener("securitypolicyviolation", () => { seen.stopped += 1; });
  const look = () => {
    const link = document.querySelector('a[href^="tel:"]');
    const box = link && link.getBoundingClientRect();
    if (box && box.height && box.top >= 0 && box.bottom <= innerHeight) {
      frame = performance.now();
      const after = new MessageChannel();
      after.port1.onmessage = () => { painted = performance.now(); };
      after.port2.postMessage(0);
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
  window.read = () => {
    const first = performance.getEntriesByType("navigation")[0].responseStart;
    const contentful = (performance.getEntriesByName("first-contentful-paint")[0] || {startTime: 0}).startTime;
    return {...seen, first, number: frame <= contentful ? contentful : painted};
  };
})();
