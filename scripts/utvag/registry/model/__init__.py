"""What a registry may say: frozen values with closed key sets, no files and no clock.

The only door to pydantic. Names follow Open Referral HSDS 3 where it has one (`application_process`, `minimum_age`, `byday`,
`opens_at`). A fault is raised in Swedish with its rule code (`scalars.fault`); `faults` words what pydantic finds by itself.
"""

from __future__ import annotations

from utvag.registry.model.contact import (
    ContactRoute,
    EmailRoute,
    Emergency,
    Lifeline,
    Phone,
    PhoneRoute,
    ViaRoute,
    VisitRoute,
    WebRoute,
)
from utvag.registry.model.questions import DECLINED, MOST_ANSWERS, Choice, Condition, Criterion, Eligibility, Municipality
from utvag.registry.model.registry import STATUS_REASON, Program, Registry, Source, Term, validate
from utvag.registry.model.scalars import ADVICE, AROUND, CHECKED, LIFELINE, NATIONAL, UNKNOWN
from utvag.registry.model.words import Audience, Check, Claim, Key, Model, OpeningHours, Schedule, Text, Words, keys

__all__ = [
    "ADVICE",
    "AROUND",
    "CHECKED",
    "DECLINED",
    "LIFELINE",
    "MOST_ANSWERS",
    "NATIONAL",
    "STATUS_REASON",
    "UNKNOWN",
    "Audience",
    "Check",
    "Choice",
    "Claim",
    "Condition",
    "ContactRoute",
    "Criterion",
    "Eligibility",
    "EmailRoute",
    "Emergency",
    "Key",
    "Lifeline",
    "Model",
    "Municipality",
    "OpeningHours",
    "Phone",
    "PhoneRoute",
    "Program",
    "Registry",
    "Schedule",
    "Source",
    "Term",
    "Text",
    "ViaRoute",
    "VisitRoute",
    "WebRoute",
    "Words",
    "keys",
    "validate",
]
