"""The agenda that goes out with an invitation. It says of whom the meeting concerns only what the chair has chosen."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, get_args

from chairtui.meeting.convening.invitation import planned_minutes
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.minutes.escape import line, shown
from chairtui.minutes.file_kinds import Branding
from chairtui.minutes.file_names import initials_of
from chairtui.minutes.local_times import uk_clock, uk_time
from chairtui.minutes.markdown_shapes import heading, labelled, paragraph, table
from chairtui.words import invitation as words

Naming = Literal["nothing", "initials", "all"]
"""What may stand in an invitation: nothing about whom the meeting concerns, their initials, or its title, whom it
concerns and its aim."""
NAMINGS: tuple[Naming, ...] = get_args(Naming)
AgendaKind = Literal["docx", "pdf", "md"]
AGENDA_KINDS: tuple[AgendaKind, ...] = get_args(AgendaKind)


def called(meeting: Meeting, naming: Naming) -> str:
    """What the invitation calls the meeting; plain text. Its title may name a child, so it takes `all`."""
    if naming == "all":
        return shown(meeting.details.title)
    about = initials_of(meeting) if naming == "initials" else ""
    return words.ABOUT.format(meeting=words.MEETING, about=about) if about else words.MEETING


def agenda(meeting: Meeting, format_: Format, naming: Naming, aim: str = "") -> str:
    """The agenda in CommonMark; `aim` is what its reader may read of the aim."""
    details = meeting.details
    end = details.starts + timedelta(minutes=planned_minutes(format_))
    facts = {
        words.WHEN: words.UNTIL.format(start=uk_time(details.starts), end=uk_clock(end)),
        words.WHERE: details.venue or words.TO_CONFIRM,
        words.CHAIR: meeting.name_of(details.chair) if details.chair else "",
        words.NOTE_TAKER: meeting.name_of(details.note_taker) if details.note_taker else "",
        words.CONCERNING: details.subject if naming == "all" else "",
    }
    rows = [(str(n), line(item.title), str(item.minutes)) for n, item in enumerate(format_.agenda, 1)]
    blocks = [
        heading(1, f"{words.AGENDA}: {called(meeting, naming)}"),
        f"*{line(words.CONFIDENTIAL)}*",
        "\n".join(labelled(label, fact) for label, fact in facts.items() if fact),
        *([paragraph(words.AIM, aim)] if aim and naming == "all" else []),
        table(("", words.ITEM, words.MINUTES), rows),
    ]
    return "\n\n".join(blocks) + "\n"


def agenda_file(
    meeting: Meeting, format_: Format, naming: Naming, kind: AgendaKind, branding: Branding, aim: str = ""
) -> bytes:
    """The agenda as a file, in the partnership's Word look where it has one. Raises `BadWordTemplate`."""
    text = agenda(meeting, format_, naming, aim)
    if kind == "md":
        return text.encode("utf-8")
    from chairtui.minutes.markdown_tree import read

    document = read(text)
    written = meeting.versions[-1].at
    foot = " ".join(branding.mark.split())
    if kind == "pdf":
        from chairtui.minutes.pdf_file import to_pdf

        return to_pdf(document, branding.picture, written, foot)
    from chairtui.minutes.word_file import to_word

    return to_word(document, branding.picture, branding.word, written, foot=foot)
