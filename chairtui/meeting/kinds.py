"""The table of record kinds: properties of each beside its fields.

To add a kind, add its class to `records.Record`, a row here and its names to `words.kinds`. The type checker and
`tests/test_every_kind.py` then report the other places to extend.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from chairtui.meeting.frozen import Frozen
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
    kind_name,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """Properties of a kind of record.

    `plural`: key of its list in JSON. `letters`: reference letter by category, empty for kinds without references;
    `category`: field that holds the category, "" if there is one only. `after_closing`: allowed in a closed meeting
    (ALL-07). `undoable`: covered by undo.
    """

    model: type[Frozen]
    plural: str
    letters: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    after_closing: bool = False
    undoable: bool = True

    @property
    def name(self) -> str:
        """The `kind` of its records."""
        return kind_name(self.model)

    @property
    def is_statement(self) -> bool:
        """Whether it holds words that somebody said at the meeting."""
        return issubclass(self.model, Statement)


_TABLE = (
    Kind(Details, "details"),
    Kind(Attendee, "attendees", {"attendee": "P"}),
    Kind(Observation, "observations", {"strength": "S", "need": "N", "risk": "R"}, category="theme"),
    Kind(
        Note,
        "notes",
        {"fact": "F", "opinion": "O", "reported": "H", "views": "V", "question": "Q", "document": "E"},
        category="nature",
    ),
    Kind(Decision, "decisions", {"decision": "D"}),
    Kind(Action, "actions", {"action": "A"}),
    Kind(Unsettled, "unsettled", {"unsettled": "U"}),
    Kind(Answer, "answers"),
    Kind(Agreement, "agreements", {"agreement": "Y"}),
    Kind(Departure, "departures", {"departure": "G"}),
    Kind(Progress, "progress", undoable=False),
    Kind(Closure, "closures", undoable=False),
    Kind(Amendment, "amendments", {"amendment": "M"}, after_closing=True, undoable=False),
    Kind(FollowUp, "follow-ups", {"follow-up": "W"}, after_closing=True),
    Kind(Distribution, "distributions", {"distribution": "C"}, after_closing=True),
    Kind(NextMeeting, "next-meetings", after_closing=True),
    Kind(KeptFormat, "formats", undoable=False),
    Kind(NotConvened, "not-convened", undoable=False),
    Kind(PersonConcerned, "concerned", {"concerned": "K"}),
    Kind(Relative, "relatives", {"relative": "L"}, after_closing=True),
    Kind(Release, "releases", after_closing=True, undoable=False),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _TABLE}
"""Kinds by name, in the order of the minutes."""

STATEMENTS: tuple[Kind, ...] = tuple(kind for kind in _TABLE if kind.is_statement)

_missing = set(get_args(get_args(Record)[0])) - {kind.model for kind in _TABLE}
if _missing:
    raise TypeError(f"no row in the table of kinds for {', '.join(sorted(model.__name__ for model in _missing))}")


def kind_of(record: Record) -> Kind:
    """The row of a record's kind."""
    return KINDS[record.kind]


def category_of(record: Record) -> str:
    """What people call a record: its theme or nature, else its kind ("risk", "reported", "action")."""
    kind = kind_of(record)
    return str(getattr(record, kind.category)) if kind.category else record.kind


def letter_of(record: Record) -> str:
    """The letter its reference starts with, "" for kinds that have no references."""
    return kind_of(record).letters.get(category_of(record), "")
