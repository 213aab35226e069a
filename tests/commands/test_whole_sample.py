"""Every sample meeting, from their setting up to their minutes, through the command line in this process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import pytest

from chairtui.commands import open_program
from chairtui.commands.context import CommandContext
from chairtui.minutes.file_kinds import KINDS
from chairtui.samples import Sample, Step, load_sample, sample_names
from chairtui.words.minutes import NO_CALENDAR
from tests.commands.conftest import Run
from tests.meeting.formats_and_meetings import format_called

SAYS_WHO_READS = re.compile(r"chairtui: line \d+: [A-Z]\d+ is (?:not for|read by) .+")
"""What is said, on stderr, of each line that has a mark."""


def type_in(run: Run, meeting: str, steps: Iterable[Step]) -> list[str]:
    """Type the steps as a script would, neighbours of one kind and item together; the answers."""
    answers: list[str] = []
    for (item, is_line), group in groupby(steps, key=lambda step: (step.item, bool(step.line))):
        if is_line:
            lines = "\n".join(step.line for step in group)
            told = run("record", meeting, *(("--item", item) if item else ()), "--by", "Tobias", stdin=lines)
        else:
            told = run("set", meeting, *(f"{step.key}={step.value}" for step in group), "--by", "Tobias")
        assert told.status == 0
        assert [said for said in told.complaints if not SAYS_WHO_READS.fullmatch(said)] == []
        answers += told.lines
    return answers


@pytest.mark.parametrize("name", sample_names())
def test_a_whole_meeting_from_its_setting_up_to_its_minutes(run: Run, name: str) -> None:
    sample: Sample = load_sample(name)
    meeting = run("new", *(f"--{key}={value}" for key, value in sample.meeting.items())).out.strip()
    answers = type_in(run, meeting, (*sample.opening, *sample.rest))
    assert len(answers) == len(sample.opening) + len(sample.rest)

    refused = run("close", meeting)
    assert refused.status == 1
    blocking = [line.split(":")[1].strip() for line in refused.complaints[:-1]]
    assert sorted(set(blocking)) == sorted(sample.refused)

    type_in(run, meeting, sample.mend)
    told = run("check", meeting)
    assert told.status == 0, told.out
    assert run("close", meeting).out.startswith("closed ")

    minutes = run("export", meeting, "--to", "md").out
    for expected in (sample.meeting["subject"], sample.meeting["title"], sample.meeting["by"]):
        assert expected in minutes


@pytest.mark.parametrize("name", sample_names())
def test_the_demonstration_prints_the_minutes_of_the_meeting_it_ran(run: Run, name: str) -> None:
    told = run("demo", "--format", name)
    assert (told.status, told.err) == (0, "")
    record = format_called(name).words.record.capitalize()
    assert told.out.startswith(f"# {record}: ")
    assert "## How the meeting came about" in told.out
    assert run("list", "--json").data == []


@pytest.mark.parametrize("name", sample_names())
def test_every_sample_goes_out_as_every_kind_of_file_and_nothing_kept_from_the_family_is_in_theirs(
    run: Run, tmp_path: Path, name: str
) -> None:
    told = run("demo", "--format", name, "--write", str(tmp_path))
    assert told.status == 0
    assert all(NO_CALENDAR in line for line in told.complaints)
    [relative] = {file.stem for file in tmp_path.iterdir()} - {"attendees", "actions"}
    assert len(list(tmp_path.iterdir())) == len(KINDS) * 3 - len(told.complaints)
    sample = load_sample(name)
    parts = [line.split(" !restricted ") for line in sample.captured if " !restricted " in line]
    kept = [words for text, reason in parts for words in (re.split(" @| because ", text)[0].split(": ", 1)[1], reason)]
    assert kept
    for words in kept:
        assert words in (tmp_path / "attendees.md").read_text(encoding="utf-8")
        for kind in ("md", "html", "json", "csv"):
            assert words not in (tmp_path / f"{relative}.{kind}").read_text(encoding="utf-8")
    for told_in in ("md", "json"):
        text = (tmp_path / f"attendees.{told_in}").read_text(encoding="utf-8")
        assert all(sample.amendment[key] in text for key in ("text", "reason", "asked-by", "agreed-by"))


def test_there_is_no_demonstration_of_what_is_not_there(run: Run) -> None:
    told = run("demo", "--format", "atlantis")
    assert told.status == 1
    assert "bristol, city-and-hackney" in told.complaints[0]


def test_with_a_terminal_the_demonstration_opens_a_meeting_partly_held(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Path, int, bool]] = []

    def look(context: CommandContext, meeting: str, *, welcomes: bool) -> int:
        assert not welcomes
        held = context.meeting(meeting)
        seen.append((Path(context.store.name), len(held.notes), held.closed))
        return 0

    monkeypatch.setattr(open_program, "has_terminal", lambda: True)
    monkeypatch.setattr(open_program, "open_program", look)
    told = run("demo")
    assert (told.status, told.out, told.err) == (0, "", "")
    [(store, notes, closed)] = seen
    assert notes > 10
    assert not closed
    assert not store.exists()
