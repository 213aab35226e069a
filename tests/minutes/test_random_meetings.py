"""In whole meetings made at random nobody's copy holds a word that nobody decided they get."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chairtui.meeting.fold import Meeting
from chairtui.meeting.parts import answer_parts, had_part_two
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Amendment, Answer, Decision, Record, Statement
from chairtui.minutes.audience import NotReleased, PartTwoAccess
from chairtui.minutes.file_kinds import Kind, NothingToWrite, Reader, build_file
from tests.minutes.builders import FORMAT
from tests.minutes.opened import all_words
from tests.minutes.random_meetings import TOKEN, RandomMeeting
from tests.minutes.releasing import BRANDING

QUICK: tuple[Kind, ...] = ("md", "html", "json", "csv", "ics")
MARKS = ("!restricted", "!not", "!only", "#ava")


def words_of(made: RandomMeeting, kind: Kind, reader: Reader) -> str:
    """All that anybody can read in a file, "" where there is none."""
    try:
        return all_words(kind, build_file(made.meeting, FORMAT, kind, reader, BRANDING))
    except (NotReleased, NothingToWrite):
        return ""


def words_and_readers(meeting: Meeting) -> Iterator[tuple[str, tuple[Readers, ...], int]]:
    """All words with the marks that each reader must satisfy and the part they are of, 0 for what is in no copy."""
    parts, details, none = answer_parts(meeting), meeting.details, Readers()
    yield details.aim, (details.aim_readers or none,), 1
    for person in meeting.attendees:
        of_why = person.record.why_readers or none
        yield from ((person.record.why, (of_why,), part) for part in person.record.parts)
        yield f"{of_why.kept_why} {of_why.only_why}", (none,), 0
    for follow_up in meeting.follow_ups:
        yield follow_up.record.reason, (none,), 0
    for entry in (*meeting.statements, *meeting.all(Answer), *meeting.amendments):
        record: Record = entry.record
        root = meeting.entry(record.target) if isinstance(record, Amendment) else entry
        over = [record]
        while root is not None and isinstance(root.record, Amendment):
            over.append(root.record)
            root = meeting.entry(root.record.target)
        assert root is not None
        base = root.record
        part: int = parts[base.id] if isinstance(base, Answer) else base.part if isinstance(base, Statement) else 1
        part = 0 if "unsettled" in (base.kind, record.kind) else part
        marks = tuple(each for each in (*over, base) if isinstance(each, Readers))
        if isinstance(record, Decision):
            for dissent in record.dissent:
                yield dissent.text, (dissent, record), dissent.part or record.part
        mine = {"dissent", "restricted", "kept_why", "only_why"}
        yield record.model_dump_json(exclude=mine), marks, part
        yield " ".join(f"{each.kept_why} {each.only_why}" for each in marks), (none,), 0


def look_into(seed: int, kinds: tuple[Kind, ...] = QUICK) -> int:
    """Search every reader's files of a meeting; how many of relatives' there were."""
    made = RandomMeeting(seed)
    released = 0
    for relative in ("dawn", "mick"):
        for kind in kinds:
            copy = words_of(made, kind, Reader("family", relative))
            leaked = set(TOKEN.findall(copy)) - made.allowed(relative)
            assert not leaked, (seed, relative, kind, leaked)
            assert not [mark for mark in MARKS if mark in copy], (seed, relative, kind)
            released += bool(copy)
    said = list(words_and_readers(made.meeting))
    for entry in made.meeting.attendees:
        person = entry.record
        one_part = had_part_two(made.meeting) and set(person.parts) != {1, 2}
        hidden: set[str] = set()
        shown: set[str] = set()
        for text, marks, part in said:
            kept = any(mark.only for mark in marks) and person.agency != "Police"
            other = one_part and part not in person.parts
            (hidden if kept or other or part == 0 else shown).update(TOKEN.findall(text))
        for kind in kinds:
            copy = words_of(made, kind, Reader("attendees", person.id))
            assert not set(TOKEN.findall(copy)) & (hidden - shown), (seed, person.name, kind)
    look_at_the_screen(made, seed)
    return released


def look_at_the_screen(made: RandomMeeting, seed: int) -> None:
    """What part two shows is of part two, or released to each who joined."""
    meeting = made.meeting
    if not had_part_two(meeting):
        return
    access, parts, joined = PartTwoAccess(meeting, FORMAT), answer_parts(meeting), meeting.details.joined
    for version in meeting.versions:
        entry = meeting.entry(version.record.id)
        record = entry.record if entry is not None and not entry.removed else None
        shown = access.shown(entry) if entry is not None else None
        if shown is None or not isinstance(record, Statement | Answer):
            continue
        dump = shown.model_dump()
        assert not any(dump.get(name) for name in ("restricted", "kept_from", "only")), (seed, record.id)
        for dissent in shown.dissent if isinstance(shown, Decision) else ():
            assert not (dissent.restricted or dissent.kept_from or dissent.only), (seed, record.id)
        part = parts[record.id] if isinstance(record, Answer) else record.part
        may = [set(TOKEN.findall(shown.model_dump_json())) <= made.allowed(one) for one in joined]
        assert part == 2 or (may and all(may)), (seed, record.id)


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_no_copy_holds_a_word_that_nobody_released_to_its_reader(first: int) -> None:
    assert sum(look_into(seed) for seed in range(first, first + 20)), "some of them were released"
