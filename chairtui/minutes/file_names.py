"""File names that people find again: `JT professionals' meeting 3 Dec 2026.docx`.

A name shows initials and not a name unless the settings ask for one, since file names are seen in places where files
aren't opened: recent lists, attachments, backups.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from string import Formatter

from chairtui.meeting.dates.calendar import day_of, show_day
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Attendee, PersonConcerned, Relative
from chairtui.minutes.audience import Access, NotReleased
from chairtui.minutes.escape import flat
from chairtui.minutes.file_kinds import Reader
from chairtui.windows_paths import is_reserved
from chairtui.words import file_names as words
from chairtui.words.file_names import PATTERN as PATTERN

PLACES = ("initials", "meeting", "date", "day", "subject", "title", "id")
"""Places of a pattern; `day` is the date as YYYY-MM-DD, `subject` and `title` are as the meeting has them."""
LONGEST = 120
"""UTF-8 bytes of a name without its extension. Windows allows 260 characters for a whole path, Linux 255 bytes for a
name."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
"""Characters that no file name on Windows may have; `/` is none anywhere."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MOST_CONCERNED = 4


def safe_name(text: str) -> str:
    """A text as a file name without extension, valid on Windows, macOS and Linux. Never empty."""
    seen = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in flat(text))
    name = " ".join(_FORBIDDEN.sub(" ", seen).split())
    name = name.encode("utf-8")[:LONGEST].decode("utf-8", "ignore").strip(". ")
    if not any(c.isalnum() for c in name):
        return words.UNNAMED
    return f"_{name}" if is_reserved(name) else name


def initials(name: str) -> str:
    """Initials of a name or a subject such as "Robin Vale, aged 7"; initials stay as they are."""
    found = [word for word in _WORD.findall(re.split(r"[,;(]", name)[0]) if word.casefold() not in words.NO_INITIAL]
    given = all(word.isupper() and len(word) <= 2 for word in found)
    if given or (len(found) == 1 and found[0].isupper() and len(found[0]) <= 3):
        return "".join(found)
    return "".join(word[0].upper() for word in found)


def initials_of(meeting: Meeting) -> str:
    """Initials of those the meeting is about."""
    concerned = [initials(entry.record.name) for entry in meeting.all(PersonConcerned)]
    if not concerned:
        return initials(meeting.details.subject)
    return " ".join([*concerned[:_MOST_CONCERNED], *(words.MORE for _ in concerned[_MOST_CONCERNED:][:1])])


def check_pattern(pattern: str) -> None:
    """Raises `ValueError` for a place that is not known, or that no pattern may have."""
    for _, name, spec, conversion in Formatter().parse(pattern):
        if name is not None and (name not in PLACES or spec or conversion):
            raise ValueError(name)


def meeting_name(meeting: Meeting, format_: Format, pattern: str = PATTERN) -> str:
    """The name for files about this meeting, without extension."""
    details = meeting.details
    day = day_of(details.starts)
    held = next((kind.name for kind in format_.kinds if kind.id == details.meeting_kind), "")
    called = words.MEETING if not held or "meeting" in held.casefold() else f"{held[:1].lower()}{held[1:]}"
    places = {
        "initials": initials_of(meeting),
        "meeting": called,
        "date": show_day(day, year=True),
        "day": day.isoformat(),
        "subject": details.subject,
        "title": details.title,
        "id": meeting.id,
    }
    return safe_name(pattern.format(**places))


def file_name(meeting: Meeting, format_: Format, reader: Reader, pattern: str = PATTERN) -> str:
    """The name for a reader's file among others', without extension: `…, actions` or `…, for SO P2`."""
    entry = meeting.entry(reader.person) if reader.person else None
    who = ""
    if entry is not None and isinstance(entry.record, Attendee | Relative | PersonConcerned):
        who = words.FOR_ONE.format(initials=initials(entry.record.name), ref=entry.ref).replace("  ", " ")
    return _named_for(meeting, format_, reader, pattern) + words.AUDIENCES[reader.audience] + who


def attachment_name(meeting: Meeting, format_: Format, reader: Reader, pattern: str = PATTERN) -> str:
    """The name for a file that only this reader gets, without extension."""
    return _named_for(meeting, format_, reader, pattern) + (words.ACTIONS if reader.audience == "actions" else "")


def _named_for(meeting: Meeting, format_: Format, reader: Reader, pattern: str) -> str:
    """A relative's file is named after what was released to them: no name or initials from anywhere else."""
    if reader.audience == "family":
        with suppress(NotReleased):  # there is no such file then
            meeting = Access(meeting, format_, "family", reader.person).meeting()
    return meeting_name(meeting, format_, pattern)
