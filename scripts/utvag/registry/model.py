"""What a registry may say: frozen values with closed key sets, no files and no clock.

The parts stand in `scalars`, `texts`, `hours`, `contact` and `questions`, which with this module are the only door to
pydantic; whoever uses the values takes them from here. Names follow Open Referral HSDS 3 where it has one (`application_process`,
`minimum_age`, `byday`). A fault is raised in Swedish with its rule code; `model_errors` words what pydantic finds by itself.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationError, model_validator

from utvag.registry import walk
from utvag.registry.contact import ContactRoute, EmailRoute, Emergency, Lifeline, Phone, PhoneRoute, ViaRoute, VisitRoute, WebRoute
from utvag.registry.contact import Ask, check_reason
from utvag.registry.hours import A_DAY, OFFICE_HOURS, OpeningHours
from utvag.registry.questions import DECLINED, MOST_ANSWERS, Choice, Condition, Criterion, Eligibility, Municipality, Order
from utvag.registry.scalars import ADVICE, AROUND, CHECKED, LIFELINE, NATIONAL, UNKNOWN
from utvag.registry.days import Dated, PausedUntil, ValidFrom, ValidTo, between
from utvag.registry.scalars import CHECK, CLAIM, Code, Key, Line, Model, Name, PublicationDate, Slug, WebAddress, fault, keys
from utvag.registry.texts import AUDIENCES, Audience, Check, Checked, Claim, Text, Words
from utvag.registry.texts import Checks, Claims, SomeClaims, StatusReason, Unknowns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Group = TypeVar("Group", bound=Model)

STATUS_REASON = "status_reason"
"""Why a programme has paused: the one text its page can be without, nobody waits for a translation to say that it has."""


class Source(Model):
    """Where a fact was read, and how far it is trusted."""

    id: Annotated[Code, Key("Numret som uppgifterna hänvisar till.", "A1", unique=True, shown=False)]
    title: Annotated[Line, Key("Vad sidan eller texten heter.", "Om Exempelstödet")]
    address: Annotated[WebAddress, Key("Var den finns.", "https://example.org/exempelstodet")]
    date: Annotated[PublicationDate, Key("Dagen som står på källan.", "2026-11-21")]
    date_note: Annotated[Line | None, Key("Om dagen är osäker, i ord.", "ungefär")] = None
    publisher: Annotated[Line, Key("Vem som har gett ut den.", "Exempelkommunen")]
    publisher_kind: Annotated[
        Literal["city", "municipality", "authority", "law", "party", "press", "ngo", "thesis", "aggregator", "company"],
        Key("Vilken sorts avsändare.", "municipality", shown=False),
    ]
    confidence: Annotated[Literal["high", "medium", "low"], Key("Hur säkra vi är.", "medium")]


class Term(Model):
    """A long word that we keep, because people must say or recognise it, and what it means in plain words.

    Without sources the explanation is our own.
    """

    word: Annotated[Line, Key("Ordet, i grundform. Dess böjningar behålls också.", "socialsekreterare")]
    text: Annotated[Text, Key("Vad det betyder, med vanliga ord.", "Den som arbetar på socialtjänsten.")]
    sources: Annotated[
        tuple[Code, ...],
        Key("Var det står. Utan källa är förklaringen våra egna ord.", ["N3"], refers_to=("sources",), shown=False),
    ] = ()


class Program(Checked, Dated):
    """One way to get help: what it is, whom it fits, how to reach it, and how we know."""

    id: Annotated[Slug, Key("Insatsens eget namn i filen.", "exempelstodet", unique=True, shown=False)]
    slug: Annotated[Slug, Key("Sidans adress. Den avslöjar inget.", "exempelstodet", unique=True)]
    former_slugs: Annotated[
        tuple[Slug, ...], Key("Adresser som sidan har haft. De leder fortfarande hit.", ["stod-i-exempel"], shown=False)
    ] = ()
    name: Annotated[Line, Key("Namnet som den som ringer ska säga.", "Exempelstödet")]
    also_called: Annotated[
        tuple[Code, ...],
        Key("Andra ord för den, som personal söker med. Besökare ser dem inte.", ["insatsgruppen"], shown=False),
    ] = ()
    title: Annotated[
        Text, Key("Sidans titel. Den avslöjar inget.", "Stöd i din stadsdel", label="Sidans titel", unique=True, rests_on=(ADVICE,))
    ]
    kind: Annotated[
        Literal["way_out", "support", "reading"],
        Key("Väg ut, någon att prata med, eller något att läsa.", "way_out", label="Sort"),
    ]
    role: Annotated[
        Literal["stand_in", "folded"] | None,
        Key(
            "`stand_in`: vägen in där kommunens egen inte har något nummer. `folded`: står alltid under ”Visa fler”.",
            "folded",
            label="Plats i guiden",
        ),
    ] = None
    order: Annotated[
        tuple[Order, ...], Key("Svar som flyttar den upp eller ner i resultatet.", allowed="se nedan", shown=False)
    ] = ()
    provider: Annotated[Line, Key("Vem som driver insatsen.", "Exempelkommunen", label="Drivs av")]
    municipality: Annotated[
        Name,
        Key(
            "Var den gäller.",
            "uppsala",
            allowed="`id` på en kommun, eller `national`",
            label="Gäller i",
            refers_to=("municipalities", NATIONAL),
        ),
    ]
    access: Annotated[
        Literal["self", "through_others", "chosen_by_authorities"],
        Key("Om du söker själv, genom någon, eller om myndigheter väljer.", "self", label="Vem kan söka"),
    ]
    status: Annotated[
        Literal["active", "paused", "ended", "withdrawn", "unconfirmed"],
        Key("Igång, paus, slut, borttagen eller obekräftad. Bara de två första har en sida.", "active", label="Läge"),
    ]
    status_reason: Annotated[
        StatusReason,
        Key("Varför. Vid paus läser besökaren det.", "Tar inte emot fler just nu.", when="Om inte `active`", label="Varför"),
    ] = None
    paused_until: PausedUntil = None
    valid_from: ValidFrom = None
    valid_to: ValidTo = None
    summary: Annotated[
        Claim, Key("En kort mening. Den står i listor, och i guiden för den som är kind: support.", CLAIM, label="Kort")
    ]
    description: Annotated[SomeClaims, Key("Vad det är.", [CLAIM], label="Vad det är")]
    for_whom: Annotated[SomeClaims, Key("Vem det kan vara för.", [CLAIM], label="Vem det är för")]
    helps_with: Annotated[Claims, Key("Vad du kan få hjälp med.", [CLAIM], label="Vad man kan få hjälp med")]
    asks_of_you: Annotated[Claims, Key("Vad som krävs av dig.", [CLAIM], label="Vad som krävs")]
    application_process: Annotated[SomeClaims, Key("Hur du kommer dit.", [CLAIM], label="Så kommer man dit")]
    first_contact: Annotated[Claims, Key("Vad som händer först.", [CLAIM], label="Det händer först")]
    unknowns: Annotated[Unknowns, Key("Det ingen vet, som frågor.", ["Finns det en åldersgräns?"])]
    eligibility: Annotated[Eligibility, Key("Vem guiden föreslår det för.")]
    contact_routes: Annotated[tuple[ContactRoute, ...], Key("Hur du kontaktar dem.")]
    ask: Annotated[
        Ask | None,
        Key("Vem vi frågar om det vi skriver stämmer. Visas aldrig för besökare.", label="Vem vi frågar", shown=False),
    ] = None
    checks: Annotated[Checks, Key("När sidan gicks igenom.", [CHECK])]

    @model_validator(mode="after")
    def _asks_an_office(self) -> Program:
        if self.ask and self.ask.email in [route.address for route in self.contact_routes if route.kind == "email"]:
            message = f"{self.ask.email} är adressen som besökare skriver till."
            remedy = "Skriv adressen till ett kontor, till exempel registratorns. De som hjälper ska få vara i fred."
            raise fault("adress", message, remedy, "ask")
        return self

    @model_validator(mode="after")
    def _says_why_it_is_not_offered(self) -> Program:
        check_reason(self.status_reason, needed=self.status != "active")
        if self.paused_until and self.status != "paused":
            message = f"Det har en sista dag med paus, men ingen paus: status är {self.status}."
            raise fault("datum", message, "Skriv status: paused, eller ta bort raden paused_until.", "paused_until")
        return self

    @property
    def has_page(self) -> bool:
        """Whether visitors can read about it: running, or paused with the reason."""
        return self.status in ("active", "paused")

    @property
    def is_offered(self) -> bool:
        """Whether the guide may name it as a result: running, and not something only authorities choose people for."""
        return self.status == "active" and self.access != "chosen_by_authorities"

    @cached_property
    def published_routes(self) -> tuple[ContactRoute, ...]:
        """The contact routes that may stand on the site, in the registry's order."""
        return tuple(route for route in self.contact_routes if route.status == "published")

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages in which visitors can read all of it but the reason of a pause, which nobody waits for."""
        texts = (one for one in walk.texts(self) if isinstance(one.value, Text) and one.path != (STATUS_REASON,))
        return frozenset.intersection(*(frozenset(["sv", *one.value.others]) for one in texts))


class Registry(Model):
    """Everything the site says, from one file."""

    lifeline: Annotated[Lifeline, Key("Numret som alltid svarar. Exakt ett.")]
    emergency: Annotated[Emergency, Key("Larmnumret.")]
    declined_answer: Annotated[
        Text, Key("Orden för svaret ”vet inte” på varje fråga.", "Vet inte eller vill inte säga", rests_on=(ADVICE,))
    ]
    municipalities: Annotated[
        tuple[Municipality, ...], Field(min_length=1), Key("Kommunerna som guiden kan fråga om.", rests_on=(ADVICE,))
    ]
    questions: Annotated[
        tuple[Criterion, ...], Field(min_length=1), Key("Frågorna i guiden, i den ordning de ställs.", rests_on=(ADVICE,))
    ]
    programs: Annotated[tuple[Program, ...], Field(min_length=1), Key("Insatserna, alltså stöden.")]
    terms: Annotated[tuple[Term, ...], Key("Långa ord som vi behåller, och vad de betyder.", rests_on=(ADVICE,), shown=False)] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1), Key("Källorna.", shown=False)]

    @property
    def last_checked(self) -> dt.date:
        """The latest day on which somebody went through any of it."""
        return max(check.date for _, check in self.every_check())

    def every_check(self) -> Iterator[tuple[tuple[str | int, ...], Check]]:
        """Yield every check with its path, also of what is not shown."""
        owners: list[tuple[tuple[str | int, ...], Checks]] = [((LIFELINE,), self.lifeline.checks)]
        owners.append((("emergency",), self.emergency.checks))
        for place, program in enumerate(self.programs):
            here = ("programs", place)
            owners.append((here, program.checks))
            owners += [((*here, "contact_routes", number), route.checks) for number, route in enumerate(program.contact_routes)]
        for owner, checks in owners:
            yield from (((*owner, "checks", number), check) for number, check in enumerate(checks))

    @cached_property
    def sources_by_id(self) -> Mapping[str, Source]:
        """The sources by their ids."""
        return {source.id: source for source in self.sources}

    @cached_property
    def choices(self) -> Mapping[str, tuple[Choice, ...]]:
        """The answers of each question, by question id; the question of place is answered with the municipalities."""
        places = tuple(Choice(id=place.id, text=place.answer, reason=place.reason) for place in self.municipalities)
        return {question.id: places if question.criterion == "municipality" else question.answers for question in self.questions}

    @cached_property
    def place_question(self) -> str | None:
        """The id of the question that is answered with a municipality."""
        return next((question.id for question in self.questions if question.criterion == "municipality"), None)

    @cached_property
    def lists_places(self) -> bool:
        """Whether the places are too many for a question: they stand in a list from A to Ö, and each has a guide of its own."""
        return self.place_question is not None and len(self.municipalities) >= MOST_ANSWERS

    @cached_property
    def places_by_id(self) -> Mapping[str, Municipality]:
        """The municipalities by their ids."""
        return {place.id: place for place in self.municipalities}

    @cached_property
    def by_place(self) -> Mapping[str, Registry]:
        """What matters to whoever is in a place, by its id: a registry of its own programmes and those of the whole country."""
        local: dict[str, list[Program]] = {place.id: [] for place in self.municipalities}
        for program in self.programs:
            for name in local if program.municipality == NATIONAL else (program.municipality,):
                local[name].append(program)
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return {
            place.id: type(self).model_construct(**{**kept, "municipalities": (place,), "programs": tuple(local[place.id])})
            for place in self.municipalities
        }


def validate(data: Mapping[str, object], kind: type[Group]) -> Group | list[dict[str, Any]]:
    """Return the `kind` of group that `data` (from `source.parse`) says, or pydantic's list of everything that is wrong with it."""
    try:
        return kind.model_validate(data)
    except ValidationError as found:
        return [dict(error) for error in found.errors(include_url=False)]
