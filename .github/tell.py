"""Tells people on the code host what a run has found: a comment on a suggestion, an issue for each report, a form's suggestion.

Run by workflows alone, with nothing installed: `tell.py fetch FOLDER`, and `comment`, `issues` or `form` likewise. What a
suggestion or a form says comes from anybody: nothing of it is run, and its text is shown as words.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import json
import os
import re
import subprocess
import sys
import unicodedata
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

US = "github-actions[bot]"
"""Who writes: only what this name has written is ever written anew."""

DIFF, FORM = "<!-- utvag:diff -->", "<!-- utvag:form -->"
REPORTS = {
    "links.md": ("<!-- utvag:links -->", "Länkar att se över"),
    "due.md": ("<!-- utvag:due -->", "Veckans samtal"),
}
"""For each report its mark, by which its issue is found again, and the title of the issue."""

REGISTRY = "programs.yaml"
DATA = re.compile(r"programs\.yaml|content/.+", re.DOTALL)
"""What `diff` reads of a suggestion. Whatever else it changes is named first: what that does to the pages, no list says."""

PLAIN_FILE, GONE = "100644", "000000"
"""What git calls a file that is neither a link nor a program, and one that is no more."""

MOST_NAMES = 10
MOST_SIGNS = 50_000
"""Where a text is cut off; the host takes 65,536."""

NOTHING = "Det gick inte att räkna ut vad besökare märker av förslaget. Läs raderna, och titta i förhandsvisningen."
CUT = "Listan är för lång för att visas här. Hela finns i körningen."
OTHERS = (
    "Förslaget ändrar också annat än registret och sidorna: {names}. Vad det gör står inte i listan här under. "
    "Läs de raderna innan du godkänner."
)
BOX = "- [ ] "
SEAL = re.compile(r"\s*<!-- utvag:([0-9a-f]{64}) -->\s*\Z")
PER_PAGE = 100
PATIENCE = 30
"""Seconds that the host may take to answer."""

TAKEN = 422
"""What the host answers when there is such a branch already: somebody else's, perhaps."""

FAULTS = (OSError, http.client.HTTPException, ValueError)
"""What comes of asking a host that says no, does not answer, or answers with something else."""

HINT = (
    "Vill du se sidorna? Öppna [körningen]({run}), gå längst ner till *Artifacts* och hämta `forhandsvisning`. "
    "Packa upp den och öppna `site/index.html`, eller `site-staff/index.html` för personalens sidor.\n\n"
    "<sub>Listan gäller version {version} och är räknad av programmen på main. Förhandsvisningen är gjord av förslagets egna "
    "filer. Den som granskar läser alltid raderna också.</sub>"
)


UNREAD = "Programmet kunde inte läsa ärendet. Felet är vårt. Gör ändringen för hand, och säg till den som sköter programmen."
OPENED = "Förslaget är #{pull}. Där står vad det ändrar. Inget syns för besökare förrän någon har godkänt det."
NOT_OPENED = (
    "Förslaget gick inte att öppna: {fault}. Inget är ändrat. Ta bort märket och sätt det igen, eller gör ändringen för hand. "
    "Finns grenen {branch} redan, och behövs den inte? Ta bort den först."
)
SUGGESTED = (
    "Ärendet är #{number}. Det stängs när förslaget är inne: closes #{number}. {who} satte märket och svarar för att det stämmer. "
    "Raderna är skrivna av programmen på main. Den som granskar läser dem, och frågar om något är oklart.\n\n"
    "Proven börjar när någon av er trycker på *Approve workflows to run*. Finns ingen sådan knapp? Stäng förslaget, och öppna det "
    "igen."
)

NEWER = "The suggestion is closed, or has newer lines than these."


class Refused(Exception):  # noqa: N818 -- what it is
    """What came is not what was asked for. Its text says why."""


def fetch(folder: Path) -> str:
    """Fetch the suggestion, put together with main, as a branch that nothing is run from; write into `folder` what else it changes.

    Raises Refused when it is closed or has newer lines than those of the run.
    """
    pull = _pull()
    if pull is None:
        raise Refused(NEWER)
    _git("fetch", "--quiet", "--depth=2", "origin", f"+refs/pull/{pull['number']}/merge:refs/heads/suggestion")
    if _git("rev-parse", "suggestion^2").strip() != os.environ["HEAD_SHA"]:
        raise Refused(NEWER)
    *changes, _ = _git("diff", "--raw", "-z", "--no-renames", "suggestion^1", "suggestion", "--").split("\0")
    changed = zip(changes[::2], changes[1::2], strict=True)
    others = [name for how, name in changed if not DATA.fullmatch(name) or how.split()[1] not in (PLAIN_FILE, GONE)]
    folder.mkdir()
    (folder / "others.json").write_text(json.dumps(others), encoding="utf-8")
    return f"#{pull['number']} is fetched. It changes {len(others)} files besides the registry and the pages."


