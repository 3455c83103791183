"""Sites of every kind keep what safety.md promises, and every fault planted in one is found by exactly one check.

The readings of the build are among the checks. Faults are planted in a page, in all pages, in a file or in a template.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import national
import pytest
from builders import PUBLIC, a_registry, a_site, load
from site_checks import blocks
from site_checks.site import Page, Site, judge, read
from translated import in_language, speaking
from utvag.guide import wizard
from utvag.site import headers

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded

OLD = {"sources.1.date": "2022", "sources.1.date_note": "ungefär"}
PAUSED = {"programs.skydd.status": "paused", "programs.skydd.status_reason": "Stängt i juli."}
EMAIL = {"id": "brev", "kind": "email", "label": "Skriv", "address": "stod@example.se", "status": "published", "sources": ["K1"]}


def a_little_of_everything(lang: str = "") -> Loaded:
    """Return a registry with a paused programme, an old fact and an address to write to, in one more language if asked."""
    data = a_registry(OLD | PAUSED)
    return load(in_language(data, lang, f"{lang} "), speaking(lang, f"{lang} ")) if lang else load(data)


def made(folder: Path, loaded: Loaded, theme: Path = PUBLIC) -> Site:
    return read(a_site(folder, loaded, theme), loaded, wizard.compile(loaded.registry))


def told(site: Site) -> set[str]:
    return {fault.code for fault in judge(site)}


def test_the_shipped_site_keeps_its_promises(built: Path, shipped: Loaded, tree: Tree) -> None:
    assert judge(read(built, shipped, tree)) == []


@pytest.mark.parametrize("lang", ["", "en", "ar"])
def test_a_small_site_keeps_them_in_any_language(tmp_path: Path, lang: str) -> None:
    assert judge(made(tmp_path, a_little_of_everything(lang))) == []


def test_a_site_of_many_municipalities_keeps_them(tmp_path: Path) -> None:
    loaded = load(national.a_nation(13, 12), speaking("en", ""))
    assert loaded.registry.lists_places
    assert judge(made(tmp_path, loaded)) == []


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a good site in Swedish and Arabic-to-be, read from right to left."""
    site = made(tmp_path_factory.mktemp("good"), a_little_of_everything("ar"))
    assert judge(site) == []
    return site


def planted(good: Site, name: str, old: str, new: str) -> Site:
    """Return the good site with every `old` on a page made `new`; "*" means every page."""
    pages = {}
    for page in good.pages.values():
        changed = page.text.replace(old, new) if name in (page.name, "*") else page.text
        assert changed != page.text or name != page.name, f"{name} has no {old!r}"
        pages[page.name] = page if changed == page.text else Page(page.name, page.language, changed)
    return replace(good, pages=pages)


PAGE, GUIDE, AR = "fragor/index.html", "guide/index.html", "ar/stod/skydd/index.html"
REL = 'rel="noreferrer noopener nofollow"'
KNOWN = 'href="https://www.example.se/stod"'
NUMBER = "08-465 00 400"
NOISE = re.sub(r"\d", "x", "".join(hashlib.sha256(b"%d" % number).hexdigest() for number in range(800)))

