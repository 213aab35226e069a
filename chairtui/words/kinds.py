"""Names of the kinds of records, and the starts of the lines that file them."""

from __future__ import annotations

from typing import NamedTuple


class Called(NamedTuple):
    """Names of a kind in the singular and plural, and the starts of its captured lines."""

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
"""By theme, nature or kind: the statements."""

_BEGINNINGS = [f"{called.starts[0]}: {called.one}" for called in KINDS.values() if called.starts]
BEGIN_WITH = f"Begin with {', '.join(_BEGINNINGS[:-1])} or {_BEGINNINGS[-1]}."
"""How a line begins, for one that begins with nothing known."""

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
"""Headings by kind, for kinds that are listed."""
