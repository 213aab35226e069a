"""The table of record kinds: properties of each beside its fields.

To add a kind, see CONTRIBUTING.md: without its row here nothing imports, and the type checker and
`tests/test_every_kind.py` name what else has to speak of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, get_args, get_origin, get_type_hints

from chairtui.meeting.frozen import Frozen
from chairtui.meeting.readers import MARKS
from chairtui.meeting.records import (
    Action,
    Agreement,
    Amendment,
    Answer,
    Attendee,
    Closure,
    Decision,
    Departure,
    Details,
    Distribution,
    FollowUp,
    KeptFormat,
    NextMeeting,
    NotConvened,
    Note,
    Observation,
    PersonConcerned,
    Progress,
    Record,
    Relative,
    Release,
    Statement,
    Unsettled,
    Who,
    kind_name,
)
from chairtui.meeting.text import Cleaned, Link

if TYPE_CHECKING:
    from chairtui.meeting.formats.model import PaneKind


@dataclass(frozen=True, slots=True)
class Kind:
    """Properties of a kind of record.

    `plural`: key of its list in JSON. `letters`: reference letter by category, empty for kinds without references;
    `category`: field that holds the category, "" if there is one only; `person`: field with who does it or said it, ""
    for none. `opens`: of a statement, each text field beside its words, with the word that opens it in a line, "" where
    no line gives it. `after_closing`: allowed in a closed meeting (ALL-07). `undoable`: covered by undo. `panes`: where
    it stands unless it was filed under an item, the first of these panes that the agenda has.

    Who reads it is closed by default. `in_copies`: `audience` says who gets it; otherwise it is in nobody's copy.
    `given`: fields that a relative's copy prints once the line is released; none if it is never released. `copied`:
    fields in a reader's JSON; none if it is not listed there.
    """

    model: type[Frozen]
    plural: str
    letters: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    person: str = ""
    opens: Mapping[str, str] = field(default_factory=dict)
    after_closing: bool = False
    undoable: bool = True
    panes: tuple[PaneKind, ...] = ("details",)
    in_copies: bool = False
    given: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The `kind` of its records."""
        return kind_name(self.model)

    @property
    def is_statement(self) -> bool:
        """Whether it holds words that somebody said at the meeting."""
        return issubclass(self.model, Statement)


_TABLE = (
    Kind(
        Details,
        "details",
        in_copies=True,
        given=("format", "format_version", "format_name", "title", "subject", "person", "starts", "venue", "chair"),
    ),
    Kind(
        Attendee,
        "attendees",
        {"attendee": "P"},
        panes=("attendance",),
        in_copies=True,
        given=("name", "role", "agency", "status"),
        copied=("name", "role", "agency", "status"),
    ),
    Kind(
        Observation,
        "observations",
        {"strength": "S", "need": "N", "risk": "R"},
        category="theme",
        person="source",
        opens={"no_action": ""},
        in_copies=True,
        given=("text", "item", "theme", "origin"),
        copied=("theme", "text", "source", "also", "no_action", "restricted"),
    ),
    Kind(
        Note,
        "notes",
        {"fact": "F", "opinion": "O", "reported": "H", "views": "V", "question": "Q", "document": "E"},
        category="nature",
        person="source",
        opens={"verified": ""},
        panes=("information", "discussion", "reflection"),
        in_copies=True,
        given=("text", "item", "nature"),
        copied=("nature", "text", "source", "also", "restricted"),
    ),
    Kind(
        Decision,
        "decisions",
        {"decision": "D"},
        opens={"reason": "because"},
        panes=("plan",),
        in_copies=True,
        given=("text", "item", "reason"),
        copied=("text", "reason", "dissent", "restricted"),
    ),
    Kind(
        Action,
        "actions",
        {"action": "A"},
        person="owner",
        opens={"measure": "measure", "status_reason": ""},
        panes=("plan",),
        in_copies=True,
        given=("text", "item", "measure", "owner", "shared_with", "deadline", "status"),
        copied=(
            "text",
            "measure",
            "owner",
            "shared_with",
            "deadline",
            "addresses",
            "status",
            "status_reason",
            "restricted",
        ),
    ),
    Kind(Unsettled, "unsettled", {"unsettled": "U"}, opens={"reason": ""}, panes=("information", "details")),
    Kind(Answer, "answers", in_copies=True, given=("question", "value", "reason")),
    Kind(
        Agreement,
        "agreements",
        {"agreement": "Y"},
        panes=("attendance",),
        in_copies=True,
        copied=("provision", "of", "said", "asked", "why"),
    ),
    Kind(
        Departure,
        "departures",
        {"departure": "G"},
        in_copies=True,
        copied=("provision", "reason", "decided_by", "route"),
    ),
    Kind(Progress, "progress", undoable=False),
    Kind(Closure, "closures", undoable=False, in_copies=True),
    Kind(
        Amendment,
        "amendments",
        {"amendment": "M"},
        after_closing=True,
        undoable=False,
        in_copies=True,
        given=("target", "text", "reason"),
        copied=("text", "reason", "asked_by", "agreed_by", "restricted"),
    ),
    Kind(FollowUp, "follow-ups", {"follow-up": "W"}, after_closing=True, panes=("plan",)),
    Kind(Distribution, "distributions", {"distribution": "C"}, after_closing=True),
    Kind(NextMeeting, "next-meetings", after_closing=True),
    Kind(KeptFormat, "formats", undoable=False, in_copies=True),
    Kind(
        NotConvened,
        "not-convened",
        undoable=False,
        in_copies=True,
        given=("rationale", "decided_by", "role", "on", "considered_at", "instead"),
    ),
    Kind(PersonConcerned, "concerned", {"concerned": "K"}),
    Kind(Relative, "relatives", {"relative": "L"}, after_closing=True),
    Kind(Release, "releases", after_closing=True, undoable=False),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _TABLE}