LAST_IN_A_PAGE = [
    *(("a6", f"<{name}>x</{name}>") for name in ("my-element", "template", "math", "dialog")),
    *(("a2", f"<{name}>x</{name}>") for name in ("iframe", "object", "base href=/")),
    *(("a10", f"<{name}>") for name in ("form", "input type=hidden", "textarea", "select", "label")),
    *(("d2", f"<{name}>") for name in ("img src=data:,", "video", "canvas", 'svg viewBox="0 0 1 1"')),
    *(
        ("a6", f"<p{attribute}>x</p>")
        for attribute in (' onclick="a()"', "/ONMOUSEOVER=a()", ' title="x"onfocus="a()"', " STYLE=a:b")
    ),
    *(("a6", f"<a {KNOWN} {REL} {more}>example.se</a>") for more in ("target=_blank", "download", "onclick")),
    *(
        ("a10", f"<{element}>x</{element[:2]}>")
        for element in ("p contenteditable", 'p name="a"', "p contenteditable=plaintext-only")
    ),
    *(("a10", f"<details {name}>x</details>") for name in ('name="fara"', 'name="q1-nu"', "name")),
    *(("a11", f"<p {attribute}>x</p>") for attribute in ("itemscope", "property=og:title")),
    *(("a2", f"<p {attribute}>x</p>") for attribute in ("src=x", "manifest=a", "ping=/x")),
    *(("c2", f"<h3 {attribute}>x</h3>") for attribute in ("tabindex=2", "tabindex=0", "role=button")),
    *(
        ("a6", f"<{element}>")
        for element in ("script async></script", 'script type="module"></script', "title", "meta", "p data-built=1")
    ),
    ("a2", "<script src=/a.js></script>"),
    ("a6", '<noscript><p title="</noscript><img src=x onerror=alert(1)>">x</p></noscript>'),
    ("a4", "<script>alert(1)</script>"),
    ("a4", "<style>b{}</style>"),
    ("a14", "<!-- x -->"),
    ("a14", "<![CDATA[x]]>"),
    ("a14", "<?php x ?>"),
    ("a14", "</ x>"),
    ("a14", "<p>/home/x/projekt/site</p>"),
    ("a14", r"<p>C:\projekt\site</p>"),
    ("a14", "<p>Byggd 2026-11-21T08:30</p>"),
    ("a14", "<p>Byggd 08:30:15</p>"),
    ("a15", f'<a href="https://www.example.org/" {REL}>example.org</a>'),
    ("a15", f'<a {KNOWN} rel="noreferrer nofollow">Kommunens sida</a>'),
    ("a15", f"<a {KNOWN}>example.se</a>"),
    ("a15", f'<a {KNOWN} rel="noreferrer noopener nofollow opener">example.se</a>'),
    ("c12", "<details><summary><h2>Svar</h2></summary></details>"),
    ("c4", "<h1>Igen</h1>"),
    ("bruten-lank", '<a href="../finns-inte/">x</a>'),
    ("bruten-lank", '<a href="#finns-inte">x</a>'),
    ("bruten-lank", '<a href="../../../../x">x</a>'),
    ("bruten-lank", '<a href="?svar=ja">x</a>'),
    ("bruten-lank", '<a href="../guide/?a#b">x</a>'),
    ("bruten-lank", '<a href="//x.se/">x</a>'),
    ("bruten-lank", '<a href="http://www.example.se/stod">example.se</a>'),
    ("bruten-lank", '<a href="javascript:alert(1)">x</a>'),
    ("bruten-lank", '<a href=" java&#10;script&colon;alert(1)">x</a>'),
    ("bruten-lank", '<a href="data:text/html,x">x</a>'),
    ("bruten-lank", '<a href="sms:+46846500400">x</a>'),
    ("bruten-lank", '<a href="TEL:+46846500400">x</a>'),
    *(
        ("okant-nummer", f"<p>Ring {number}.</p>")
        for number in ("08-465 00 499", "0846500400", "+46 8 465 004 00", "08-465\u00a000\u00a0400")
    ),
    ("okant-nummer", '<a href="tel:0846500400">x</a>'),
    ("okant-nummer", '<a href="tel:+46846500499">x</a>'),
    ("okant-nummer", '<a href="tel:+46846500400">112</a>'),
    ("okant-nummer", f'<p>Ring <a href="tel:112"><b>{NUMBER}</b></a></p>'.replace("b>", "strong>")),
    ("d1-sidans-vikt", f"<p>{NOISE}</p>"),
]
"""What stands last on a page, and the only check that says so."""


@pytest.mark.parametrize(("code", "words"), LAST_IN_A_PAGE)
def test_what_does_not_belong_on_a_page_is_found_once(good: Site, code: str, words: str) -> None:
    assert told(planted(good, PAGE, "</main>", f"{words}</main>")) == {code}


def test_what_belongs_on_a_page_hears_nothing(good: Site) -> None:
    words = (
        f'<h2>Rubrik</h2><ul class="a"><li><strong>x</strong></li></ul><a {KNOWN} {REL}>example.se</a>'
        "<table><tr><td>x</td></tr></table><details><summary>x</summary>y</details>"
        '<a href="../">x</a><a href="/stod/skydd/#innehall">x</a><a href="tel:112">112</a>'
        f"<p>Öppet 09:00–17:00, {NUMBER} år 2026.</p><p>onclick=&quot;x&quot; localStorage url(x) &lt;!-- @</p>"
    )
    assert told(planted(good, PAGE, "</main>", f"{words}</main>")) == set()


