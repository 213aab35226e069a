"""In whole meetings made at random nobody's copy holds a word that nobody decided they get."""

from __future__ import annotations

import pytest

from chairtui.meeting.parts import answer_parts, had_part_two
from chairtui.meeting.records import Answer, Statement
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
    for entry in made.meeting.attendees:
        police, both = entry.record.agency == "Police", set(entry.record.parts) == {1, 2}
        hidden: set[str] = set()
        shown: set[str] = set()
        for said in made.meeting.statements:
            record = said.record
            kept = bool(record.only) and not police
            other = had_part_two(made.meeting) and not both and record.part not in entry.record.parts
            (hidden if kept or other or record.kind == "unsettled" else shown).update(TOKEN.findall(record.text))
        for kind in kinds:
            copy = words_of(made, kind, Reader("attendees", entry.record.id))
            assert not set(TOKEN.findall(copy)) & (hidden - shown), (seed, entry.record.name, kind)
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
        part = parts[record.id] if isinstance(record, Answer) else record.part
        may = [set(TOKEN.findall(shown.model_dump_json())) <= made.allowed(one) for one in joined]
        assert part == 2 or (may and all(may)), (seed, record.id)


@pytest.mark.parametrize("first", range(0, 150, 25))
def test_no_copy_holds_a_word_that_nobody_released_to_its_reader(first: int) -> None:
    assert sum(look_into(seed) for seed in range(first, first + 25)), "some of them were released"
