"""What somebody has answered in an issue's form, as the code host writes it: "### " and a question, then the answer.

An issue comes from anybody, and its text can be written anew afterwards: it is held against the form, and else refused.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from utvag.registry import source
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOTHING = "_No response_"
"""What the host writes where somebody answered nothing."""

MOST_SIGNS, LONGEST_LINE = 10_000, 200


class Unclear(Exception):  # noqa: N818 -- what it is
    """An answer cannot be used; its text is Swedish: where it stands, what it is, what to write instead."""

    def __init__(self, where: str, what: str, instead: str) -> None:
        """Put all three on one line."""
        super().__init__(f"{where}: {what} {instead}")


class Form(NamedTuple):
    """A form: its id (the file's name), what it is called, and by their ids the fields that ask something, as the host has them."""

    id: str
    name: str
    fields: Mapping[str, Any]

    def label(self, field: str) -> str:
        """Return what people read over a field."""
        return str(self.fields[field]["attributes"]["label"])


def load(folder: Path) -> list[Form]:
    """Return every form."""
    read: Any = [(path.stem, source.parse(path.read_bytes(), path.name).document) for path in sorted(folder.glob("[0-9]*.yml"))]
    return [Form(name, form["name"], {part["id"]: part for part in form["body"] if "id" in part}) for name, form in read]


def answers(forms: list[Form], body: str) -> tuple[Form, dict[str, str]]:
    """Return in which form an issue is written, and its answers by field, "" where there is none. Raises Unclear."""
    text = unicodedata.normalize("NFC", body.replace("\r\n", "\n"))
    if len(text) > MOST_SIGNS:
        raise Unclear("Ärendet", f"Det är längre än {MOST_SIGNS} tecken.", "Skriv kortare.")
    if strange := next((sign for sign in text if _is_strange(sign)), ""):
        what = f"Det har ett tecken som inte syns (U+{ord(strange):04X})."
        raise Unclear("Ärendet", what, "Skriv för hand i stället för att klistra in.")
    before, *parts = re.split(r"^### (.*)$", text, flags=re.MULTILINE)
    form = next((form for form in forms if parts[::2] == [form.label(field) for field in form.fields]), None)
    if form is None or before.strip():
        what = "Rubrikerna är inte de som står i formuläret."
        raise Unclear("Ärendet", what, "Skriv bara under rubrikerna, eller börja om med ett nytt ärende.")
    said = (part.strip() for part in parts[1::2])
    found = {field: "" if value == NOTHING else value for field, value in zip(form.fields, said, strict=True)}
    for field, value in found.items():
        _hold(form, field, value)
    return form, found


def _is_strange(sign: str) -> bool:
    """Return whether a sign shows nothing of its own, or turns the reading round."""
    return sign != "\n" and (unicodedata.category(sign)[0] == "C" or unicodedata.category(sign) in ("Zl", "Zp"))


def _hold(form: Form, field: str, value: str) -> None:
    """Raise Unclear unless the host's form would have let somebody answer `value`."""
    part, label = form.fields[field], quoted(form.label(field))
    options = part["attributes"].get("options", [])
    if part["type"] == "checkboxes":
        if value.lower().split("\n") != [f"- [x] {option['label']}".lower() for option in options]:
            raise Unclear(label, "Rutan är inte kryssad.", "Kryssa den om det stämmer.")
    elif not value and part.get("validations", {}).get("required") == "true":
        raise Unclear(label, "Här står inget.", "Skriv det som frågas.")
    elif options and value not in options:
        raise Unclear(label, f"{quoted(value)} går inte att välja.", f"Skriv ett av dessa: {', '.join(options)}")
    elif part["type"] == "input" and ("\n" in value or len(value) > LONGEST_LINE):
        raise Unclear(label, "Svaret är mer än en kort rad.", "Skriv bara det som frågas.")
