"""The table of editable fields: for each kind of record, its form's fields and how blank input is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import (
    Action,
    ActionStatus,
    Agreement,
    Attendance,
    Attendee,
    Decision,
    Departure,
    Details,
    Nature,
    Note,
    Observation,
    Origin,
    Person,
    PersonConcerned,
    Record,
    Relative,
    Said,
    Theme,
    Unsettled,
)
from chairtui.words import editing as words

FieldKind = Literal[
    "text", "long", "choice", "choices", "date", "time", "person", "yes-no", "refs", "people", "number", "readers"
]
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Maps a form field to a record's attribute, with its choices."""

    name: str
    kind: FieldKind
    attribute: str
    choices: Callable[[Format], Choices] | None = None
    blank: Literal["", "none", "never"] = ""
    """What blank input becomes: the empty text, None, or an error."""

    def __post_init__(self) -> None:
        if self.name not in words.LABELS:
            raise LookupError(f"chairtui/words/editing.py has no label for the field {self.name!r}")


def _fixed(*options: object) -> Callable[[Format], Choices]:
    return lambda _: tuple((str(o), words.CHOICES.get(str(o), str(o))) for o in options)


def _items(format_: Format) -> Choices:
    return tuple((i.id, f"{n} {i.title}") for n, i in enumerate(format_.agenda, 1))


_RESTRICTED = FieldSpec("restricted", "text", "restricted", blank="none")
_READERS = FieldSpec("readers", "readers", "")
"""Whom a record is about and who may not read it, as a line takes these marks; its restriction has a field."""
_ITEM = FieldSpec("item", "choice", "item", _items)
_PART = FieldSpec("part", "choice", "part", _fixed(1, 2), blank="never")
_TEXT = FieldSpec("text", "long", "text", blank="never")

_GIVEN_NOTHING = (
    FieldSpec("given-nothing", "yes-no", "given_nothing", blank="never"),
    FieldSpec("given-nothing-why", "text", "given_nothing_why"),
)

SPECS: dict[type[Record], tuple[FieldSpec, ...]] = {
    Details: (
        FieldSpec("title", "text", "title", blank="never"),
        FieldSpec("subject", "text", "subject", blank="never"),
        FieldSpec("person", "choice", "person", _fixed(*get_args(Person)), blank="never"),
        FieldSpec("starts", "time", "starts", blank="never"),
        FieldSpec("kind", "choice", "meeting_kind", lambda f: tuple((k.id, k.name) for k in f.kinds)),
        FieldSpec("reasons", "choices", "reasons", lambda f: tuple((r.id, r.text) for r in f.reasons)),
        FieldSpec("reasons-readers", "readers", "reasons_readers"),
        FieldSpec("aim", "long", "aim"),
        FieldSpec("aim-readers", "readers", "aim_readers"),
        FieldSpec("chair", "person", "chair", blank="none"),
        FieldSpec("note-taker", "person", "note_taker", blank="none"),
        FieldSpec("convening-agency", "text", "convening_agency"),
        FieldSpec("venue", "text", "venue"),
        FieldSpec("minutes-within", "number", "minutes_within", blank="none"),
        _PART,
    ),
    Attendee: (
        FieldSpec("name", "text", "name", blank="never"),
        FieldSpec("role", "text", "role"),
        FieldSpec("agency", "text", "agency"),
        FieldSpec("status", "choice", "status", _fixed(*get_args(Attendance)), blank="never"),
        FieldSpec("coming", "yes-no", "coming", blank="never"),
        FieldSpec("why", "text", "why"),
        FieldSpec("readers", "readers", "why_readers"),
        FieldSpec("known-as", "text", "known_as"),
        FieldSpec("email", "text", "email"),
        FieldSpec("relative", "yes-no", "relative", blank="none"),
        FieldSpec("report", "choice", "report", _fixed("sent", "not sent", "not asked")),
        FieldSpec("remote", "yes-no", "remote", blank="never"),
        FieldSpec("parts", "choices", "parts", _fixed(1, 2), blank="never"),
        FieldSpec("arrived", "time", "arrived", blank="none"),
        FieldSpec("left", "time", "left", blank="none"),
    ),
    PersonConcerned: (
        FieldSpec("name", "text", "name", blank="never"),
        FieldSpec("age", "number", "age", blank="none"),
        FieldSpec("person", "choice", "person", _fixed(*get_args(Person)), blank="never"),
        *_GIVEN_NOTHING,
    ),
    Relative: (
        FieldSpec("name", "text", "name", blank="never"),
        FieldSpec("relation", "text", "relation", blank="never"),
        FieldSpec("email", "text", "email"),
        *_GIVEN_NOTHING,
    ),
    Observation: (
        _TEXT,
        FieldSpec("theme", "choice", "theme", _fixed(*get_args(Theme)), blank="never"),
        FieldSpec("origin", "choice", "origin", _fixed(*get_args(Origin)), blank="never"),
        FieldSpec("source", "person", "source", blank="none"),
        FieldSpec("no-action", "text", "no_action"),
        FieldSpec("decided", "long", "immediate"),
        _RESTRICTED,
        _READERS,
        _PART,
    ),
    Note: (
        _TEXT,
        FieldSpec("nature", "choice", "nature", _fixed(*get_args(Nature)), blank="never"),
        FieldSpec("source", "person", "source", blank="none"),
        FieldSpec("verified", "text", "verified"),
        _ITEM,
        _RESTRICTED,
        _READERS,
        _PART,
    ),
    Decision: (
        _TEXT,
        FieldSpec("reason", "long", "reason"),
        FieldSpec("dissent", "people", "dissent"),
        _ITEM,
        _RESTRICTED,
        _READERS,
        _PART,
    ),
    Unsettled: (_TEXT, _ITEM, _RESTRICTED, _PART),
    Agreement: (
        FieldSpec("said", "choice", "said", _fixed(*get_args(Said)), blank="never"),
        FieldSpec("asked", "date", "asked", blank="none"),
        FieldSpec("why", "text", "why"),
    ),
    Departure: (
        FieldSpec("reason", "long", "reason", blank="never"),
        FieldSpec("decided-by", "person", "decided_by", blank="never"),
        FieldSpec("route", "long", "route"),
    ),
    Action: (
        _TEXT,
        FieldSpec("owner", "person", "owner", blank="none"),
        FieldSpec("deadline", "date", "deadline", blank="none"),
        FieldSpec("measure", "text", "measure"),
        FieldSpec("addresses", "refs", "addresses"),
        FieldSpec("family-by", "person", "family", blank="none"),
        FieldSpec("family-why-not", "text", "family"),
        FieldSpec("status", "choice", "status", _fixed(*get_args(ActionStatus)), blank="never"),
        _ITEM,
        _RESTRICTED,
        _READERS,
        _PART,
    ),
}
