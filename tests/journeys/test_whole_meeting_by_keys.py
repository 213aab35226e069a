"""Both sample meetings through the real program on a terminal, from the first key to the minutes, with keys alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from chairtui.data_files import read_data
from chairtui.format_registry import open_registry
from chairtui.journal.file_journal import FileJournal
from chairtui.meeting.closing.agreement import agreement_of, agreement_rule
from chairtui.meeting.closing.checks import check
from chairtui.meeting.editing import fields_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import EVERYBODY, Format
from chairtui.meeting.formats.snapshot import format_for
from chairtui.meeting.records import Attendee, Said, Version
from chairtui.minutes.markdown import minutes
from chairtui.samples import Sample, Step, load_sample
from chairtui.words import file_names, live, screens
from screens.attendance import AGREES, REPORTS
from screens.new_meeting_drafts import FIELDS
from screens.panes.pane_selection import sections_of
from screens.panes.view import View
from screens.widgets.file_line import CHOICES
from tests.journeys.terminal import Terminal
from tests.minutes.reading import on_one_line, places

REFERENCE = re.compile(r"[A-Z]\d+")
ON_A_TERMINAL = ("dumfries-galloway", "dumfries-galloway-group-supervision")
"""A meeting about an adult, and one that plans nothing. `test_forums_by_keys` holds one of every format."""
HELD = "2026-11-20 14:00"
"""A meeting still to come can't be closed."""
STATUS_KEYS = {"present": "p", "apologies": "a", "absent": "b"}
SAID = re.compile(r"^[snrfohda]: (.*?)(?: @| because | by | measure: | !restricted | for [A-Z]\d|$)")
AT_THE_KEYS = live.LINE_HINTS[1][:24]
"""Stands in the line while nobody is in it, on a terminal of 80 columns."""
ATTENDANCE_KEYS = ("report", "remote", "agrees", "status")