IN_A_PAGE = [
    ("c4", PAGE, 'lang="sv" dir', 'lang="en" dir'),
    ("c4", PAGE, ' dir="ltr">\n<head>', ">\n<head>"),
    ("c4", PAGE, "<title>", "<title>En</title><title>"),
    ("c4", PAGE, "<title>Sida: fragor", "<title>"),
    ("c4", PAGE, "<footer", "<div"),
    ("c10", AR, '<span class="call-button-number" dir="ltr">', '<span class="call-button-number">'),
    ("a11", PAGE, "</head>", '<meta property="og:title" content="x"></head>'),
    ("a14", PAGE, "</head>", '<meta name="generator" content="x"></head>'),
    ("a2", PAGE, "</head>", '<meta http-equiv="refresh" content="0; url=/"></head>'),
    ("a11", PAGE, "</head>", '<link rel="prefetch" href="data:,"></head>'),
    ("a11", PAGE, "</head>", '<link rel="icon" href="/a.png"></head>'),
    ("a7", PAGE, '<meta name="referrer" content="no-referrer">', ""),
    ("a7", PAGE, "no-referrer", "unsafe-url"),
    ("a7", PAGE, "</head>", '<meta name="referrer" content="origin"></head>'),
    ("a4", PAGE, '<meta charset="utf-8">\n', ""),
    ("a4", PAGE, "img-src data:; ", ""),
    ("a4", PAGE, "default-src 'none'", "default-src 'self'"),
    ("a4", PAGE, "script-src '", "script-src 'unsafe-inline' '"),
    ("a4", PAGE, "trusted-types 'none'", "trusted-types 'none'; connect-src 'self'"),
    ("a11", PAGE, "<title>", "<title>Polisen: "),
    ("a11", PAGE, 'name="description" content="', 'name="description" content="Lämna gänget. '),
    ("b2", PAGE, "Stäng därför fliken", "Gör så"),
    ("b2", PAGE, "Lämna sidan</a>", "Gå</a>"),
    ("b5", PAGE, "https://www.example.com/", "https://www.example.org/"),
    ("b6", PAGE, "tar inte bort historiken", "byter sida"),
    ("b6", PAGE, "surfa-tryggare/", "kontakt/"),
    ("b7", "404.html", 'href="tel:112"', 'href="#innehall"'),
    ("b7", "404.html", '<a href="tel:112">112</a>', '<a href="tel:112">polisen</a>'),
    ("b7", "404.html", "samtalslista", "mobil"),
    ("sida-utan-numret", "404.html", f'class="call-button-number" dir="ltr">{NUMBER}', 'class="call-button-number" dir="ltr">08'),
    ("sida-utan-numret", "404.html", 'class="call-button" href="tel:+46846500400"', 'class="call-button" href="#innehall"'),
    ("okant-nummer", PAGE, "<title>", "<title>Ring 116 000. "),
    ("guide-mot-trad", "*", 'data-answer="hot"', 'data-answer="annat"'),
    ("guide-mot-trad", "*", 'data-outcome="f', 'data-outcome="-'),
    ("guide-mot-trad", "*", 'data-outcome="f', 'data-outcome="m'),
    ("a15", GUIDE, "</main>", f"<a {KNOWN} {REL}>example.se</a></main>"),
    ("languages", "ar/kontakt/index.html", 'href="tel:116111" dir="ltr">116 111', 'href="tel:11414" dir="ltr">114 14'),
]
"""Where in the text of a page what is made what, and the only check that says so."""


@pytest.mark.parametrize(("code", "page", "old", "new"), IN_A_PAGE)
def test_what_is_wrong_on_a_page_is_found_once(good: Site, code: str, page: str, old: str, new: str) -> None:
    assert told(planted(good, page, old, new)) == {code}


POLICY = '<meta http-equiv="Content-Security-Policy" content="{{ policy|in_page }}">\n'
STRICT = '"use strict";'
OUTCOME, QUESTION, LIFELINE = "components/outcome.html", "components/question.html", "components/lifeline.html"
CSS, EXIT = "assets/utvag.css", "assets/exit.js"

