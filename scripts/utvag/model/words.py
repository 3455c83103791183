"""What the reader is told, and what it rests on."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from utvag.model.scalars import Day, Line, SourceIds


class Model(BaseModel):
    """A frozen value that accepts no key besides its own.

    Not pydantic's strict mode: it refuses lists for tuples, and `source` gives nothing but text, lists and mappings to coerce.
    Schemas are built once, with the registry's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Text(Model):
    """Words for the reader, by language; written as a plain line it is Swedish."""

    sv: Line
    en: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_line(cls, value: object) -> object:
        return {"sv": value} if isinstance(value, str) else value

    def __getitem__(self, lang: str) -> str:
        """Return the words in `lang`. Raises KeyError when they are not translated: never silently another language."""
        words: str | None = getattr(self, lang, None)
        if words is None:
            raise KeyError(lang)
        return words


Audience: TypeAlias = Literal["leaver", "relative", "professional"]


class Words(Model):
    """The same thing said to the one it concerns, to a relative, to a professional; a plain text is for all three."""

    leaver: Text
    relative: Text
    professional: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _for_everybody(cls, value: object) -> object:
        if isinstance(value, str) or (isinstance(value, dict) and "sv" in value):
            return {"leaver": value, "relative": value}
        return value

    def said_to(self, audience: Audience | None) -> Text:
        """Return the words for `audience`; somebody unknown is spoken to as the one it concerns."""
        if audience == "relative":
            return self.relative
        if audience == "professional":
            return self.professional or self.relative
        return self.leaver


class Check(Model):
    """That somebody made sure: when, in which role, how."""

    date: Day
    by: Line
    how: Literal["called", "owner_confirmed", "document"]


Checks: TypeAlias = Annotated[tuple[Check, ...], Field(min_length=1)]


class Claim(Model):
    """One statement of fact and the sources it rests on."""

    text: Text
    sources: SourceIds