def comment(folder: Path) -> str:
    """Write under the suggestion what `folder` says of it; return what was done."""
    pull = _pull()
    if pull is None:
        return f"{NEWER} Nothing is written."
    number = pull["number"]
    others = json.loads((folder / "others.json").read_text(encoding="utf-8"))
    body = f"{_others(others)}{words((folder / 'diff.txt').read_text(encoding='utf-8')) or f'**{NOTHING}**'}\n\n"
    body += HINT.format(run=os.environ["RUN_ADDRESS"], version=pull["head"]["sha"][:7])
    return _say(number, DIFF, body)


def issues(folder: Path) -> str:
    """Write each report in `folder` into its open issue, unless somebody has ticked or written there: then it is a new round.

    A new round, or what is to do when no issue is open, gets a new issue. Nothing that people wrote is written over.
    """
    done = []
    for name, (mark, title) in REPORTS.items():
        if not (folder / name).is_file():
            continue
        body = _sealed(f"{mark}\n{_cut((folder / name).read_text(encoding='utf-8'))}")
        mine = _mine("issues?state=open", mark)
        if mine is not None and _seal(mine["body"]) == _seal(body):
            done.append(f"{name}: #{mine['number']} says so already.")
        elif mine is not None and _seal(mine["body"]) == _seal(_sealed(_unsealed(mine["body"]))):
            _ask("PATCH", f"issues/{mine['number']}", {"body": body})
            done.append(f"{name}: #{mine['number']} is written anew.")
        elif BOX in body:
            _ask("POST", "issues", {"title": title, "body": body})
            done.append(f"{name}: a new issue.")
        else:
            done.append(f"{name}: nothing to do, and no issue of ours is open that nobody has written in.")
    return "\n".join(done) or "No report."


def form(folder: Path) -> str:
    """Open the suggestion that `folder` has made of an issue's form, and tell on the issue, or tell there why there is none.

    Nothing is done unless whoever put the label on may write. One issue has one suggestion; one that fails half-way is taken back.
    """
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    number, who = int(event["issue"]["number"]), str(event["sender"]["login"])
    right = _ask("GET", f"collaborators/{urllib.parse.quote(who, safe='')}/permission")["permission"]
    if right not in ("admin", "write"):
        return f"#{number}: whoever put the label on may not write ({right}). Nothing is done."
    said, registry, branch = words((folder / "said.txt").read_text(encoding="utf-8")), folder / REGISTRY, f"form-{number}"
    if not registry.is_file():
        return _say(number, FORM, said or f"**{UNREAD}**")
    owner = urllib.parse.quote(os.environ["GITHUB_REPOSITORY"].partition("/")[0])
    if opened := _ask("GET", f"pulls?state=open&head={owner}:{branch}&per_page={PER_PAGE}"):
        return f"#{number}: #{opened[0]['number']} is open already. Nothing is done."
    title, body = f"Från ärende {number}", f"{said}\n\n{SUGGESTED.format(number=number, who=inert(who))}"
    try:
        pull = _suggest(branch, registry.read_bytes().decode(), title, body)
    except FAULTS as fault:
        with contextlib.suppress(*FAULTS):
            _say(number, FORM, f"**{NOT_OPENED.format(fault=inert(str(fault)), branch=branch)}**")
        raise
    return _say(number, FORM, OPENED.format(pull=pull))


def _suggest(branch: str, registry: str, title: str, body: str) -> int:
    """Open the suggestion of a whole new registry, made after the commit of the run; return its number. No branch is left alone."""
    base = os.environ["GITHUB_SHA"]
    file = {"path": REGISTRY, "mode": PLAIN_FILE, "type": "blob", "content": registry}
    tree = _ask("POST", "git/trees", {"base_tree": _ask("GET", f"git/commits/{base}")["tree"]["sha"], "tree": [file]})
    commit = _ask("POST", "git/commits", {"message": title, "tree": tree["sha"], "parents": [base]})
    try:
        _ask("POST", "git/refs", {"ref": f"refs/heads/{branch}", "sha": commit["sha"]})
        return int(_ask("POST", "pulls", {"title": title, "head": branch, "base": "main", "body": body})["number"])
    except FAULTS as fault:
        if not (isinstance(fault, urllib.error.HTTPError) and fault.code == TAKEN and fault.url.endswith("/git/refs")):
            with contextlib.suppress(*FAULTS):
                _ask("DELETE", f"git/refs/heads/{branch}")  # which closes a suggestion that the host has opened without a word
        raise


