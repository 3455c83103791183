"""Ways to reach somebody: numbers, addresses, and the one number that always does."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from utvag.registry import phones, scalars
from utvag.registry.days import Closed, Dated, ValidFrom, ValidTo
from utvag.registry.hours import Attended, OpeningHours
from utvag.registry.scalars import CHECK, CLAIM, LIFELINE, Code, Key, Languages, Line, Model, Name, Slug, SourceIds, YesNo, fault
from utvag.registry.texts import AUDIENCES, Checked, Checks, Claim, Claims, Say, SomeClaims, StatusReason, Text, Unknowns, Words
from utvag.swedish import quoted

EMERGENCY_NUMBER = "112"
"""The emergency number of the European Union; nothing else may stand in its place."""


class Phone(Attended):
    """A telephone number as Swedes read it and as the phone dials it, and what is known about calling it."""

    number: Annotated[
        Code,
        Key(
            "Numret som visas, med bindestreck och mellanslag.",
            "070-174 06 05",
            allowed="telefonnummer",
            pattern=phones.PATTERN,
            label="Nummer",
        ),
    ]
    e164: Annotated[
        Code | None,
        Key(
            "Samma nummer, som mobilen ringer det.",
            "+46701740605",
            allowed='`"+46…"`',
            pattern="^\\+[1-9][0-9]{5,14}$",
            when="Ja, utom korta nummer",
        ),
    ] = None
    opening_hours: Annotated[OpeningHours, Key("När någon svarar.", "always", label="Svarar")]
    closed: Closed = ()
    languages: Annotated[Languages, Key("Språken de talar.", ["sv", "en"], label="Språk")] = ()
    anonymous: Annotated[
        Literal["possible", "not_possible", "unknown"],
        Key("Om du kan låta bli att säga vem du är.", "unknown", label="Man kan låta bli att säga vem man är"),
    ] = "unknown"
    on_the_bill: Annotated[
        Literal["shown", "not_shown", "unknown"], Key("Om samtalet syns på räkningen.", "unknown", label="Syns på räkningen")
    ] = "unknown"

    @model_validator(mode="after")
    def _says_and_dials_the_same(self) -> Phone:
        proposal, written = phones.suggestion(self.number), quoted(self.number)
        if extension := phones.extension(self.number):
            message = f"{quoted(extension)} hör inte till numret."
            remedy = "Skriv bara numret här. Vad man säger eller trycker sedan skriver du under say:"
            raise fault("telefon-format", message, remedy, "number")
        if proposal is None:
            remedy = "Kolla siffrorna. Ett nummer skrivs så här: 08-465 00 400"
            raise fault("telefon-format", f"{written} är inget svenskt telefonnummer.", remedy, "number")
        if not phones.is_well_written(self.number):
            message = f"{written} är inte skrivet som ett svenskt telefonnummer."
            raise fault("telefon-format", message, f"Menar du: {proposal}", "number")
        if phones.costs_extra(self.number):
            remedy = "Ta ett nummer som kostar som vanligt."
            raise fault("telefon-format", f"{written} kostar extra att ringa.", remedy, "number")
        expected = None if phones.is_short(self.number) else phones.e164(self.number)
        if self.e164 != expected:
            message = f"Numret som visas är {written}, men numret som rings är {quoted(self.e164 or 'inget')}."
            right = f'Kolla vilket som är rätt. Hör {written} dit, skriv e164: "{expected}"'
            remedy = right if expected else "Ta bort raden e164: ett kort nummer rings som det står."
            raise fault("telefon-siffror", message, remedy, "e164" if self.e164 else "number")
        return self

    @property
    def dialled(self) -> str:
        """What stands after `tel:`."""
        return phones.dialled(self.number, self.e164)


class Lifeline(Phone, Checked):
    """The one number that is always answered, where every path ends."""

    unseen = frozenset(["languages", "anonymous", "municipality"])

    name: Annotated[Line, Key("Vad den som svarar kallas.", "Socialrådgivningen")]
    provider: Annotated[Line, Key("Vem som driver det.", "Exempelstaden")]
    municipality: Annotated[Name, Key("Kommunen.", "stockholm", allowed="`id` på en kommun", refers_to=("municipalities",))]
    who_answers: Annotated[Claim, Key("Vem som svarar.", CLAIM, label="Vem som svarar")]
    for_whom: Annotated[Claims, Key("Vem som kan ringa.", [CLAIM], label="Vem det är för")]
    what_happens: Annotated[
        SomeClaims,
        Key("Vad som händer när du ringer. Det första visas under numret.", [CLAIM], label="Vad som händer när man ringer"),
    ]
    relay: Annotated[
        Claims,
        Key(
            "Hur den ringer som har svårt att höra eller tala. Det första visas under numret.",
            [CLAIM],
            label="Ringa på ett annat sätt",
        ),
    ]
    say: Annotated[
        Say,
        Field(min_length=1),
        Key("Ord som besökaren kan läsa upp.", ["Hej. Jag vill prata med någon."], label="Så här kan man säga"),
    ]
    opening: Annotated[
        Words | None,
        Key(
            "Den första meningen att säga, för den det gäller, en anhörig och någon i sitt arbete.",
            "Hej. Jag vill prata med någon.",
            label="Så här kan man börja",
            rests_on=(scalars.ADVICE,),
        ),
    ] = None
    elsewhere: Annotated[
        Text | None,
        Key(
            "Det som sägs till den som inte är i numrets kommun.",
            "Numret hör till Exempelstaden.",
            label="Till den som är någon annanstans",
            rests_on=(scalars.AROUND, scalars.UNKNOWN),  # whose number it is has a source, whether they help others nobody knows
        ),
    ] = None
    unknowns: Annotated[Unknowns, Key("Det ingen har bekräftat, som frågor.", ["Finns det tolk?"])]
    sources: Annotated[SourceIds, Key("Var numret står.", ["A1", "N3"])]
    checks: Annotated[Checks, Key("När numret kontrollerades.", [CHECK])]

    @property
    def spoken(self) -> Say:
        """Everything that can be said, the first sentences of all audiences first."""
        opening = [self.opening.said_to(audience) for audience in AUDIENCES] if self.opening else []
        return tuple(dict.fromkeys([*opening, *self.say]))

    @model_validator(mode="after")
    def _never_closes(self) -> Lifeline:
        if (gap := self.hours.first_gap) is not None:
            message = f"Numret där alla vägar slutar är inte öppet dygnet runt.{f' Ingen svarar {gap}.' if gap else ''}"
            remedy = "Skriv opening_hours: always. Stämmer det inte? Ändra inget. Prata med den som ansvarar för registret."
            raise fault("livlina-dygnet-runt", message, remedy, "opening_hours")
        return self


class Emergency(Model):
    """The emergency number, for danger to life now; always shown together with the lifeline."""

    number: Annotated[
        Code,
        Key(
            "Larmnumret. Inget annat nummer får stå här.", "112", allowed='`"112"`', pattern=f"^{EMERGENCY_NUMBER}$", label="Nummer"
        ),
    ]
    name: Annotated[Line, Key("Vad det kallas.", "Larmnumret", shown=False)]
    when: Annotated[Claim, Key("När du ska ringa det.", CLAIM, label="När man ringer")]
    sources: Annotated[SourceIds, Key("Var det står.", ["A1", "N3"])]
    checks: Annotated[Checks, Key("När det kontrollerades.", [CHECK])]

    @model_validator(mode="after")
    def _is_short(self) -> Emergency:
        if self.number != EMERGENCY_NUMBER:
            raise fault("telefon-format", f"{quoted(self.number)} är inte larmnumret.", f'Skriv: "{EMERGENCY_NUMBER}"', "number")
        return self

    @property
    def dialled(self) -> str:
        """What stands after `tel:`."""
        return phones.dialled(self.number, None)


class Route(Dated):
    """What every contact route has; one whose facts nobody has confirmed is kept here but never published."""

    id: Annotated[Slug, Key("Namnet inom insatsen.", "telefon", unique=True, shown=False)]
    label: Annotated[Text, Key("Rubriken som besökaren ser.", "Exempelstödets telefon")]
    status: Annotated[Literal["published", "unconfirmed"], Key("Visas, eller väntar på att någon bekräftar.", "published")]
    status_reason: Annotated[
        StatusReason, Key("Varför den inte visas.", "Ingen svarade när vi ringde.", when="Om `unconfirmed`")
    ] = None
    valid_from: ValidFrom = None
    valid_to: ValidTo = None
    say: Annotated[Say, Key("Vad du kan säga när de svarar.", ["Hej. Jag vill veta mer."], label="Säg")] = ()
    notes: Annotated[Claims, Key("Mer att veta.", [CLAIM], label="Mer")] = ()
    sources: Annotated[SourceIds, Key("Var det står.", ["A1", "N3"])]
    checks: Annotated[Checks, Key("När just den kontrollerades.", [CHECK])]

    @model_validator(mode="after")
    def _says_why_it_is_kept_back(self) -> Route:
        check_reason(self.status_reason, needed=self.status != "published")
        return self


def check_reason(reason: Text | None, *, needed: bool) -> None:
    """Raise a fault when something is kept back without a reason."""
    if needed and reason is None:
        raise fault("saknas", "Det står inte varför.", "Skriv status_reason: och en mening om varför.", "status")


class PhoneRoute(Route, Phone):
    """A number to call."""

    kind: Annotated[Literal["phone"], Key("Sorten: ett nummer att ringa.", "phone")]
    who_answers: Annotated[Claim | None, Key("Vem som svarar.", CLAIM, label="Svarar")] = None
    office_hours: Annotated[
        YesNo | None,
        Key("Den du söker svarar bara vardagar på dagen, fast numret svarar jämt.", example=True, label="Bara vardagar, dagtid"),
    ] = None


class EmailRoute(Route):
    """An address to write to."""

    kind: Annotated[Literal["email"], Key("Sorten: en adress att skriva till.", "email")]
    address: Annotated[scalars.EmailAddress, Key("E-postadressen.", "namn@kommun.se", label="Adress")]


class WebRoute(Route):
    """A web page of somebody else."""

    kind: Annotated[Literal["web"], Key("Sorten: en sida på webben.", "web")]
    address: Annotated[scalars.WebAddress, Key("Webbadressen.", "https://example.org/stod", label="Adress")]


class VisitRoute(Route, Attended):
    """A place to go to."""

    kind: Annotated[Literal["visit"], Key("Sorten: en plats att gå till.", "visit")]
    address: Annotated[Text, Key("Platsen, i ord.", "Exempelgatan 1, Uppsala", label="Plats")]
    opening_hours: Annotated[OpeningHours, Key("När det är öppet.", "unknown", label="Öppet")]
    closed: Closed = ()


class ViaRoute(Route):
    """A way in that goes through the lifeline or another programme."""

    kind: Annotated[Literal["via"], Key("Sorten: en väg in genom numret eller en annan insats.", "via")]
    program: Annotated[
        Name,
        Key(
            "Vart vägen går.",
            LIFELINE,
            allowed="`lifeline`, eller `id` på en annan insats",
            label="Går genom",
            refers_to=("programs", LIFELINE),
        ),
    ]


ContactRoute: TypeAlias = Annotated[PhoneRoute | EmailRoute | WebRoute | VisitRoute | ViaRoute, Field(discriminator="kind")]


class Ask(Model):
    """Whom we ask whether what we say is right: an office that answers for it, never those who help. Never published."""

    office: Annotated[
        Code,
        Key("Kontoret eller rollen som svarar för uppgifterna. Aldrig namnet på en person.", "kommunens registrator", shown=False),
    ]
    email: Annotated[scalars.EmailAddress | None, Key("Kontorets e-post.", "registrator@kommun.se", shown=False)] = None
    address: Annotated[Code | None, Key("Kontorets postadress.", "Box 1, 123 45 Exempelstad", shown=False)] = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> Ask:
        if not self.email and not self.address:
            raise fault("saknas", "Det står inte hur man når kontoret.", "Skriv email: eller address: till kontoret.", "office")
        return self

    def __str__(self) -> str:
        """Return it as staff read it."""
        return ", ".join(filter(None, (self.office, self.email, self.address)))
