"""YAML that nobody has laid out: any indents, quotation marks, empty lines and comments, and what it should still say."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from random import Random

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str"

SIGNS = r"no 012 12:30 2026-11-21 ~ +46846500400 a:b a#b it's 1e3 = << % @ \ ? | *a !b [ {x}"
WORDS = (*SIGNS.split(), "Ring och fråga", "x, y", "- x", "# x", "a: b", 'sa "hej"', "", " ", "å ä ö 🙂", "två\nrader", "x" * 200)
PLAIN = ("Ring och fråga", "no", "012", "12:30", "2026-11-21", "~", "a#b", "it's", "1e3", "åäö", "Ett, två", "x" * 200)
KEYS = ("id", "name", "text", "sv", "0123", "no", "å-ä", "två ord", "k" * 30, "a", "b", "c")


def a_file(random: Random) -> tuple[bytes, list[str]]:
    """Return an untidy YAML file and its comments, in some order."""
    writer = _Writer(random)
    writer.block(_mapping(random), random.choice((0, 0, 0, 2)))
    writer.between(0)
    ending = random.choice(("\n", "\n", "\r\n"))
    text = ending.join(writer.lines) + random.choice(("", ending, ending * 4))
    return text.encode("utf-8-sig" if random.random() < 0.1 else "utf-8"), writer.comments


def _mapping(random: Random, depth: int = 0) -> dict[str, Tree]:
    return {key: _tree(random, depth + 1) for key in random.sample(KEYS, random.randint(1, 5))}


def _tree(random: Random, depth: int) -> Tree:
    kind = random.random() if depth < 4 else 1
    if kind < 0.35:
        return _mapping(random, depth)
    return [_tree(random, depth + 1) for _ in range(random.randint(0, 4))] if kind < 0.6 else random.choice(WORDS)


def _pairs(tree: dict[str, Tree] | list[Tree]) -> list[tuple[str, Tree]]:
    return list(tree.items()) if isinstance(tree, dict) else [("", value) for value in tree]


class _Writer:
    """Writes a tree with everything a hand may do, and keeps the comments it puts in."""

    def __init__(self, random: Random, comments: list[str] | None = None) -> None:
        self.random, self.lines, self.comments = random, list[str](), comments if comments is not None else []

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def comment(self) -> str:
        said = self.random.choice(("a: b", "- x", '"', "── Rubrik ──", "# #"))
        self.comments.append(f"# {len(self.comments) + 1} {said}")
        return self.comments[-1]

    def between(self, indent: int) -> None:
        """Write what may stand between two lines: empty lines, lines of white space, comments at any column."""
        while self.chance(0.3):
            blank = self.chance(0.5)
            space = " " * self.random.choice((0, 0, 3) if blank else (indent, indent, 0, 1, indent + 2))
            self.lines.append(space + ("" if blank else self.comment()))

    def trail(self) -> str:
        """Return what may stand at the end of a line: nothing, white space, a comment."""
        return (
            " " * self.random.choice((1, 2, 9)) + self.comment() if self.chance(0.15) else " " * self.random.choice((0, 0, 0, 1, 4))
        )

    def scalar(self, value: str, *, flow: bool = False) -> str:
        if value in PLAIN and not (flow and "," in value) and self.chance(0.7):
            return value
        if "\n" not in value and self.chance(0.5):
            return "'" + value.replace("'", "''") + "'"
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def flow(self, tree: Tree, indent: int) -> str:
        """Return a tree inside brackets, perhaps over several lines with comments."""
        if isinstance(tree, str):
            return self.scalar(tree, flow=True)
        turn, text = "\n" + " " * (indent + 3), ""
        for number, (key, value) in enumerate(_pairs(tree), 1):
            inside = self.flow(value, indent)
            end = "," if number < len(tree) else ""
            cut = inside in PLAIN and not end  # a comment would cut the text off, and `check` refuses it
            more = f" {self.comment()}{turn}" if not cut and self.chance(0.1) else self.random.choice((" ", "   ", turn))
            text += (f"{self.scalar(key, flow=True)}: " if isinstance(tree, dict) else "") + inside + end + more
        return ("{%s}" if isinstance(tree, dict) else "[%s]") % text

    def value(self, head: str, tree: Tree, indent: int, depth: int) -> None:
        """Write a value after `head` (a key and a colon, or a dash)."""
        apart = " " * self.random.choice((1, 1, 1, 4))
        if isinstance(tree, str) and "\n" not in tree and tree.strip() and self.chance(0.1):
            self.lines.append(
                f"{head}{apart}{self.random.choice(('|-', '>-'))}" + (f" {self.comment()}" if self.chance(0.2) else "")
            )
            self.lines += [" " * (indent + self.random.choice((1, 2, 5))) + tree.strip(), *[""] * self.random.choice((0, 0, 2))]
        elif isinstance(tree, str):
            written = self.scalar(tree)
            trail = self.trail() if not (tree in PLAIN and " " in tree) else ""
            if " " in written and self.chance(0.1) and written[0] not in "'\"":
                written = written.replace(" ", "\n" + " " * (indent + 3), 1)
            self.lines += f"{head}{apart}{written}{trail}".split("\n")
        elif not tree or self.chance(0.25) or depth > 3:
            self.lines += f"{head}{apart}{self.flow(tree, indent)}{self.trail()}".split("\n")
        else:
            self.lines.append(f"{head}{self.trail()}")
            lowest = indent if isinstance(tree, list) and head.endswith(":") else indent + 1
            self.block(tree, lowest + self.random.choice((0, 1, 1, 3)), depth + 1)

    def block(self, tree: dict[str, Tree] | list[Tree], indent: int, depth: int = 0) -> None:
        """Write a mapping or a list on lines of its own."""
        for key, value in _pairs(tree):
            self.between(indent)
            if isinstance(tree, list) and isinstance(value, dict) and value and self.chance(0.6):
                inner = _Writer(self.random, self.comments)
                inner.block(value, indent + 1 + self.random.choice((1, 1, 3)), depth + 1)
                first = next(at for at, line in enumerate(inner.lines) if line.strip() and line.lstrip()[0] != "#")
                inner.lines[first] = " " * indent + "-" + inner.lines[first][indent + 1 :]
                self.lines += inner.lines
            else:
                self.value(" " * indent + (f"{self.scalar(key)}:" if isinstance(tree, dict) else "-"), value, indent, depth)
