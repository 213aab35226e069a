"""The last step of the new-meeting wizard: everything that was entered, and what is still open."""

from __future__ import annotations

from rich.text import Text

from chairtui.meeting.dates.calendar import show_when
from chairtui.meeting.formats.model import Format
from chairtui.words import screens as words
from screens import new_meeting_lists as lists
from screens.new_meeting_drafts import PEOPLE, MeetingSetup
from screens.text_layout import Cell, row, side_by_side, wrap

LABEL_WIDTH = 14


def summary_lines(setup: MeetingSetup, format_: Format, width: int) -> list[Text]:
    """The summary, wrapped to a width; what was left open is muted or marked."""
    kinds = {k.id: k.name for k in format_.kinds}
    reasons = [r.text for r in format_.reasons if r.id in setup.reasons]
    people = [", ".join(p for p in (a.name, a.role, a.agency) if p) for a in setup.people()]
    parts: list[tuple[str, list[str]]] = [
        ("format", [f"{format_.name} · {format_.body}"]),
        ("kind", [kinds.get(setup.kind, words.NO_KINDS)]),
        ("title", [setup.typed.get("title", "")]),
        ("subject", [f"{setup.typed.get('subject', '')} ({setup.person})"]),
        ("starts", [show_when(setup.starts())]),
        *((name, [setup.typed.get(name, "")]) for name in ("venue", "agency")),
        ("reasons", reasons),
        *((name, [setup.who_is(name)]) for name in PEOPLE),
        ("attendees", people),
        ("answers", [f"{q.text} {said}" for q, said in setup.answered()]),
        ("open", [q.text for q in setup.convening_questions().left_open]),
    ]
    room = min(width, lists.WIDEST) - LABEL_WIDTH - 2
    lines: list[Text] = []
    for name, values in parts:
        values = [v.strip() for v in values if v.strip()]
        if not values and name in ("answers", "open"):
            continue
        label = [row([Cell(words.CHECK_LABELS[name], LABEL_WIDTH, "muted")], LABEL_WIDTH)]
        style_name = "warn" if name == "open" else ""
        said = [Text(line, style_name) for v in values for line in wrap(v, room)] or [Text(words.LEFT_OPEN, "muted")]
        lines += side_by_side([label, said], [LABEL_WIDTH, room])
    return lines
