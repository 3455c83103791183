"""Every code that a problem can bear, as codes.yaml has it: the rule, what to do, in which words the rules of this room tell it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

from utvag.problems import Problem, Severity
from utvag.registry import source
from utvag.swedish import quoted

if TYPE_CHECKING:
    from utvag.problems import Location


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, what to do about what breaks it, how much that weighs, whether a line with `tillåt` may let it be broken.

    `says` are the messages that it is told with, by name, each with what to write instead; without that it is what to `do`.
    """

    rule: str
    do: str
    severity: Severity
    can_be_allowed: bool
    says: dict[str, tuple[str, str]]


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code, in the order of codes.yaml."""
    rows: Any = source.parse((Path(__file__).parent / "codes.yaml").read_bytes(), "codes.yaml").document
    return {
        code: Rule(
            row["rule"],
            row["do"],
            Severity(row.get("severity", Severity.ERROR)),
            "can_be_allowed" in row,
            {name: _message(said) for name, said in _named(row.get("says", {}))},
        )
        for code, row in rows.items()
    }


def _named(says: Any) -> Any:  # noqa: ANN401 -- as the file has it
    return says.items() if isinstance(says, dict) else [("", says)]


def _message(said: str | list[str]) -> tuple[str, str]:
    return (said, "") if isinstance(said, str) else (said[0], said[1])


class _Words(Formatter):
    """Fills in words, in quotation marks where `!q` asks for them."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:  # noqa: ANN401 -- as in the standard library
        return quoted(str(value)) if conversion == "q" else super().convert_field(value, conversion)


def problem(where: Location, subject: str, told: str, /, **words: object) -> Problem:
    """Return the problem that is `told`: a code, or a code and the name of one of its messages ("html/tag"), with its `words`."""
    code, _, name = told.partition("/")
    rule = rules()[code]
    message, remedy = (_Words().vformat(text, (), words) for text in rule.says[name])
    return Problem(where, subject, message, remedy or rule.do.replace("`", ""), code, rule.severity)


def page() -> str:
    """Return docs/koder.md: every rule, and what to do about what breaks it."""
    parts = [
        "# Koderna",
        "Varje meddelande slutar med en kod inom [ ]. Här står regeln, och vad du gör när något bryter mot den.",
        "Görs av `.venv/bin/python scripts docs`, av `scripts/utvag/rules/codes.yaml`. Ändra där, inte här.",
    ]
    for code, rule in sorted(rules().items()):
        remark = " Det är ett påpekande: det stoppar ingenting." if rule.severity is Severity.WARNING else ""
        parts += [f"## {code}", f"**{rule.rule}**{remark}", rule.do]
    return "\n\n".join(parts) + "\n"
