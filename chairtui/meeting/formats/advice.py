"""Advice about a sound format: what it leaves out that its author may have meant to say."""

from __future__ import annotations

from collections.abc import Iterator

from chairtui.meeting.formats.model import FAMILY_TOLD, PERSON_TOLD, Format
from chairtui.words import formats as words
from chairtui.words.findings import ONE


def advice(format_: Format) -> Iterator[str]:
    """Which of those whom a meeting concerns no question asks to tell: nothing is proposed for their copies then."""
    for told, text in ((FAMILY_TOLD, words.FAMILY_NOT_ASKED), (PERSON_TOLD, words.PERSON_NOT_ASKED)):
        questions = format_.questions_about(*told)
        missing = [person for person in format_.persons if not any(each.is_for(person) for each in questions)]
        if missing:
            yield text.format(persons=" or ".join(ONE[person] for person in missing), about=told[0])