IN_A_TEMPLATE = [
    ("sida-utan-numret", "base.html", "{{ call_button(site.lifeline, lang) }}", ""),
    ("sida-utan-numret", LIFELINE, "{{ line|tel }}", "#innehall"),
    ("okant-nummer", "components/footer.html", "<noscript>", '<a href="tel:+46850825000">x</a><noscript>'),
    ("bruten-lank", "components/menu.html", "{{ address }}", "{{ address|replace('guide', 'guiden') }}"),
    ("guide-mot-trad", OUTCOME, "{{ ending.lifeline|tel }}", "#innehall"),
    ("guide-mot-trad", OUTCOME, "{{ ending.lifeline.number }}", "x"),
    ("guide-mot-trad", OUTCOME, "</section>", '<a href="tel:112" dir="ltr">112</a></section>'),
    ("guide-mot-trad", OUTCOME, "if ending.emergency", "if false"),
    ("guide-mot-trad", QUESTION, "if answer.emergency", "if false"),
    ("guide-mot-trad", QUESTION, "answer.leads_to|letters(cards)", "'f'"),
    ("guide-mot-trad", QUESTION, "in asked.answers", "in asked.answers[:-1]"),
    ("guide-mot-trad", QUESTION, "{{ answer.id }}", "{{ answer.id|replace('vet-inte', 'annat') }}"),
    (
        "guide-mot-trad",
        QUESTION,
        "{% endif %}</details>",
        "{% endif %}{{ outcome(answer.leads_to, 'f', lang) if not answer.leads_to.is_question }}</details>",
    ),
    ("a2", CSS, "{", "{ background: url(https://example.se/a.png);"),
    ("a2", EXIT, STRICT, f"{STRICT} fetch('/x');"),
    ("a3", EXIT, STRICT, f"{STRICT} localStorage.setItem('a', 'b');"),
    ("a3", "assets/guide.js", STRICT, f"{STRICT} window.name = 'a';"),
    ("a4", "base.html", POLICY, ""),
    ("a4", "base.html", POLICY, f'<meta name="robots" content="noarchive">{POLICY}'),
    ("a4", "base.html", "policy|in_page", "(policy|in_page)|replace('script-src', \"script-src 'unsafe-inline'\")"),
    ("a4", "404.html", "<h1>", "<script>document.title = 'Sida';</script><h1>"),
    ("d2", "base.html", "<main", '<img src="https://example.se/a.png" alt=""><main'),
    ("a6", "base.html", " data-light", " data-x"),
    ("d2", LIFELINE, "</section>", '<svg viewBox="0 0 1 1"></svg></section>'),
    ("a13", CSS, "a:link, a:visited {", "a:link {"),
    ("a14", CSS, "{", "{ /* x */"),
    ("a14", EXIT, STRICT, f"{STRICT} // x\n"),
    ("a14", "base.html", "</main>", "<!-- main.html --></main>"),
    ("a15", "components/exit_button.html", ' rel="noreferrer nofollow"', ""),
    ("b2", "base.html", "{{ exit_button(site.exit_address, lang) }}", ""),
    ("b2", "components/footer.html", "{{ w.without_script }}", ""),
    ("b5", "base.html", "exit_button(site.exit_address,", "exit_button(site.exit_address ~ title|length,"),
    ("b6", "components/footer.html", "{{ w.history_stays }}", ""),
    ("b7", LIFELINE, "{{ call_trace(line, lang) }}", ""),
    ("c10", "components/call_button.html", ' dir="ltr"', ""),
    ("c10", CSS, "body {", "body { text-align: left;"),
    ("c12", "components/footer.html", "<p>", "<details><summary><h2>Sidor</h2></summary></details><p>"),
    ("c4", "base.html", ' dir="{{ w.direction }}"', ""),
    ("d1", CSS, "body {", f"body {{ content: '{NOISE[:9000]}';"),
    ("d1", EXIT, STRICT, f"{STRICT} var a = '{NOISE[:3000]}';"),
    ("d2", CSS, "body {", "@font-face { font-family: x } body {"),
    ("d9", CSS, "a:hover {", "p:has(a) a:hover {"),
    ("languages", "components/contact_entry.html", "{% for route in routes", "{% for route in routes if lang == 'sv'"),
]
"""Where in a template what is made what, and the only check that says so."""