def _say(number: int, mark: str, said: str) -> str:
    """Write under an issue or a suggestion our one comment with this mark, anew if there is one; return what was done."""
    body = {"body": f"{mark}\n{said}"}
    mine = _mine(f"issues/{number}/comments", mark)
    if mine is None:
        _ask("POST", f"issues/{number}/comments", body)
        return f"#{number}: a new comment."
    _ask("PATCH", f"issues/comments/{mine['id']}", body)
    return f"#{number}: the comment is written anew."


def _sealed(body: str) -> str:
    """Return a text with the sum of its words last, unseen: whoever ticks a box there does not change the sum."""
    return f"{body.strip()}\n\n<!-- utvag:{hashlib.sha256(' '.join(body.split()).encode()).hexdigest()} -->"


def _unsealed(body: str) -> str:
    return SEAL.sub("", body)


def _seal(body: str) -> str:
    """Return the sum that a text was written with, "" when it has none."""
    found = SEAL.search(body)
    return found[1] if found else ""


def _others(names: list[str]) -> str:
    """Return the bold lines that say what else a suggestion changes, or nothing."""
    if not names:
        return ""
    more = [f"och {len(names) - MOST_NAMES} filer till"] if len(names) > MOST_NAMES else []
    return f"**{OTHERS.format(names=', '.join([*map(inert, names[:MOST_NAMES]), *more]))}**\n\n"


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
    line = "".join(" " if _is_unseen(sign) else sign for sign in line)
    line = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line)
    line = re.sub(r"([@#])", "\\1\u200b", line)  # a mention and a reference are found after the strokes are gone
    return re.sub(r"(?i)\b(gh\\-|www|https?)", lambda found: f"{found[0][0]}\u200b{found[0][1:]}", line)


def _is_unseen(sign: str) -> bool:
    """Return whether a sign shows nothing of its own, or turns the reading round: white space, controls, selectors, tags."""
    return unicodedata.category(sign)[0] in "CZ" or "VARIATION SELECTOR" in unicodedata.name(sign, "")


def _cut(text: str) -> str:
    if len(text) <= MOST_SIGNS:
        return text
    return f"{text[:MOST_SIGNS].rpartition(chr(10))[0]}\n\n{CUT}"


def _pull() -> dict[str, Any] | None:
    """Return the open suggestion whose newest lines are those of the run, as the host knows them, or None."""
    pulls = _ask("GET", f"pulls?state=open&head={urllib.parse.quote(os.environ['HEAD'])}&per_page={PER_PAGE}")
    return next((dict(pull) for pull in pulls if pull["head"]["sha"] == os.environ["HEAD_SHA"]), None)


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


def _git(*arguments: str) -> str:
    """Return what git says in the folder where we are; the token is for the host alone. Raises Refused."""
    key = base64.b64encode(f"x-access-token:{os.environ['GH_TOKEN']}".encode()).decode()
    told = {"COUNT": "1", "KEY_0": f"http.{os.environ['GITHUB_SERVER_URL']}/.extraHeader", "VALUE_0": f"Authorization: basic {key}"}
    environment = {**os.environ, **{f"GIT_CONFIG_{name}": value for name, value in told.items()}}
    done = subprocess.run(["git", *arguments], env=environment, capture_output=True, check=False)  # noqa: S603, S607 -- no shell; the runner's git
    if done.returncode:
        message = f"git {arguments[0]}: {done.stderr.decode(errors='replace').strip()}"
        raise Refused(message)
    return done.stdout.decode(errors="replace")


def _ask(method: str, path: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 -- JSON
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
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 -- the same
        return json.loads(answer.read() or b"null")


DOES = {"fetch": fetch, "comment": comment, "issues": issues, "form": form}


def main(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit status."""
    if len(arguments) != 2 or arguments[0] not in DOES:  # noqa: PLR2004 -- what, and where
        print(f"tell.py {'|'.join(DOES)} FOLDER")
        return 2
    try:
        print(DOES[arguments[0]](Path(arguments[1])))
    except Refused as reason:
        print(f"Refused: {reason}")
        return 1
    except FAULTS as fault:
        print(f"The code host said no: {fault}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
