"""In whole meetings made at random nobody's copy holds a word that nobody decided they get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import pytest

from chairtui.data_files import read_data
from chairtui.journal.session import Session
from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.part_two_lines import joining
from chairtui.meeting.copy_readers import family_reader, family_readers, kept_out
from chairtui.meeting.fold import Meeting
from chairtui.meeting.parts import answer_parts
from chairtui.meeting.readers import Readers, limits
from chairtui.meeting.records import Answer, Attendee, Decision, Details, Statement
from chairtui.minutes.audience import NotReleased
from chairtui.minutes.file_kinds import CopyFiles, Kind, NothingToWrite, Reader
from chairtui.minutes.file_names import attachment_name, file_name
from chairtui.minutes.mail.copies import CopyDraft, MailStyle, copy_drafts
from chairtui.minutes.mail.wording import PLACES, read_wording
from screens.visibility import Visibility
from tests.minutes.random_meetings import FORMAT, TOKEN, RandomMeeting
from tests.minutes.releasing import BRANDING
from tests.minutes.searched import everything_in, everything_in_draft
from tests.minutes.test_every_kind_for_every_reader import REFERENCE
from tests.minutes.who_may_read import (
    for_other_agencies,
    kept_from_professional,
    kept_from_relative,
    only_about_others,
    typed_for_other_agencies,
    typed_not_for_relative,
)

QUICK: tuple[Kind, ...] = ("md", "html", "json", "csv", "ics")
MARKS = ("!restricted", "!not", "!only", "#ava", "#ben")
NAMED = "{initials} {subject} {title} {meeting} {date}"
"""A pattern of file names that holds what a partnership may put there."""
WORDINGS = {name: read_wording(name, read_data(f"templates/mail/{name}.txt")) for name in PLACES}
PAGE_OF, DRAFTS_OF = 4, 10
"""Of so many professionals' copies one is also made as a page, and of so many meetings one has its e-mail drafts made:
both hold what the other kinds hold."""
DRAFTED: tuple[Kind, ...] = ("md", "csv", "ics", "html")


def files_for(of: Meeting, reader: Reader, kinds: tuple[Kind, ...]) -> Iterator[tuple[Kind, str]]:
    """All that is in a reader's file of each kind, where there is one."""
    try:
        files = CopyFiles(of, FORMAT, reader, BRANDING)
    except NotReleased:
        return
    for kind in kinds:
        try:
            yield kind, everything_in(kind, files.build(kind))
        except NotReleased:
            return
        except NothingToWrite:
            continue