"""Kinds by name, in the order of the minutes."""

STATEMENTS: tuple[Kind, ...] = tuple(kind for kind in _TABLE if kind.is_statement)
ADDRESSABLE: tuple[Kind, ...] = tuple(kind for kind in STATEMENTS if kind.model not in (Action, Unsettled))
"""Kinds whose records an action may address."""

_missing = set(get_args(get_args(Record)[0])) - {kind.model for kind in _TABLE}
if _missing:
    raise TypeError(f"no row in the table of kinds for {', '.join(sorted(model.__name__ for model in _missing))}")


def _has_part(hint: object, part: type) -> bool:
    """Whether a type, or one that it is made of, is annotated with a `part`."""
    if get_origin(hint) is Annotated:
        return any(isinstance(each, part) for each in get_args(hint))
    return any(_has_part(each, part) for each in get_args(hint))


@cache
def texts_in(model: type[Frozen]) -> tuple[str, ...]:
    """The fields that hold words or names a person typed, by their type (`Text`, `MaybeText`, `Name`), save marks."""
    hints = get_type_hints(model, include_extras=True)
    return tuple(name for name in model.model_fields if name not in MARKS and _has_part(hints[name], Cleaned))


def own_texts(kind: Kind) -> tuple[str, ...]:
    """The text fields of a kind of statement beside its words."""
    return tuple(name for name in texts_in(kind.model) if name != "text")


def _plain_strings(model: type[Frozen]) -> set[str]:
    """The fields whose type doesn't say what their strings are, so that nothing that goes by type would find them."""
    hints = get_type_hints(model, include_extras=True)
    return {name for name in model.model_fields if _is_plain(hints[name])}


def _is_plain(hint: object) -> bool:
    if hint is str:
        return True
    return get_origin(hint) is not Annotated and any(map(_is_plain, get_args(hint)))


for _kind in STATEMENTS:
    if set(own_texts(_kind)) != set(_kind.opens):
        raise TypeError(f"`opens` of {_kind.name} in the table of kinds must name its fields {own_texts(_kind)}")
    if _untyped := _plain_strings(_kind.model) - {"item"}:
        raise TypeError(f"the fields {sorted(_untyped)} of {_kind.name} must be a `MaybeText`, `Name` or `RecordId`")
    if _kind.person == "source" and not {"source", "also"} <= set(_kind.model.model_fields):
        raise TypeError(f"{_kind.name} has no fields `source` and `also`, which its `person` asks for")


def kind_of(record: Record) -> Kind:
    """The row of a record's kind."""
    return KINDS[record.kind]


def category_of(record: Record) -> str:
    """What people call a record: its theme or nature, else its kind ("risk", "reported", "action")."""
    kind = kind_of(record)
    return str(getattr(record, kind.category)) if kind.category else record.kind


def is_addressable(record: Record) -> bool:
    """Whether an action may address it."""
    return kind_of(record) in ADDRESSABLE


def letter_of(record: Record) -> str:
    """The letter its reference starts with, "" for kinds that have no references."""
    return kind_of(record).letters.get(category_of(record), "")


@cache
def links_in(model: type[Frozen]) -> frozenset[str]:
    """The fields that hold ids of other records, by their type (`text.RecordId`)."""
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name in model.model_fields if _has_part(hints[name], Link))


_SOURCES = attrgetter("source", "also")


def sources_of(record: Record) -> tuple[Who, ...]:
    """Who said it, for kinds whose `person` is their source; empty where nobody is named."""
    if kind_of(record).person != "source":
        return ()
    first, others = _SOURCES(record)
    return tuple(dict.fromkeys(who for who in (first, *others) if who))
