// Remembers every attempt of a page to keep something, or to write to the history, in `kept`.
(() => {
  const kept = [];
  Object.defineProperty(window, "kept", { value: kept });
  const spy = (owner, name, what) => {
    const real = owner && owner[name];
    if (real) { owner[name] = function (...given) { kept.push(what); return real.apply(this, given); }; }
  };
  spy(Storage.prototype, "setItem", "Storage.setItem");
  spy(IDBFactory.prototype, "open", "indexedDB.open");
  spy(window.CacheStorage && CacheStorage.prototype, "open", "caches.open");
  spy(window.ServiceWorkerContainer && ServiceWorkerContainer.prototype, "register", "serviceWorker.register");
  spy(window.CookieStore && CookieStore.prototype, "set", "cookieStore.set");
  spy(window.StorageManager && StorageManager.prototype, "getDirectory", "storage.getDirectory");
  spy(History.prototype, "pushState", "history.pushState");
  spy(History.prototype, "replaceState", "history.replaceState");
  for (const [owner, name] of [[Document.prototype, "cookie"], [window, "name"]]) {
    const real = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { get: real.get, set(value) { kept.push(`set ${name}`); real.set.call(this, value); } });
  }
})();
