"""Tells people on the code host what a run has found: one comment on a suggestion, one issue for each report.

Run by workflows alone, with nothing installed: `tell.py comment FOLDER` and `tell.py issues FOLDER`. The folder of a comment
comes from a suggestion, so from anybody: its number is held against what the host says, and its text is shown as words.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

US = "github-actions[bot]"
"""Who writes: only what this name has written is ever written anew."""

DIFF = "<!-- utvag:diff -->"
REPORTS = {
    "links.md": ("<!-- utvag:links -->", "Länkar att se över"),
    "due.md": ("<!-- utvag:due -->", "Veckans samtal"),
}
"""For each report its mark, by which its issue is found again, and the title of the issue."""

MOST_BYTES = 400_000
"""A larger file from a suggestion is not read at all."""

MOST_SIGNS = 50_000
"""Where a text is cut off; the host takes 65,536."""

CUT = "Listan är för lång för att visas här. Hela finns i körningen."
BOX = "- [ ] "
PER_PAGE = 100
HINT = (
    "Vill du se sidorna? Öppna [körningen]({run}), gå längst ner till *Artifacts* och hämta `forhandsvisning`. "
    "Packa upp den och öppna `site/index.html`.\n\n"
    "<sub>Listan är räknad av förslagets egna filer. Den som granskar läser alltid raderna också.</sub>"
)


class Refused(Exception):  # noqa: N818 -- what it is
    """What came is not what was asked for. Its text says why."""


def comment(folder: Path) -> str:
    """Write what `folder` says under the suggestion whose number it holds; return what was done. Raises Refused."""
    number = _number(_text(folder / "number"))
    said = words(_text(folder / "diff.txt"))
    pull = _ask("GET", f"pulls/{number}")
    if pull["state"] != "open" or pull["head"]["sha"] != os.environ["HEAD_SHA"]:
        return f"#{number} is closed, or has newer lines than these: nothing is written."
    run = os.environ["RUN_ADDRESS"]
    if not run.startswith("https://") or set(run) & set(" ()<>\n"):
        message = "RUN_ADDRESS is no address."
        raise Refused(message)
    body = f"{DIFF}\n{said}\n\n{HINT.format(run=run)}"
    mine = _mine(f"issues/{number}/comments", DIFF)
    if mine is None:
        _ask("POST", f"issues/{number}/comments", {"body": body})
        return f"#{number}: a new comment."
    _ask("PATCH", f"issues/comments/{mine['id']}", {"body": body})
    return f"#{number}: the comment is written anew."


def issues(folder: Path) -> str:
    """Write each report in `folder` into its open issue; one with something to do and no open issue gets a new one."""
    done = []
    for name, (mark, title) in REPORTS.items():
        if not (folder / name).is_file():
            continue
        body = f"{mark}\n{_cut((folder / name).read_text(encoding='utf-8'))}"
        mine = _mine("issues?state=open", mark)
        if mine is not None:
            _ask("PATCH", f"issues/{mine['number']}", {"body": body})
            done.append(f"{name}: #{mine['number']} is written anew.")
        elif BOX in body:
            _ask("POST", "issues", {"title": title, "body": body})
            done.append(f"{name}: a new issue.")
        else:
            done.append(f"{name}: nothing to do, and no issue is open.")
    return "\n".join(done) or "No report."


def _text(path: Path) -> str:
    """Return what a file from a suggestion says. Raises Refused for a link, for what is no file, and for far too much."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_BYTES:
        message = f"{path.name} is missing, no plain file, or larger than {MOST_BYTES} bytes."
        raise Refused(message)
    return path.read_bytes().decode("utf-8", errors="replace")


def _number(text: str) -> int:
    found = re.fullmatch(r"([1-9][0-9]{0,8})\n?", text)
    if found is None:
        message = "The number of the suggestion is no number."
        raise Refused(message)
    return int(found[1])


def words(text: str) -> str:
    """Return a stranger's text as Markdown that shows its words, lists and headings, and nothing else.

    A line that begins with "- " is an item, one right before an item a heading, the first is bold, the rest are paragraphs.
    """
    lines = [line.strip() for line in text.split("\n")]
    made = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if line.startswith("- "):
            made.append(f"- {inert(line[2:])}")
        elif line:
            before = "### " if following.startswith("- ") else ""
            made.append(f"\n**{inert(line)}**\n" if not made else f"\n{before}{inert(line)}\n")
    return _cut(re.sub(r"\n{3,}", "\n\n", "\n".join(made)).strip("\n"))


def inert(line: str) -> str:
    """Return a line that Markdown shows as it is: no link, picture, HTML, mention or reference to an issue comes of it."""
    line = re.sub(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", " ", line)
    line = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line)
    line = re.sub(r"([@#])", "\\1\u200b", line)  # a mention and a reference are found after the strokes are gone
    return re.sub(r"(?i)\b(gh\\-|www|https?)", lambda found: f"{found[0][0]}\u200b{found[0][1:]}", line)


def _cut(text: str) -> str:
    if len(text) <= MOST_SIGNS:
        return text
    return f"{text[:MOST_SIGNS].rpartition(chr(10))[0]}\n\n{CUT}"


def _mine(path: str, mark: str) -> dict[str, Any] | None:
    """Return what we have written at `path` under this mark, or None."""
    page = 1
    while page:
        found = _ask("GET", f"{path}{'&' if '?' in path else '?'}per_page={PER_PAGE}&page={page}")
        for one in found:
            if one["user"]["login"] == US and (one["body"] or "").startswith(mark) and "pull_request" not in one:
                return dict(one)
        page = page + 1 if len(found) == PER_PAGE else 0
    return None


def _ask(method: str, path: str, body: dict[str, str] | None = None) -> Any:  # noqa: ANN401 -- JSON
    """Return the code host's answer, as the token and the repository of the environment say."""
    request = urllib.request.Request(  # noqa: S310 -- the runner's own address
        f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {os.environ['GH_TOKEN']}",
            "X-GitHub-Api-Version": "2022-11-28",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 -- the same
        return json.load(answer)


DOES = {"comment": comment, "issues": issues}


def main(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit status."""
    if len(arguments) != 2 or arguments[0] not in DOES:  # noqa: PLR2004 -- what, and where
        print("tell.py comment FOLDER, or tell.py issues FOLDER")
        return 2
    try:
        print(DOES[arguments[0]](Path(arguments[1])))
    except Refused as reason:
        print(f"Refused: {reason}")
        return 1
    except urllib.error.URLError as fault:
        print(f"The code host said no: {fault}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
