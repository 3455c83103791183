// What the checks of safety.md measure in a page. Each function returns plain data: what is wrong, in words, or what was read.
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
      under: under(), top: box.top + scrollY, start: box.left, sticky: node.closest(".bar") !== null };
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

  // A1: all that a visitor can do without pressing anything: scroll to the end, focus every control in sight, point at it. No real
  // pointer has to travel: each rule of the style that waits for `:hover`, `:focus` or the like is made to hold at once, and the events
  // are sent. Laying the page out then asks for what it names.
  function touch() {
    scrollTo(0, document.documentElement.scrollHeight);
    document.querySelectorAll("[loading]").forEach((item) => { item.loading = "eager"; });
    for (const item of drawn("a, button, summary")) {
      item.focus({ preventScroll: true });
      ["pointerover", "mouseover", "mouseenter", "mousemove", "touchstart"].forEach((name) => item.dispatchEvent(new Event(name, { bubbles: true })));
    }
    const waits = /:(hover|focus-visible|focus-within|focus|active|target|visited)(?![-\w])/g;
    const loosen = (rules) => {
      for (const rule of rules) {
        if ((rule.selectorText || "").search(waits) >= 0) { rule.selectorText = rule.selectorText.replace(waits, ":nth-child(n)"); }
        if (rule.cssRules) { loosen(rule.cssRules); }
      }
    };
    document.querySelectorAll("style").forEach((style) => loosen(style.sheet?.cssRules || []));
    return document.body.offsetHeight;
  }
  const drawn = (selector, within = document) => [...within.querySelectorAll(selector)].filter((item) => item.getClientRects().length > 0);

  // A3, A5: some ways through the guide, if there is one: always the first answer, always the second …, one step back, the start.
  function use() {
    const guide = document.querySelector("[data-guide]");
    for (let way = 0; guide && way < 5; way += 1) {
      for (let step = 0; step < 9; step += 1) {
        const answers = drawn("[data-answer], [data-on]", guide);
        if (answers.length) { answers[way % answers.length].click(); }
      }
      guide.querySelector("[data-back]")?.click();
      guide.querySelector("[data-restart]")?.click();
    }
  }

  // A3: what is on the phone after the visit, whoever put it there.
  const left = async () => [
    ...[...Array(localStorage.length).keys()].map((at) => `localStorage ${localStorage.key(at)}`),
    ...[...Array(sessionStorage.length).keys()].map((at) => `sessionStorage ${sessionStorage.key(at)}`),
    ...(await indexedDB.databases()).map((item) => `indexedDB ${item.name}`),
    ...(await caches.keys()).map((name) => `caches ${name}`),
    ...(await navigator.serviceWorker.getRegistrations()).map((item) => `serviceWorker ${item.scope}`),
    ...(window.name ? [`window.name ${window.name}`] : []),
  ];

  // A7: links to other sites, the exit last, for it takes the page away.
  const outside = () => [...document.querySelectorAll("a[href^=http]")].sort((one, other) => one.hasAttribute("data-exit") - other.hasAttribute("data-exit"));
  const follow = (number) => outside()[number].click();

  // A12, B8: walks the whole guide by giving every answer to every question in turn, and going back each time: [answers, what the
  // ending shows] of each ending, where the address or the history changed, and what leads nowhere.
  function walk(scripted) {
    const guide = document.querySelector("[data-guide]");
    const here = () => [location.href, history.length].join(" ");
    const start = here();
    const endings = [];
    const moved = [];
    const lost = [];
    const from = (question, behind) => {
      for (const answer of question.querySelectorAll(":scope > details > summary[data-answer]")) {
        const steps = [...behind, [question.dataset.question, answer.dataset.answer]];
        const below = answer.parentNode.querySelector("[data-question], [data-outcome]");
        answer.click();
        const further = drawn("summary[data-on]", answer.parentNode)[0];
        if (further) { further.click(); }
        if (here() !== start) { moved.push(`${here()} efter ${steps.join(" → ")}`); }
        if (!below || !drawn("h2", below).length) { lost.push(steps.join(" → ")); } else if (below.hasAttribute("data-outcome")) {
          endings.push([steps, ending(below)]);
        } else { from(below, steps); }
        if (further && scripted) { guide.querySelector("[data-back]").click(); }
        (scripted ? guide.querySelector("[data-back]") : answer).click();
      }
    };
    from(guide.querySelector("[data-question]"), []);
    return { endings, moved, lost };
  }
  // What stands in an ending, in it and after the guide: the script folds cards away and hides others, and style rules take away what
  // the opened answers rule out.
  function ending(place) {
    const size = (link) => parseFloat(getComputedStyle(link).fontSize);
    const after = "[data-cards] a, .lifeline a[class]";
    const folded = document.querySelector("[data-group=fm]");
    const was = folded.open;
    folded.open = true;
    const cards = drawn("[data-cards] [data-program]").map((card) => card.dataset.program).sort();
    folded.open = was;
    const links = [...drawn("a", place), ...drawn(after)];
    const calls = links.filter((link) => link.getAttribute("href").startsWith("tel:"));
    const [first, last] = [calls.find((link) => link.getAttribute("href") !== "tel:112"), calls.at(-1)];
    return {
      emergency: calls[0]?.getAttribute("href") === "tel:112", programs: cards, first: first?.getAttribute("href"), last: last?.getAttribute("href"),
      words: last?.lastChild.data.trim(), seen: Boolean(last && shown(last)), largest: links.every((link) => size(link) <= size(last)),
    };
  }

  // B1: what is wrong with exit and number in the bar wherever the page is scrolled.
  function bar(dialled) {
    const faults = [];
    const found = ["header [data-exit]", `header a[href="tel:${dialled}"]`].map((name) => [name, document.querySelector(name)]);
    const last = document.documentElement.scrollHeight - innerHeight;
    for (let y = 0; y < last + innerHeight; y += innerHeight * 0.7) {
      scrollTo(0, Math.min(y, last));
      for (const [name, control] of found) {
        if (!control) { return [`${name} saknas`]; }
        const box = control.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const at = `${name} vid ${Math.round(scrollY)} av ${innerWidth}×${innerHeight}`;
        if (box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth) { faults.push(`${at}: inte i bild`); }
        if (!control.contains(top)) { faults.push(`${at}: täckt av ${top && top.outerHTML.slice(0, 80)}`); }
        if (box.width < 44 || box.height < 44) { faults.push(`${at}: ${box.width}×${box.height}`); }
      }
    }
    scrollTo(0, 0);
    return faults;
  }

  // B3: presses the exit and tells what can be seen two frames later: so much is painted. In one go, for while a page waits for another
  // to answer, the browser passes no more questions on to it.
  const leave = () => new Promise((done) => {
    const start = performance.now();
    document.querySelector("[data-exit]").click();
    requestAnimationFrame(() => requestAnimationFrame(() => done({
      after: performance.now() - start, nodes: document.body.childNodes.length, title: document.title, address: location.href,
    })));
  });
  async function colours(png) {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${png}` });
    await image.decode();
    const paper = new OffscreenCanvas(image.width, image.height).getContext("2d");
    paper.drawImage(image, 0, 0);
    return new Set(new Uint32Array(paper.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }

  // B7: whether the number is on the first screen, and the texts there that are as large as the largest; how large it is in <main>.
  function firstScreen(number, dialled) {
    const calls = drawn(`a[href="tel:${dialled}"]`).map((link) => [link.textContent, link.getBoundingClientRect()]);
    const sizes = texts().filter((node) => boxes(node).some((box) => box.top < innerHeight && box.bottom > 0))
      .map((node) => [parseFloat(getComputedStyle(node.parentNode).fontSize), node.data.trim()]);
    const most = Math.max(...sizes.map(([size]) => size));
    const called = calls.some(([words, box]) => words.includes(number) && box.top >= 0 && box.bottom <= innerHeight);
    return [called, sizes.filter(([size]) => size === most).map(([, words]) => words)];
  }
  const inMain = (number, dialled) => Math.max(0, ...all(`main a[href="tel:${dialled}"]`).filter((link) => link.textContent.trim().endsWith(number))
    .map((link) => parseFloat(getComputedStyle(link).fontSize)));

  // B9: what the bar covers of the element that has the focus; whether it is there, and low, at the end of the page.
  function under() {
    const node = document.activeElement;
    const top = document.querySelector("header");
    const [box, over] = [node.getBoundingClientRect(), top.getBoundingClientRect()];
    const apart = box.bottom <= over.top || box.top >= over.bottom - .5 || box.right <= over.left || box.left >= over.right;
    return node === document.body || node.nodeName === "MAIN" || top.contains(node) || apart || !box.height ? "" : `${named(node)} vid ${box.top} under ${over.bottom}`;
  }
  function barAtTheEnd() {
    scrollTo(0, document.documentElement.scrollHeight);
    const box = document.querySelector("header").getBoundingClientRect();
    return scrollY > 200 && box.top === 0 && box.height <= Math.max(innerHeight / 5, 60);
  }

  // C8: what has the focus.
  function focused() {
    const node = document.activeElement;
    const box = node.getBoundingClientRect();
    const step = node.closest("[data-question], [data-outcome]");
    return {
      heading: /^H[1-6]$/.test(node.nodeName), words: node.textContent.trim(), seen: box.top >= 0 && box.bottom <= innerHeight,
      question: step && node.parentNode === step ? step.getAttribute("data-question") : null, end: Boolean(step && step.matches("[data-outcome]")),
    };
  }

  // D3: the words that can be seen now, then those of all folded parts too; in the guide those of every state.
  function visibleWords(place) {
    if (place.nodeType === 3) { return place.data.split(/\s+/); }
    const hidden = place.nodeType !== 1 || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(place.nodeName) || !place.checkVisibility();
    return hidden ? [] : [...place.childNodes].flatMap(visibleWords);
  }
  function words() {
    const before = visibleWords(document.body);
    document.querySelectorAll("main details:not([name])").forEach((item) => { item.open = true; });
    before.push(...visibleWords(document.body));
    document.querySelectorAll("details").forEach((item) => { item.removeAttribute("name"); item.open = true; });
    return [...before, ...visibleWords(document.body)];
  }
  function guideWords() {
    const found = new Set();
    const from = (place) => {
      document.querySelectorAll("main details:not([name])").forEach((item) => { item.open = true; });
      visibleWords(document.body).forEach((word) => found.add(word));
      for (const answer of place.querySelectorAll(":scope > details > summary[data-answer]")) {
        answer.click();
        const further = drawn("summary[data-on]", answer.parentNode)[0];
        if (further) { visibleWords(document.body).forEach((word) => found.add(word)); }
        further?.click();
        from(answer.parentNode.querySelector("[data-question], [data-outcome]"));
        document.querySelector("[data-back]").click();
        if (further) { document.querySelector("[data-back]").click(); }
      }
    };
    from(document.querySelector("[data-guide] [data-question]"));
    return [...found];
  }
  const links = () => [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")).sort();

  // D4: where things stand without any style: the first links, whether exit, number and heading follow each other, the first heading.
  function unstyled(dialled) {
    document.querySelectorAll("style, link").forEach((item) => item.remove());
    const [exit, call, heading] = ["[data-exit]", `a[href="tel:${dialled}"]`, "h1"].map((name) => document.querySelector(name).getBoundingClientRect().top);
    const first = [...document.links].slice(0, 3).map((link) => link.getAttribute("href"));
    return [first, exit <= call && call < heading, document.querySelector("h1, h2, h3, h4, h5, h6").nodeName];
  }

  // D8: whether the bar is on paper, and how many folded parts are not; in the guide the answers stay folded.
  const onPaper = () => [
    [...document.querySelectorAll("header, [data-exit], button")].some((item) => item.checkVisibility()),
    [...document.querySelectorAll("details")].filter((item) => item.checkVisibility() && !item.closest("[data-guide]"))
      .filter((item) => [...item.children].some((child) => child.nodeName !== "SUMMARY" && !child.checkVisibility())).length,
  ];

  // D4, D9: gives the first answer to each question, with what an old browser has; whether the number can then be seen in <main>.
  function toTheEnd() {
    for (let place = document.querySelector("[data-guide] [data-question]"); place && place.hasAttribute("data-question");) {
      const group = place.querySelector("details");
      group.querySelector("summary").click();
      if (!group.open) { throw new Error("ett svar öppnas inte"); }
      const further = group.querySelector("summary[data-on]");
      if (further) { further.click(); }
      place = group.querySelector("[data-question], [data-outcome]");
    }
  }
  const callsInMain = (dialled) => [].some.call(document.querySelectorAll(`main a[href="tel:${dialled}"]`), (link) => link.checkVisibility());

  // Gives an answer in the guide as it is now; returns whether that could be done. Then opens what else is folded.
  function open(question, answer) {
    const wanted = () => drawn(`[data-question="${question}"] > details > summary[data-answer="${answer}"]`).at(-1);
    if (!wanted()) { drawn("summary[data-on]").at(-1)?.click(); }
    const found = wanted();
    found?.click();
    return Boolean(found);
  }
  const unfold = () => drawn("summary:not([data-answer])").filter((node) => !node.parentNode.open).map((node) => node.click()).length;

  return {
    scene, show, judge, small, spills, faint, edgeless, moving, number, stop, state, turned, touch, use, left, outside, follow, walk, bar, leave, colours,
    firstScreen, inMain, under, barAtTheEnd, focused, words, guideWords, links, unstyled, onPaper, toTheEnd, callsInMain, open, unfold,
  };
})();
0;