class NoteTaker:
    """Somebody who knows the keys, and looks up only to see that what was typed is saved."""

    def __init__(self, terminal: Terminal, store: Path, format_: Format) -> None:
        self.terminal = terminal
        self.format = format_
        self._journal = FileJournal(store, lambda: datetime.now(ZoneInfo("Europe/London")), str)
        self._meeting = ""
        self._versions: list[Version] = []

    @property
    def meeting(self) -> Meeting:
        """The meeting as it now stands on the disk."""
        versions = self._read()
        return Meeting(self._meeting, versions)

    def _read(self) -> list[Version]:
        if not self._meeting:
            [listing] = self._journal.meetings()
            self._meeting = listing.id
        self._versions += self._journal.versions(self._meeting, after=len(self._versions))
        return self._versions

    @property
    def saved(self) -> int:
        """How many versions somebody's typing has made; going from item to item makes others."""
        return sum(version.record.kind != "progress" for version in self._read())

    def until_saved(self, count: int, what: str) -> None:
        self.terminal.until(lambda: self.saved >= count, f"Saving of {what}")
        assert self.saved == count, f"{what}: {self.saved} for {count}"

    # ---- setting up

    def sets_up(self, sample: Sample) -> None:
        terminal, words = self.terminal, sample.meeting
        format_ = self.format
        terminal.until_shown(screens.NO_MEETINGS.split(".")[0])
        terminal.press("n")
        self._picks("format", list(open_registry().formats).index(format_.id))
        unchosen = format_.persons == EVERYBODY  # a row for nobody stands first
        self._picks("person", list(screens.PERSONS).index(words["person"]) + unchosen)
        self._picks("kind", [k.id for k in format_.kinds].index(words["kind"]))
        terminal.until_shown(screens.STEPS["what"])
        for field in FIELDS["what"]:
            terminal.until_in(screens.FIELDS[field])
            terminal.type(words.get(field, ""))
            terminal.press("enter")
        if format_.reasons:
            terminal.until_shown(screens.STEPS["reasons"])
            terminal.press("enter")
        terminal.until_shown(screens.STEPS["attendees"])
        terminal.press("ctrl+s")
        terminal.until_shown(screens.STEPS["people"])
        for field in FIELDS["people"]:
            terminal.until_in(screens.FIELDS[field])
            terminal.type(words.get(field, ""))
            terminal.press("enter")
        terminal.until_shown(screens.STEPS["questions"])
        terminal.press("ctrl+s")
        terminal.until_shown(screens.STEPS["check"])
        terminal.press("enter")
        terminal.until_shown(AT_THE_KEYS)
        self.format = format_for(self.meeting, open_registry().get) or self.format

    def _picks(self, step: str, place: int) -> None:
        self.terminal.until_shown(screens.STEPS[step])
        self.terminal.press(*"j" * place, "enter")

    # ---- the meeting

    def does(self, steps: Sequence[Step]) -> None:
        """What a script says, neighbours of one kind together."""
        for (item, kind), group in groupby(steps, key=lambda step: (step.item, self._kind(step))):
            together = list(group)
            if kind == "line":
                self.types(item or self._home_of("attendance"), [step.line for step in together])
            elif kind in ATTENDANCE_KEYS:
                self.marks(kind, together)
            elif REFERENCE.fullmatch(kind):
                self.fills_in(kind, {step.key.partition(".")[2]: step.value for step in together})
            else:
                for step in together:
                    self.answers(step.key, step.value)

    def _home_of(self, kind: str) -> str:
        return next(item.id for item in self.format.agenda if item.kind == kind)

    def _kind(self, step: Step) -> str:
        """What is done the same way: a line, a mark in the list of attendance, one record's form, an answer."""
        if step.line:
            return "line"
        ref, _, field = step.key.partition(".")
        return "answer" if not field else field if field in ATTENDANCE_KEYS else ref

    def goes_to(self, item: str) -> None:
        found = self.format.item(item)
        assert found is not None
        number = self.format.number(found.id)
        self.terminal.press(str(number) if number < 10 else "0", *"]" * (number - 10))
        self.terminal.until_shown(f"{number}  {found.title}"[:24])

    def types(self, item: str, lines: Sequence[str]) -> None:
        self.goes_to(item)
        before = self.saved
        self.terminal.press("/")
        self.terminal.until_gone(AT_THE_KEYS)
        for count, line in enumerate(lines, before + 1):
            self.terminal.type(line)
            self.terminal.press("enter")
            self.until_saved(count, line)
        self._leaves_the_line()

    def _leaves_the_line(self) -> None:
        self.terminal.press("escape")
        self.terminal.until_shown(AT_THE_KEYS)

    def chooses(self, item: str, key: str) -> None:
        """Go to a row and press enter on it."""
        self.goes_to(item)
        found = self.format.item(item)
        assert found is not None
        rows = [r.key for s in sections_of(View(self.meeting, self.format, found)) for r in s.rows if r.key]
        self.terminal.press("g", *"j" * rows.index(key), "enter")

    def answers(self, key: str, value: str) -> None:
        question = self.format.question(key)
        if key == "aim" or question is not None:
            home = question.item if question else self._home_of("aim")
            self.chooses(home, f"question:{key}" if question else "detail:aim")
            self.terminal.until_gone(AT_THE_KEYS)
            given = self.meeting.answer(key)
            if given is not None:
                self.terminal.press("ctrl+u")
                self.terminal.until_gone(f"› {given.value}")
            before = self.saved
            self.terminal.type(value)
            self.terminal.press("enter")
            self.until_saved(before + 1, key)
            self.terminal.until_shown(AT_THE_KEYS)
        else:
            details = self.format.agenda[0]
            self.chooses(details.id, f"detail:{key}")
            self._saves_form(key, lambda: self._fills(key, value))

    def fills_in(self, ref: str, values: dict[str, str]) -> None:
        meeting = self.meeting
        entry = meeting.find(ref)
        assert entry is not None
        homes = [
            item.id
            for item in self.format.agenda
            if any(row.key == entry.record.id for s in sections_of(View(meeting, self.format, item)) for row in s.rows)
        ]
        self.chooses(homes[-1], entry.record.id)
        fields = fields_of(entry.record, meeting, self.format)
        labels = {field.name: field.label for field in fields}
        filled_in = {field.name for field in fields if field.kind in ("person", "refs")}
        names = list(labels)

        def fill() -> None:
            place = 0
            for name in sorted(values, key=names.index):
                self.terminal.press(*["tab"] * (names.index(name) - place))
                place = names.index(name)
                self.terminal.until_in(labels[name])
                self._fills(name, values[name])
                if name in filled_in:  # where tab would fill in the rest of a name, enter goes on
                    self.terminal.press("enter")
                    place += 1

        self._saves_form(ref, fill)

    def _saves_form(self, what: str, fill: Callable[[], None]) -> None:
        title = live.EDIT_TITLE.split("{")[0]
        self.terminal.until_shown(title)
        before = self.saved
        fill()
        self.terminal.press("ctrl+s")
        self.until_saved(before + 1, what)
        self.terminal.until_gone(title)

    def _fills(self, name: str, value: str) -> None:
        if name != "reasons":
            self.terminal.type(value)
            return
        wanted, place = value.split(","), 0
        for number, reason in enumerate(self.format.reasons):
            if reason.id in wanted:
                self.terminal.press(*["down"] * (number - place), "space")
                place = number

    def marks(self, kind: str, steps: Sequence[Step]) -> None:
        """On the screen of attendance: each press goes on to the next answer."""
        self.terminal.press("P")
        self.terminal.until_shown(screens.ATTENDANCE_COUNTS.split("} ")[-1])
        for step in steps:
            meeting = self.meeting
            entry = meeting.find(step.key.partition(".")[0])
            assert entry is not None
            person = entry.record
            assert isinstance(person, Attendee)
            place = [e.record.id for e in meeting.attendees].index(person.id)
            presses = {
                "report": lambda p=person, s=step: REPORTS.index(s.value) - REPORTS.index(p.report),
                "agrees": lambda p=person, s=step: AGREES.index("agreed") - AGREES.index(self.said_by(p)),
                "remote": lambda p=person, s=step: int((s.value == "yes") != p.remote),
                "status": lambda p=person, s=step: int(s.value != p.status),
            }[kind]()
            key = {"report": "r", "agrees": "y", "remote": "t"}.get(kind) or STATUS_KEYS[step.value]
            before = self.saved
            self.terminal.press("g", *"j" * place, *key * presses)
            self.until_saved(before + presses, step.key)
        self.terminal.press("escape")
        self.terminal.until_gone(screens.ATTENDANCE_COUNTS.split("} ")[-1])
        self.terminal.until_shown(AT_THE_KEYS)

    def said_by(self, person: Attendee) -> Said | None:
        rule = agreement_rule(self.format)
        given = agreement_of(self.meeting, rule.provision, person.id) if rule else None
        return given.said if given else None

    # ---- the end

    def is_refused(self, provisions: Sequence[str]) -> None:
        """The closing screen names each provision, page by page, and does not close."""
        terminal = self.terminal
        terminal.press("C")
        terminal.until_shown(screens.BLOCKERS[1].split("} ")[1])
        seen: set[str] = set()

        def all_seen() -> bool:
            seen.update(p for p in provisions if p in terminal.text)
            return seen == set(provisions)

        for _ in check(self.meeting, self.format):
            while terminal.look(0.05):
                all_seen()
            terminal.press("j")
        terminal.until(all_seen, f"The sight of {sorted(set(provisions) - seen)}")
        terminal.press("c", "c")
        terminal.until_shown(screens.CANNOT_CLOSE[1].split("{count}")[1][:20])
        assert not self.meeting.closed
        terminal.press("escape")
        terminal.until_shown(AT_THE_KEYS)

    def closes(self) -> None:
        terminal = self.terminal
        terminal.press("C")
        terminal.until_shown(screens.NO_BLOCKER)
        terminal.press("c")
        terminal.until_shown(screens.SURE.split(". ")[-1][:20])
        terminal.press("c")
        terminal.until(lambda: self.meeting.closed, "The close")

    def writes_the_minutes(self, folder: Path) -> str:
        terminal = self.terminal
        terminal.press("M")
        terminal.until_shown(screens.FINAL)
        terminal.press("w")
        terminal.until_shown(file_names.WRITE_TO[:20])
        terminal.press(next(digit for digit, kind in CHOICES.items() if kind == "md"))
        terminal.until_shown(".md")
        terminal.press("enter")
        terminal.until(lambda: bool(list(folder.glob("*.md"))), "The file of minutes")
        [file] = folder.glob("*.md")
        return file.read_text(encoding="utf-8")


