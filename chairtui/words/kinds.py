"""What each kind of record is called, and how a line that makes one begins."""

from __future__ import annotations

from typing import NamedTuple


class Called(NamedTuple):
    """The names of one kind, in the singular and the plural, and what a captured line may begin with."""

    one: str
    many: str
    starts: tuple[str, ...] = ()


KINDS: dict[str, Called] = {
    "strength": Called("strength", "strengths", ("s", "strength")),
    "need": Called("need", "needs", ("n", "need")),
    "risk": Called("risk", "risks", ("r", "risk")),
    "fact": Called("fact", "facts", ("f", "fact")),
    "opinion": Called("opinion", "opinions", ("o", "opinion")),
    "reported": Called("reported", "reported", ("h", "reported", "hearsay")),
    "views": Called("own views", "own views", ("v", "views")),
    "question": Called("question left open", "questions left open", ("q", "question")),
    "document": Called("document", "documents", ("doc", "document")),
    "decision": Called("decision", "decisions", ("d", "decision")),
    "action": Called("action", "actions", ("a", "action")),
    "unsettled": Called("unsettled line", "unsettled lines"),
}
"""By theme, nature or kind: everything said at a meeting that a line can file."""

HEADINGS: dict[str, str] = {
    "attendee": "Attendance",
    "observation": "Strengths, needs and risks",
    "note": "Facts, opinions and reports",
    "decision": "Decisions",
    "action": "Actions",
    "unsettled": "Lines to settle",
    "answer": "Answers",
    "agreement": "Who agreed",
    "departure": "Departures from the guidance",
    "amendment": "Amendments",
    "follow-up": "What became of actions",
    "distribution": "Copies",
    "next-meeting": "The meeting that follows",
    "concerned": "Concerned",
    "relative": "Relatives",
    "release": "What relatives are given",
}
"""Headings over records of one kind, for the kinds that are listed."""
