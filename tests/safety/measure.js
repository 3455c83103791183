// What the checks C1 to C10 measure in a page. Each function returns plain data: what is wrong, in words.
globalThis.measure = (() => {
  const CONTROLS = "a[href], button, summary, input, select, textarea, [tabindex]:not([tabindex='-1'])";
  const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const named = (node) => `<${node.nodeName.toLowerCase()}> ${(node.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40)}`;
  const unseen = (node) => node.closest(".unseen") !== null;
  const controls = () => all(CONTROLS).filter((node) => !node.disabled && !node.classList.contains("skip"));

  // The page as it is now, with nothing inside what is hidden: a hundred times quicker to judge, and drawn the same.
  function scene() {
    document.querySelectorAll("[data-mark]").forEach((node) => node.removeAttribute("data-mark"));
    const hidden = [];
    const look = (node) => {
      for (const child of node.children) {
        if (child.checkVisibility() || child.nodeName === "BR") { look(child); } else if (child.children.length) { hidden.push(child); }
      }
    };
    look(document.body);
    hidden.forEach((node) => node.setAttribute("data-mark", ""));
    const copy = document.documentElement.cloneNode(true);
    hidden.forEach((node) => node.removeAttribute("data-mark"));
    copy.querySelectorAll("[data-mark]").forEach((node) => {
      node.removeAttribute("data-mark");
      if (node.nodeName !== "NOSCRIPT") { node.textContent = ""; }
    });
    copy.querySelectorAll("script, meta[http-equiv]").forEach((node) => node.remove());
    return copy.outerHTML;
  }

  // `css` is added to the scene.
  function show(html, css) {
    const made = new DOMParser().parseFromString(html, "text/html").documentElement;
    document.replaceChild(made, document.documentElement);
    document.head.append(Object.assign(document.createElement("style"), { textContent: css || "" }));
    scrollTo(0, 0);
  }

  // C1: begins at once, so that several pages can be judged at the same time; `job` is awaited later.
  function judge(without) {
    const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
    const how = { runOnly: { type: "tag", values: TAGS }, rules, resultTypes: ["violations", "incomplete"], selectors: false, preload: false };
    globalThis.job = new Promise((done) => { setTimeout(() => { axe.run(document, how).then(done); }); }).then((found) =>
      [...found.violations, ...found.incomplete].flatMap((rule) => rule.nodes.map((node) =>
        `${rule.id}: ${node.html.slice(0, 120)} (${[...node.any, ...node.all, ...node.none].map((item) => item.message).join(" ").slice(0, 160)})`)));
  }
  const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "EN-301-549v4", "best-practice"];

  // C5
  function small() {
    const large = "[data-exit], a[href^='tel:'], button, summary, .button";
    return controls().flatMap((node) => {
      const box = node.getBoundingClientRect();
      const flow = getComputedStyle(node).display;
      const beside = [...node.parentNode.childNodes].some((other) => other !== node && other.nodeType === 3 && other.textContent.trim());
      if (flow === "inline" && beside) { return []; }
      const least = node.matches(large) && !(flow === "inline-block" && beside) ? 44 : 24;
      return box.width + .01 < least || box.height + .01 < least ? [`${named(node)}: ${Math.round(box.width)}×${Math.round(box.height)}, minst ${least}`] : [];
    });
  }

  // C6
  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (node.data.trim() && !/^(STYLE|SCRIPT|NOSCRIPT|TITLE)$/.test(parent.nodeName) && shown(parent) && !unseen(parent)) { found.push(node); }
    }
    return found;
  }
  function boxes(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  }
  function spills() {
    const wide = document.documentElement.clientWidth;
    const found = [];
    if (document.documentElement.scrollWidth > wide) { found.push(`sidan är ${document.documentElement.scrollWidth} bred, skärmen ${wide}`); }
    for (const node of all("body *")) {
      const style = getComputedStyle(node);
      const cut = /hidden|clip/.test(style.overflowX + style.overflowY) && !unseen(node);
      if (cut && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1)) { found.push(`${named(node)}: klippt`); }
    }
    const drawn = [];
    for (const node of texts()) {
      const block = node.parentElement.closest("a, button, summary, p, li, h1, h2, h3, h4, td, th, div, section, main") || document.body;
      const home = block.getBoundingClientRect();
      for (const box of boxes(node)) {
        if (getComputedStyle(block).display !== "inline" && (box.left < home.left - 1 || box.right > home.right + 1 || box.bottom > home.bottom + 4 || box.top < home.top - 4)) {
          found.push(`${named(block)}: texten går utanför sin ruta`);
        }
        if (box.left < -1 || box.right > wide + 1) { found.push(`${named(block)}: texten går utanför skärmen`); }
        if (!node.parentElement.closest(".bar, .skip")) { drawn.push([box, block]); }
      }
    }
    drawn.sort((one, other) => one[0].top - other[0].top);
    drawn.forEach(([box, block], place) => {
      const third = box.height / 3;
      for (let next = place + 1; next < drawn.length && drawn[next][0].top < box.bottom - third; next += 1) {
        const [other, from] = drawn[next];
        const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const high = Math.min(box.bottom, other.bottom) - other.top;
        if (wide > 2 && high > Math.max(third, other.height / 3)) { found.push(`${named(block)} och ${named(from)}: texterna ligger över varandra`); }
      }
    });
    return [...new Set(found)];
  }

  // C7
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  function colour(text) {
    if (!known.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(text, [red, green, blue, alpha / 255]);
    }
    return known.get(text);
  }
  const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
  function behind(node) {
    const layers = [];
    for (let here = node; here; here = here.parentElement) {
      layers.push(colour(getComputedStyle(here).backgroundColor));
      if (layers.at(-1)[3] === 1) { break; }
    }
    return layers.reverse().reduce((below, top) => over(top, below), colour("Canvas"));
  }
  function light([red, green, blue]) {
    const part = (value) => (value / 255 <= .04045 ? value / 255 / 12.92 : ((value / 255 + .055) / 1.055) ** 2.4);
    return .2126 * part(red) + .7152 * part(green) + .0722 * part(blue);
  }
  function contrast(one, other) {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + .05) / (dark + .05);
  }
  function faint() {
    const found = [];
    for (const node of new Set(texts().map((text) => text.parentElement))) {
      const ground = behind(node);
      const style = getComputedStyle(node);
      let clear = 1;
      for (let here = node; here; here = here.parentElement) { clear *= Number(getComputedStyle(here).opacity); }
      const ink = colour(style.color);
      const seen = contrast(over([ink[0], ink[1], ink[2], ink[3] * clear], ground), ground);
      const least = node.closest("main") ? 7 : 4.5;
      if (seen < least) { found.push(`${named(node)}: kontrast ${seen.toFixed(1)}, minst ${least}`); }
    }
    for (const node of controls().filter((item) => item.matches("[data-exit], button, summary, .button, .call-button, .lifeline-number"))) {
      const style = getComputedStyle(node);
      const outside = behind(node.parentElement);
      const edge = parseFloat(style.borderTopWidth) ? contrast(over(colour(style.borderTopColor), behind(node)), outside) : 1;
      const seen = Math.max(edge, contrast(behind(node), outside));
      if (seen < 3) { found.push(`${named(node)}: gräns ${seen.toFixed(1)}, minst 3`); }
    }
    return found;
  }
  function edgeless() {
    return controls().filter((node) => node.matches("[data-exit], button, summary, .button, a.call-button, .lifeline-number")).flatMap((node) => {
      const style = getComputedStyle(node);
      const edge = ["Top", "Right", "Bottom", "Left"].every((side) => parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none" &&
        contrast(colour(style[`border${side}Color`]), behind(node.parentElement)) >= 3);
      return edge ? [] : [`${named(node)}: ingen synlig kant`];
    });
  }
  function moving() {
    return all("body, body *").flatMap((node) => ["", "::before", "::after"].flatMap((part) => {
      const style = getComputedStyle(node, part || null);
      const long = (text) => text.split(",").some((time) => parseFloat(time) > .01);
      const moves = (style.animationName !== "none" && long(style.animationDuration)) || long(style.transitionDuration) || style.scrollBehavior === "smooth";
      return moves ? [`${named(node)}${part}: rör sig`] : [];
    }));
  }

  // C2: every control that can be seen is numbered in the order of the page; each stop of the tab key is looked at.
  function number() {
    controls().forEach((node, place) => { node.setAttribute("data-stop", place); });
    return controls().map(named);
  }
  function stop() {
    const node = document.activeElement;
    if (!node || node === document.body || node === document.documentElement) { return null; }
    const box = node.getBoundingClientRect();
    const within = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const whole = box.top >= -1 && box.left >= -1 && box.right <= innerWidth + 1 && (box.bottom <= innerHeight + 1 || box.height > innerHeight);
    const lines = [...node.getClientRects()].filter((line) => line.width > 1);
    const middle = lines[0] || box;
    const top = within && document.elementFromPoint(middle.left + middle.width / 2, middle.top + middle.height / 2);
    const bare = within && whole && !(top && (node === top || node.contains(top) || top.contains(node)));
    const style = getComputedStyle(node);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    const place = node.getAttribute("data-stop");
    return { name: named(node), skip: node.classList.contains("skip"), place: place === null ? -1 : Number(place), seen: within && whole, covered: bare, ring,
      top: box.top + scrollY, start: box.left, sticky: node.closest(".bar") !== null };
  }

  // C9
  const state = () => JSON.stringify([document.documentElement.outerHTML.length, document.body.innerHTML.replace(/ data-stop="\d+"/g, ""), document.title, location.href,
    history.length, scrollX, scrollY, document.activeElement.outerHTML.slice(0, 200)]);

  // C10: the scene read from right to left: what is not mirrored, and numbers whose digits change places.
  function turned() {
    const exit = document.querySelector("[data-exit]");
    const wide = document.documentElement.clientWidth;
    const before = exit.getBoundingClientRect().left;
    document.documentElement.lang = "ar";
    document.documentElement.dir = "rtl";
    const after = wide - exit.getBoundingClientRect().right;
    const found = Math.abs(before - after) > 1 ? [`${named(exit)}: ${before} från ena kanten, ${after} från den andra`] : [];
    if (document.documentElement.scrollWidth > wide) { found.push("sidan är bredare än skärmen"); }
    return [...found, ...all(NUMBERS).filter((link) => {
      const digits = [];
      for (const node of texts().filter((text) => link.contains(text))) {
        for (const { index } of node.data.matchAll(/\d/g)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + 1);
          digits.push(range.getBoundingClientRect());
        }
      }
      return digits.some((box, at) => at && Math.abs(box.top - digits[at - 1].top) < 2 && box.left < digits[at - 1].left);
    }).map((link) => `${named(link)}: siffrorna står baklänges`)];
  }
  // Hand-written text stands straight in <main>: there the build itself asks for dir="ltr" (c10-nummer).
  const NUMBERS = "a[href^='tel:']:not([data-program] a, main > p a, main > ul:not([class]) a)";

  return { scene, show, judge, small, spills, faint, edgeless, moving, number, stop, state, turned };
})();
0;