@pytest.fixture
def environment(tmp_path: Path, surroundings: dict[str, str]) -> dict[str, str]:
    return {**surroundings, "CHAIRTUI_STORE": str(tmp_path / "store")}


@pytest.mark.parametrize("name", ON_A_TERMINAL)
def test_a_whole_meeting_with_keys_alone(tmp_path: Path, environment: dict[str, str], name: str) -> None:
    sample, format_ = load_sample(name), open_registry().formats[name]
    sample = replace(sample, meeting={**sample.meeting, "starts": HELD})
    folder = tmp_path / "here"
    folder.mkdir()
    with Terminal([], environment, folder) as terminal:
        person = NoteTaker(terminal, tmp_path / "store", format_)
        person.sets_up(sample)
        person.does((*sample.opening, *sample.rest))
        person.is_refused(sample.refused)
        person.does(sample.mend)
        person.closes()
        written = person.writes_the_minutes(folder)
        terminal.press("ctrl+q")
        assert terminal.until_left() == 0
        meeting = person.meeting
    kept = format_for(meeting, open_registry().get)
    assert kept is not None
    assert written.startswith(minutes(meeting, kept, read_data("templates/minutes.md")).rstrip("\n"))
    read = "\n".join(on_one_line(place.text) for place in places(written))
    said = [match[1] for line in sample.captured if (match := SAID.match(line))]
    assert len(said) > 8
    assert [text for text in said if text not in read] == []