@pytest.mark.parametrize(("code", "name", "old", "new"), IN_A_TEMPLATE)
def test_what_is_wrong_in_a_template_is_found_once(tmp_path: Path, good: Site, code: str, name: str, old: str, new: str) -> None:
    theme = shutil.copytree(PUBLIC, tmp_path / "theme")
    text = (theme / name).read_text(encoding="utf-8")
    assert old in text
    (theme / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert told(made(tmp_path / "site", good.loaded, theme)) == {code}


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("without_script", "Stäng därför fliken", "Gör så", "b2"),
        ("history_stays", "tar inte bort historiken", "byter sida", "b6"),
        ("call_trace", "samtalslista", "minne", "b7"),
    ],
)
def test_a_sentence_that_no_longer_says_it_is_found_once(tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    loaded = a_little_of_everything()
    swedish = loaded.languages[0]
    assert old in swedish[name]
    words = {**swedish.words, name: swedish[name].replace(old, new)}
    assert told(made(tmp_path, replace(loaded, languages=(replace(swedish, words=words),)))) == {code}


@pytest.mark.parametrize(
    "name", ["bild.png", "anteckning.html", "stod/index.html.bak", "Stod/index.html", "assets/utvag.css", "a.map"]
)
def test_a_file_that_is_no_page_of_the_site_is_found_once(good: Site, name: str) -> None:
    assert told(replace(good, files=(*good.files, name))) == ({"d7", "bruten-lank"} if name.endswith(".html") else {"d7"})


def test_a_page_that_is_missing_is_found(good: Site) -> None:
    assert told(replace(good, pages={name: page for name, page in good.pages.items() if name != GUIDE})) == {"bruten-lank"}


def test_the_guide_of_another_registry_is_found(good: Site) -> None:
    other = load(a_registry({"programs.arbete.status": "paused", "programs.arbete.status_reason": "x"}))
    assert "guide-mot-trad" in told(replace(good, tree=wizard.compile(other.registry)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("default-src 'none'", "default-src 'self'"),
        ("script-src '", "script-src https: '"),
        ("style-src '", "style-src * '"),
        ("base-uri 'none'; ", ""),
        ("frame-ancestors 'none'; ", ""),
        ("trusted-types 'none'", "trusted-types 'none'; report-uri /x"),
        ("style-src '", f"style-src {headers.digest('b{}')} '"),
    ],
)
def test_a_policy_of_the_server_that_allows_more_is_found_once(good: Site, tmp_path: Path, old: str, new: str) -> None:
    folder = shutil.copytree(good.folder, tmp_path / "site")
    text = (folder / headers.LIST).read_text(encoding="utf-8")
    assert old in text
    (folder / headers.LIST).write_text(text.replace(old, new), encoding="utf-8")
    assert told(replace(good, folder=folder)) == {"a4"}


def test_a_site_without_headers_is_found_once(good: Site) -> None:
    assert told(replace(good, files=tuple(name for name in good.files if name != headers.LIST))) == {"a4"}


@pytest.mark.parametrize(
    "css",
    [
        *(
            "text-align: left",
            "margin-left:1em",
            "border-left-width: 0 ",
            "left : 0",
            "float: right",
            "border-top-left-radius: 1px",
        ),
        *("inset: 0 0 0 1px", "padding: 0 calc(1px + 2px) 2px 1px !important", "border-radius: 1px 2px 1px 2px"),
    ],
)
def test_a_style_that_knows_left_from_right_is_known(css: str) -> None:
    name, _, value = css.partition(":")
    assert blocks.physical(name.strip(), value.strip())


@pytest.mark.parametrize(
    "css", ["text-align: start", "padding: 0 1px 2px 1px", "margin-inline-start: 1em", "border-radius: 1px 2px 1px"]
)
def test_a_style_that_does_not_is_known_too(css: str) -> None:
    name, _, value = css.partition(":")
    assert not blocks.physical(name.strip(), value.strip())


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a:link,a:visited{color:red}", []),
        ("a{color:red}.x a:link,.x a:visited{color:blue}", []),
        ("a:link{color:red}a{color:red}", ["a:link"]),
        ("a{color:red}@media print{a:visited{color:blue}}", ["a:visited"]),
        ("a:not(:visited){color:red}a{color:red}", ["a:not(:visited)"]),
        ("b{color:red}", ["a"]),
    ],
)
def test_links_that_look_different_once_they_were_followed_are_known(css: str, found: list[str]) -> None:
    assert list(blocks.told_by_colour(css)) == found


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("p { a { color: red } }", ["a"]),
        ("p { color: red; @media print { color: blue } }", ["@media print"]),
        ("p:has(a) { color: red }", ["p:has(a)"]),
        ("@supports selector(:has(*)) { p:has(a) { color: red } }", []),
        ("@media print { @page { margin: 0 } p { content: '{ a { :has(b) '; } } a { color: red; }", []),
    ],
)
def test_what_an_old_browser_does_not_read_is_known(css: str, found: list[str]) -> None:
    assert list(blocks.too_new(css)) == found


@pytest.mark.parametrize(
    "script",
    [
        "new XMLHttpRequest()",
        "navigator.sendBeacon(a)",
        "import('/x')",
        "new Image().src = a",
        "a = '//x.se'",
        "a = `https:\\/\\/x.se`",
    ],
)
def test_what_a_script_sends_is_known(script: str) -> None:
    assert blocks.SENDS.search(script)


@pytest.mark.parametrize(
    "script",
    [
        "window['sessionStorage'].a",
        "caches.open('a')",
        "navigator.serviceWorker",
        "self . name = 1",
        "history.pushState(null, '', '?a')",
    ],
)
def test_what_a_script_keeps_is_known(script: str) -> None:
    assert blocks.KEEPS.search(script)


def test_what_a_script_neither_sends_nor_keeps_is_known_too() -> None:
    script = "var imported = 'name', fetched = a.name; location.replace(a.href);"
    assert not blocks.SENDS.search(script)
    assert not blocks.KEEPS.search(script)
