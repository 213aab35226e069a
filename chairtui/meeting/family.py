"""Whether an attendee is family or here for an agency: as recorded, never inferred from the role."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from chairtui.meeting.capture.names import may_be_same, name_words, plain
from chairtui.meeting.copy_readers import reader_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.records import Attendee, Draft, PersonConcerned, Relative
from chairtui.words import family as words

Side = Literal["professional", "relative", "unanswered"]
_RELATED_TO = re.compile(r"\b(?:of|to|for)\b|[(/,]", re.IGNORECASE)


def side_of(attendee: Attendee, meeting: Meeting) -> Side:
    """Whether somebody gets a professional's copy or a relative's. Nobody gets one while it is unanswered.

    Somebody recorded as a relative or as concerned, by name, is never a professional.
    """
    if attendee.relative or plain(attendee.name) in _named(meeting):
        return "relative"
    asked = attendee.relative is None and (
        sounds_like_family(attendee) or not attendee.agency or may_be_of_family(attendee, meeting)
    )
    if asked:
        said = any(e.record.professional and e.record.to.attendee == attendee.id for e in meeting.distributions)
        return "professional" if said else "unanswered"
    return "professional"


def side_of_name(name: str, meeting: Meeting, *, professional: bool) -> Side:
    """The same for somebody who isn't an attendee, of whom only the name is known. `professional`: somebody said so.

    It doesn't count for a name that may be of somebody concerned or of a relative, be they removed since: the whole of
    theirs, or a part of it such as "Mrs Vale".
    """
    typed = set(name_words(name))
    if any(typed <= set(plain(known)) for known in _ever_named(meeting)):
        return "relative"
    return "professional" if professional else "unanswered"


def may_be_of_family(attendee: Attendee, meeting: Meeting) -> bool:
    """Whether a name may be that of anybody who is or was recorded as a relative or as concerned: "Dawn Price" may be
    Dawn."""
    return any(may_be_same(attendee.name, known) for known in _ever_named(meeting))


def sounds_like_family(attendee: Attendee) -> bool:
    """Whether a role, an agency or a name may be that of family, an unpaid carer or a friend, so that it is asked.

    Saying nothing of an agency is no such sign, but "n/a" or "home" is.
    """
    said = {" ".join(plain(part)) for text in (attendee.role, attendee.agency) for part in text.split(",")}
    if said & set(words.FAMILY) or " ".join(plain(attendee.name)) in words.KIN:
        return True
    if says_no_agency(attendee.agency):
        return True
    parts = _RELATED_TO.split(attendee.role.replace("-", " "))
    return bool({word for part in parts for word in plain(part)[-1:]} & set(words.KIN))


def says_no_agency(agency: str) -> bool:
    """Whether what was typed for an agency says that there is none, such as "n/a"; "family" says who they are."""
    said = " ".join(plain(agency))
    return bool(agency) and said not in words.FAMILY and said in ("", *words.NO_AGENCY)


def relative_for(attendee: Attendee, meeting: Meeting, new_id: Callable[[], str]) -> Relative | None:
    """The relative to record beside an attendee who is one; None where they are recorded (`reader_of`).

    A removed relative of that name is restored, with the decisions about their copy.
    """
    if reader_of(attendee, meeting) is not None:
        return None
    for version in reversed(meeting.versions):
        if isinstance(version.record, Relative) and plain(version.record.name) == plain(attendee.name):
            return version.record
    return Relative(id=new_id(), name=attendee.name, relation=attendee.role, email=attendee.email)


def renamed_with_them(draft: Draft, meeting: Meeting) -> Draft | None:
    """The draft that gives the relative recorded beside an attendee the attendee's new name, and the other way round;
    None where `draft` isn't a new name of one, or takes one back. A closed meeting keeps the name of who attended."""
    known, changed = meeting.entry(draft.record.id), draft.record
    if draft.removed or draft.undoes or known is None:
        return None
    before = known.record
    beside: list[Entry[Relative]] | list[Entry[Attendee]] = []
    if isinstance(before, Attendee) and isinstance(changed, Attendee) and before.relative:
        beside = [e for e in meeting.all(Relative) if plain(e.record.name) == plain(before.name)]
    elif isinstance(before, Relative | PersonConcerned) and isinstance(changed, Relative | PersonConcerned):
        beside = [] if meeting.closed else [e for e in meeting.attendees if plain(e.record.name) == plain(before.name)]
    else:
        return None
    if changed.name == before.name or len(beside) != 1:
        return None
    return Draft(record=beside[0].record.model_copy(update={"name": changed.name}), base=beside[0].base)


def _named(meeting: Meeting) -> set[tuple[str, ...]]:
    """The names of those recorded as relatives and as concerned."""
    names = [entry.record.name for entry in meeting.all(Relative)]
    return {plain(name) for name in (*names, *(entry.record.name for entry in meeting.all(PersonConcerned)))}


def _ever_named(meeting: Meeting) -> list[str]:
    """The names that anybody recorded as a relative or as concerned ever had, also of those removed since."""
    recorded = (version.record for version in meeting.versions)
    return list(dict.fromkeys(r.name for r in recorded if isinstance(r, Relative | PersonConcerned)))