def look_into(seed: int, kinds: tuple[Kind, ...] = QUICK) -> int:
    """Search every reader's files of a meeting; how many of the family's there were."""
    made = RandomMeeting(seed)
    released = sum(look_into_relatives(made, reader.record.id, kinds) for reader in family_readers(made.meeting))
    for place, entry in enumerate(made.meeting.attendees):
        page = (seed + place) % PAGE_OF == 0
        look_into_professionals(made, entry.record, tuple(kind for kind in kinds if page or kind != "html"))
    for of, allowed in made.in_part_two:
        look_at_the_screen(of, allowed)
    if seed % DRAFTS_OF == 0:
        look_into_drafts(made, DRAFTED[seed // DRAFTS_OF % len(DRAFTED)])
    return released


def look_into_relatives(made: RandomMeeting, reader: str, kinds: tuple[Kind, ...]) -> int:
    of, allowed = made.meeting, made.allowed(reader)
    kept = kept_from_relative(of, reader)
    if made.before is not None:
        kept |= kept_in_the_meeting_before(made, reader)
    kept |= typed_not_for_relative(made.typed, name_of(of, reader))
    found = 0
    for kind, copy in files_for(of, Reader("family", reader), kinds):
        told = set(TOKEN.findall(copy))
        assert not told - allowed, (reader, kind, "nobody released it")
        assert not told & kept, (reader, kind, "a mark keeps it from them")
        assert not [mark for mark in MARKS if mark in copy], (reader, kind)
        if kind in ("md", "json", "csv", "ics"):
            assert not REFERENCE.search(copy), (reader, kind, "a reference")
        found += 1
    assert not (found and kept_out(reader, of)), (reader, "is given nothing")
    if found:
        names = (name(of, FORMAT, Reader("family", reader), NAMED) for name in (attachment_name, file_name))
        assert set(TOKEN.findall(" ".join(names))) <= allowed, (reader, "the file's name")
    return found


def name_of(of: Meeting, reader: str) -> str:
    found = family_reader(reader, of)
    assert found is not None
    return found.name


def kept_in_the_meeting_before(made: RandomMeeting, reader: str) -> set[str]:
    """What a mark kept from somebody of the family then is kept from them in the meeting that follows."""
    assert made.before is not None
    name = name_of(made.meeting, reader)
    same = [entry.record.id for entry in family_readers(made.before) if entry.record.name == name]
    return set.intersection(*(kept_from_relative(made.before, id_) for id_ in same)) if same else set()


def look_into_professionals(made: RandomMeeting, person: Attendee, kinds: tuple[Kind, ...]) -> None:
    of = made.meeting
    kept = kept_from_professional(of, person)
    if made.before is not None and of.attendee_of(of.details.chair) != person:
        kept |= for_other_agencies(made.before, person.agency)
    if of.attendee_of(of.details.chair) != person:
        kept |= typed_for_other_agencies(made.typed, person.agency)
    for kind, copy in files_for(of, Reader("attendees", person.id), kinds):
        assert not set(TOKEN.findall(copy)) & kept, (person.name, kind)
    about = Reader("attendees", person.id, about="ava")
    if of.entry("ava") is not None:
        for kind, copy in files_for(of, about, ("md", "json")):
            assert not set(TOKEN.findall(copy)) & (kept | only_about_others(of, "ava")), (
                person.name,
                kind,
                "about Ava",
            )


def look_into_drafts(made: RandomMeeting, kind: Kind) -> None:
    """E-mail drafts, each with its reader's copy."""
    of = made.meeting
    style = MailStyle(kind, BRANDING, WORDINGS, NAMED, "Jo Bell")
    for drafted in copy_drafts(of, FORMAT, copies(of, FORMAT), style) if of.closed else ():
        if not isinstance(drafted, CopyDraft):
            continue
        told = set(TOKEN.findall(everything_in_draft(drafted.content))) - set(TOKEN.findall(drafted.copy.to.name))
        person = of.entry(drafted.copy.person)
        if drafted.copy.relative:
            assert told <= made.allowed(drafted.copy.relative), (drafted.copy.to.name, kind)
        elif person is not None and isinstance(person.record, Attendee):
            assert not told & kept_from_professional(of, person.record), (drafted.copy.to.name, kind)


@dataclass
class Seat:
    """A session as far as the screen reads it."""

    meeting: Meeting
    revision: int = 0


def look_at_the_screen(of: Meeting, allowed: dict[str, set[str]]) -> None:
    """What part two shows, of every version, is of part two, or released to each who joined."""
    shown = Visibility(cast(Session, Seat(of)), FORMAT).meeting
    joined = joining(of)
    given = set.intersection(*(allowed.get(one, set()) for one in joined)) if joined else set[str]()
    for version in (*shown.versions, *(entry.last for entry in map(shown.entry, ids_of(shown)) if entry)):
        record, whole = version.record, of.entry(version.record.id)
        assert whole is not None
        now = whole.record
        told = set(TOKEN.findall(record.model_dump_json()))
        match record:
            case Details():
                named = f"{now.title} {now.subject} {now.venue}" if isinstance(now, Details) else ""
                assert told <= set(TOKEN.findall(named)) | given
            case Attendee():
                assert 2 in record.parts and not record.why and isinstance(now, Attendee) and 2 in now.parts
            case Statement() | Answer():
                marked = (record, *record.dissent) if isinstance(record, Decision) else (record,)
                assert not any(map(limits, marked)), record.id
                late = answer_parts(of).get(record.id) == 2 or 2 == getattr(now, "part", 1) == record.part
                assert told <= given or (late and isinstance(now, Readers) and not limits(now)), (record.id, told)
            case _:
                raise AssertionError(f"{record.kind} on the screen")


def ids_of(meeting: Meeting) -> set[str]:
    return {version.record.id for version in meeting.versions}


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_no_copy_holds_a_word_that_nobody_released_to_its_reader(first: int) -> None:
    assert sum(look_into(seed) for seed in range(first, first + 20)), "some of them were released"
