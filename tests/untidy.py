"""YAML that nobody has laid out: any indents, quotation marks, empty lines and comments, and what it should still say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from random import Random

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str"

SIGNS = r"no 012 12:30 2026-11-21 ~ +46846500400 a:b a#b it's 1e3 = << % @ \ ? | *a !b [ {x}"
WORDS = (*SIGNS.split(), "Ring och fråga", "x, y", "- x", "# x", "a: b", 'sa "hej"', "", " ", "å ä ö 🙂", "två\nrader", "x" * 200)
PLAIN = ("Ring och fråga", "no", "012", "12:30", "2026-11-21", "~", "a#b", "it's", "1e3", "åäö", "Ett, två", "x" * 200)
KEYS = ("id", "name", "text", "sv", "0123", "no", "å-ä", "två ord", "k" * 30, "a", "b", "c")


@dataclass
class Writer:
    """Writes a tree with everything a hand may do, and counts the comments it puts in."""

    random: Random
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def chance(self, of: float) -> bool:
        """Return true in `of` of all cases."""
        return self.random.random() < of

    def comment(self) -> str:
        """Return a new comment and remember it."""
        said = self.random.choice(("a: b", "- x", '"', "── Rubrik ──", "# #"))
        self.comments.append(f"# {len(self.comments)} {said}")
        return self.comments[-1]

    def between(self, indent: int) -> None:
        """Write what may stand between two lines: empty lines, lines of white space, comments at any column."""
        while self.chance(0.3):
            if self.chance(0.5):
                self.lines.append(" " * self.random.choice((0, 0, 3)))
            else:
                self.lines.append(" " * self.random.choice((indent, indent, 0, 1, indent + 2)) + self.comment())

    def trail(self) -> str:
        """Return what may stand at the end of a line: nothing, white space, a comment."""
        if self.chance(0.15):
            return " " * self.random.choice((1, 2, 9)) + self.comment()
        return " " * self.random.choice((0, 0, 0, 1, 4))

    def scalar(self, value: str, *, flow: bool = False) -> str:
        """Return a value in one of the ways it can be written."""
        plain = value in PLAIN and not (flow and "," in value)
        if plain and self.chance(0.7):
            return value
        if "\n" not in value and self.chance(0.5):
            return "'" + value.replace("'", "''") + "'"
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def flow(self, tree: Tree, indent: int) -> str:
        """Return a tree inside brackets, perhaps over several lines with comments."""
        if isinstance(tree, str):
            return self.scalar(tree, flow=True)
        break_ = "\n" + " " * (indent + 3)
        parts = []
        pairs = list(tree.items()) if isinstance(tree, dict) else [("", value) for value in tree]
        for number, (key, value) in enumerate(pairs):
            inside = self.flow(value, indent)
            written = f"{self.scalar(key, flow=True)}: {inside}" if isinstance(tree, dict) else inside
            end = "," if number + 1 < len(tree) else ""
            cut = inside in PLAIN and not end  # a comment would cut the text off, and `check` refuses it
            more = f" {self.comment()}{break_}" if not cut and self.chance(0.1) else self.random.choice((" ", "   ", break_))
            parts.append(written + end + more)
        return ("{%s}" if isinstance(tree, dict) else "[%s]") % "".join(parts)

    def value(self, head: str, tree: Tree, indent: int, depth: int) -> None:
        """Write a value after `head` (a key and a colon, or a dash)."""
        apart = " " * self.random.choice((1, 1, 1, 4))
        if isinstance(tree, str):
            if "\n" not in tree and tree.strip() and self.chance(0.1):
                self.lines.append(
                    f"{head}{apart}{self.random.choice(('|-', '>-'))}" + (" " + self.comment() if self.chance(0.2) else "")
                )
                self.lines.append(" " * (indent + self.random.choice((1, 2, 5))) + tree.strip())
                self.lines.extend([""] * self.random.choice((0, 0, 2)))
                return
            written = self.scalar(tree)
            trail = self.trail() if not (tree in PLAIN and " " in tree) else ""
            if " " in written and self.chance(0.1) and written[0] not in "'\"":
                written = written.replace(" ", "\n" + " " * (indent + 3), 1)
            self.lines.extend(f"{head}{apart}{written}{trail}".split("\n"))
        elif not tree or self.chance(0.25) or depth > 3:
            self.lines.extend(f"{head}{apart}{self.flow(tree, indent)}{self.trail()}".split("\n"))
        else:
            self.lines.append(f"{head}{self.trail()}")
            lowest = indent if isinstance(tree, list) and head.endswith(":") else indent + 1
            self.block(tree, lowest + self.random.choice((0, 1, 1, 3)), depth + 1)

    def block(self, tree: dict[str, Tree] | list[Tree], indent: int, depth: int = 0) -> None:
        """Write a mapping or a list on lines of its own."""
        pairs = list(tree.items()) if isinstance(tree, dict) else [("", value) for value in tree]
        for key, value in pairs:
            self.between(indent)
            if isinstance(tree, dict):
                self.value(" " * indent + self.scalar(key) + ":", value, indent, depth)
            elif isinstance(value, dict) and value and self.chance(0.6):
                at, step = len(self.lines), self.random.choice((1, 1, 3))
                inner = Writer(self.random, comments=self.comments)
                inner.block(value, indent + 1 + step, depth + 1)
                first = next(
                    number for number, line in enumerate(inner.lines) if line.strip() and not line.lstrip().startswith("#")
                )
                inner.lines[first] = " " * indent + "-" + inner.lines[first][indent + 1 :]
                self.lines[at:] = inner.lines
            else:
                self.value(" " * indent + "-", value, indent, depth)


def a_mapping(random: Random, depth: int = 0) -> dict[str, Tree]:
    """Return some mapping."""
    return {key: a_tree(random, depth + 1) for key in random.sample(KEYS, random.randint(1, 5))}


def a_tree(random: Random, depth: int) -> Tree:
    """Return some mapping, list or text."""
    kind = random.random()
    if kind < 0.35 and depth < 4:
        return a_mapping(random, depth)
    if kind < 0.6 and depth < 4:
        return [a_tree(random, depth + 1) for _ in range(random.randint(0, 4))]
    return random.choice(WORDS)


def a_file(random: Random) -> tuple[bytes, list[str]]:
    """Return an untidy YAML file and its comments, in some order."""
    writer = Writer(random)
    writer.block(a_mapping(random), random.choice((0, 0, 0, 2)))
    writer.between(0)
    ending = random.choice(("\n", "\n", "\r\n"))
    text = ending.join(writer.lines) + random.choice(("", ending, ending * 4))
    return text.encode("utf-8-sig" if random.random() < 0.1 else "utf-8"), writer.comments
