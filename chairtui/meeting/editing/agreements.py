"""Parses an attendee's agreement."""

from __future__ import annotations

import re

from chairtui.meeting.capture.tokenise import mark_in
from chairtui.meeting.closing.agreement import agreement_of, agreement_rule
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format, Rule
from chairtui.meeting.records import Agreement, Attendee, Draft, Said, Who
from chairtui.words import departures as words
from chairtui.words import editing as editing_words

AGREES = "agrees"
"""Key that sets a person's agreement: presented as a field of theirs, although it is a record."""
_NO = re.compile(r"no\b\s*[:,;.–—-]?\s*(.*)", re.IGNORECASE | re.DOTALL)
_SAID: dict[str, Said] = {
    "yes": "agreed",
    "agreed": "agreed",
    "agrees": "agreed",
    "no answer": "no answer",
    "not asked": "not asked",
}


def set_agreement(entry: Entry[Attendee], typed: str, meeting: Meeting, format_: Format) -> Draft:
    """The draft for an attendee's agreement: "yes", "no: why", "no answer", "not asked"; blank removes it.

    Raises `NotThat`.
    """
    if not typed.strip():
        return agreement_draft(entry, None, meeting, format_)
    if mark := mark_in(typed):
        raise NotThat(editing_words.NO_MARKS.format(mark=mark))
    said, why = _read(typed)
    return agreement_draft(entry, said, meeting, format_, why=why)


def agreement_draft(
    entry: Entry[Attendee], said: Said | None, meeting: Meeting, format_: Format, *, why: str = ""
) -> Draft:
    """The draft for an attendee's agreement, None to remove it. The day they were asked is kept.

    Raises `NotThat` if the format asks for no agreement.
    """
    rule, person = _rule(format_), entry.record
    known = agreement_of(meeting, rule.provision, person.id)
    id_ = f"agreement:{rule.provision}:{person.id}"
    base = meeting.base_of(id_)
    if said is None:
        if base and known:
            return Draft(record=known, base=base, removed=True)
        return Draft(record=person.model_copy(update={"agrees": None}), base=entry.base)
    return Draft(
        record=Agreement(
            id=id_,
            provision=rule.provision,
            of=Who(name=person.name, attendee=person.id),
            said=said,
            asked=known.asked if known and said != "not asked" else None,
            why=why,
        ),
        base=base,
    )


def _rule(format_: Format) -> Rule:
    rule = agreement_rule(format_)
    if rule is None:
        raise NotThat(words.NOBODY_AGREES)
    return rule


def _read(typed: str) -> tuple[Said, str]:
    plain = " ".join(typed.casefold().split())
    if plain in _SAID:
        return _SAID[plain], ""
    found = _NO.fullmatch(typed.strip())
    if found is None:
        raise NotThat(words.SAYS_WHAT.format(typed=typed.strip()))
    if not found[1].strip():
        raise NotThat(words.WHY_NOT)
    return "disagreed", found[1]
