"""From the last word to a draft for every reader, with keys alone, in the real program on a terminal."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from docx import Document

from chairtui.commands.context import CommandContext
from chairtui.commands.demo import hold_opening, play
from chairtui.journal.file_journal import FileJournal
from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.release_decisions import lines
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Attendee, Relative
from chairtui.minutes.file_names import meeting_name
from chairtui.samples import load_sample
from chairtui.words import file_names, live, mail, release, screens
from tests.journeys.terminal import Terminal
from tests.minutes.opened_mail import all_in, attached, opened

SECONDS = 60.0
"""From the last word to every reader's draft."""
LAST_WORD = "f: Nobody has anything to add"
READY = live.LINE_HINTS[1][:24]


@dataclass
class Keys:
    """Somebody at the keys, who looks up before each next one; counts what they press."""

    terminal: Terminal
    pressed: int = 0

    def press(self, *keys: str) -> None:
        self.pressed += len(keys)
        self.terminal.press(*keys)


@pytest.fixture
def ready(tmp_path: Path, surroundings: dict[str, str]) -> str:
    """The Isle of Wight's sample held an hour ago and ready to close, with addresses, a mother, and a Word template."""
    home = Path(surroundings["HOME"])
    (home / "Documents").mkdir()
    Document().save(str(home / "bare.docx"))
    (home / "settings.toml").write_text('word_template = "bare.docx"\nname = "Hester Longacre"\n', encoding="utf-8")
    starts = datetime.now(ZoneInfo("Europe/London")) - timedelta(hours=1)
    sample = load_sample("isle-of-wight")
    with pytest.MonkeyPatch.context() as here:
        here.setenv("CHAIRTUI_SETTINGS", str(home / "settings.toml"))
        with CommandContext(str(tmp_path / "store"), lambda: starts, unencrypted=True) as context:
            seat = hold_opening(sample, context, sample.meeting["by"])
            play((*sample.rest, *sample.mend), seat, context)
            seat.save(seat.meeting.details.model_copy(update={"starts": starts}))
            for entry in list(seat.meeting.attendees):
                address = f"{entry.record.name.split()[0].lower()}@agency.example"
                seat.save(entry.record.model_copy(update={"email": address}))
            seat.save(Relative(id="rowan", name="Rowan Fell", relation="parent", email="rowan@home.example"))
            return seat.meeting.id


def test_every_readers_own_copy_stands_as_a_draft_soon_after_the_last_word(
    tmp_path: Path, surroundings: dict[str, str], ready: str
) -> None:
    home = Path(surroundings["HOME"])
    environment = {
        **surroundings,
        "CHAIRTUI_STORE": str(tmp_path / "store"),
        "CHAIRTUI_SETTINGS": str(home / "settings.toml"),
    }
    with Terminal(["last"], environment, tmp_path) as terminal:
        terminal.until_shown(READY)
        keys = Keys(terminal)
        terminal.press("/")
        terminal.until_gone(READY)
        terminal.type(LAST_WORD)
        terminal.press("enter")
        began = time.monotonic()
        keys.press("escape")
        terminal.until_shown(READY)
        keys.press("C")
        terminal.until_shown(screens.NO_BLOCKER)
        keys.press("c")
        terminal.until_shown(screens.SURE.split(". ")[-1][:20])
        keys.press("c")
        terminal.until_shown(screens.NOW_DUE)
        keys.press("s")
        terminal.until_shown(mail.NOT_RELEASED)
        keys.press("r")
        terminal.until_shown(release.PAGE.format(name="Rowan Fell")[:20])
        keys.press("r", "r")
        terminal.until_shown(release.RELEASED_NOW.format(name="Rowan Fell")[:20])
        keys.press("escape")
        terminal.until_shown(screens.COPIES)
        keys.press("m")
        terminal.until_shown("drafts are in")
        took = time.monotonic() - began
        count = keys.pressed
        terminal.press("ctrl+q")
        assert terminal.until_left() == 0

    print(f"from the last word to every reader's draft: {count} keys, {took:.1f} s")
    assert took < SECONDS
    assert count <= 10
    journal = FileJournal(tmp_path / "store", lambda: datetime.now(ZoneInfo("Europe/London")), str)
    meeting = Meeting(ready, journal.versions(ready))
    with CommandContext(str(tmp_path / "store")) as context:
        format_ = context.format_of(meeting)
    readers = {copy.to.name: copy for copy in copies(meeting, format_)}
    folder = home / "Documents" / file_names.DRAFTS / meeting_name(meeting, format_)
    drafts = {file.stem: file.read_bytes() for file in folder.glob("*.eml")}
    assert set(drafts) == set(readers) and len(readers) > 8
    for name, draft in drafts.items():
        entry = meeting.entry(readers[name].relative or readers[name].person)
        assert entry is not None and isinstance(entry.record, Attendee | Relative)
        assert [address.addr_spec for address in opened(draft)["To"].addresses] == [entry.record.email]
        assert len(attached(draft)) == 1
    for name in set(drafts) - {"Rowan Fell"}:
        assert LAST_WORD[3:] in all_in(drafts[name])
    held_back = [line.text for line in lines(meeting, format_, "rowan") if line.place != "goes in"]
    theirs = all_in(drafts["Rowan Fell"])
    assert held_back and [text for text in held_back if len(text) > 20 and text in theirs] == []
