"""The agenda of a meeting that follows another: the format's, with an item for open actions."""

from __future__ import annotations

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import AgendaItem, Format, Prompt, Question
from chairtui.words import follow_up as words

ITEM = "previous-meeting"
"""Id of that item. Formats need not define it."""
AGREED = "previous-minutes-agreed"
"""Id of the question whether the previous minutes are agreed."""
MINUTES = 5


def format_for(meeting: Meeting, format_: Format) -> Format:
    """The format for this meeting: with the extra item, after attendance, if it follows another."""
    try:
        follows = meeting.details.previous is not None
    except LookupError:
        return format_
    return with_previous(format_) if follows else format_


def with_previous(format_: Format) -> Format:
    """The format with the item for the previous meeting, unless it has an item with that id."""
    if format_.item(ITEM) is not None:
        return format_
    provision = next((p.id for p in format_.provisions if p.built_in == "follow-up meeting"), "ALL-07")
    cites = next((p.cites for p in format_.provisions if p.id == provision), words.PREVIOUS_CITES)
    item = AgendaItem(
        id=ITEM,
        title=words.PREVIOUS_ITEM,
        kind="question",
        minutes=MINUTES,
        prompts=(Prompt(text=words.PREVIOUS_PROMPT, provision=provision, cites=cites),),
    )
    question = Question(
        id=AGREED,
        item=ITEM,
        type="yes-no",
        text=words.PREVIOUS_AGREED,
        provision=provision,
        needed="advice",
        help=words.PREVIOUS_HELP,
    )
    after = next((n for n, i in enumerate(format_.agenda) if i.kind == "attendance"), 0) + 1
    agenda = (*format_.agenda[:after], item, *format_.agenda[after:])
    return format_.model_copy(update={"agenda": agenda, "questions": (*format_.questions, question)})
