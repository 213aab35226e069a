"""A format of one's own that changes, breaks or vanishes after a meeting was set up by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.data_files import read_data
from chairtui.meeting.closing.rules import RULES
from chairtui.words.rules import SAID
from tests.commands.conftest import Run
from tests.meeting.formats_and_meetings import EVERY

SETUP = ("--title", "Meeting about T.", "--subject", "T.", "--starts", "2026-12-08 10:00")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "formats"
    folder.mkdir()
    (tmp_path / "settings.toml").write_text('formats = "formats"\n', encoding="utf-8")
    text = read_data("formats/mscb.toml").replace('id = "mscb"', 'id = "ours"', 1)
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    return folder / "ours.toml"


@pytest.mark.parametrize("becomes", ["vanished", "broken", "changed", "another"])
def test_the_meeting_opens_is_checked_and_printed_as_it_was_set_up(run: Run, own: Path, becomes: str) -> None:
    meeting = run("new", "--format", "ours", *SETUP).out.strip()
    before = [run("check", meeting).out, run("export", meeting, "--to", "md").out, run("show", meeting).out]
    if becomes == "vanished":
        own.unlink()
    elif becomes == "broken":
        own.write_text("id = \n", encoding="utf-8")
    elif becomes == "changed":
        own.write_text(own.read_text(encoding="utf-8").replace('version = "1"', 'version = "2"').replace(
            "The facts, and how we know them", "Facts"), encoding="utf-8")  # fmt: skip
    else:
        own.write_text(read_data("formats/bristol.toml").replace('id = "bristol"', 'id = "ours"', 1), encoding="utf-8")
    after = [run("check", meeting).out, run("export", meeting, "--to", "md").out, run("show", meeting).out]
    assert after == before
    told = run("record", meeting, "f: T. was at home on Friday", "--item", "information")
    assert (told.status, told.lines) == (0, ["F1 saved"])
    assert run("set", meeting, "shared-with-parents=yes").status == 0


def test_a_new_meeting_goes_by_the_format_as_it_is_now(run: Run, own: Path) -> None:
    own.write_text(
        own.read_text(encoding="utf-8").replace("The facts, and how we know them", "Facts"), encoding="utf-8"
    )
    meeting = run("new", "--format", "ours", *SETUP).out.strip()
    run("record", meeting, "f: The door was open")
    assert "### Facts" in run("export", meeting, "--to", "md").out


@pytest.mark.parametrize("person", ["child", "young person", "adult"])
def test_questions_and_minutes_say_whom_it_is_about(run: Run, person: str) -> None:
    meeting = run("new", "--format", "dumfries-galloway", *SETUP, "--person", person).out.strip()
    assert f"the {person}'s own wishes" in run("check", meeting).out
    assert f"the {person}'s own wishes" in run("export", meeting, "--to", "md").out
    run("set", meeting, "person=adult")
    assert "the adult's own wishes" in run("check", meeting).out


@pytest.mark.parametrize("name", EVERY)
def test_a_format_explains_its_rules_questions_and_clocks(run: Run, name: str) -> None:
    told = run("formats", "show", name).out
    assert "each action has an owner" in told
    assert "{" not in told
    data = run("formats", "show", name, "--json").data
    assert isinstance(data, dict)
    assert all(rule["asks"] in told for rule in data["rules"])
    for clock in data["clocks"]:
        assert clock["what"] in told


def test_what_a_clock_counts_is_said(run: Run) -> None:
    assert "10 working days (Scotland) after the meeting" in run("formats", "show", "dumfries-galloway").out
    assert "the same day an immediate risk is raised" in run("formats", "show", "dumfries-galloway").out
    assert "3 months after the meeting" in run("formats", "show", "bristol").out
    assert "\nDue" not in run("formats", "show", "mscb").out


def test_every_rule_there_is_is_explained() -> None:
    assert set(SAID) == set(RULES)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "', 'id = "our-', ""),
        ('rule = "owner', 'rule = "owner', "there already"),
        (
            "[pathway]",
            '[[rules]]\nrule = "tea-served"\nprovision = "ALL-01"\nlevel = "advice"\n\n[pathway]',
            "tea-served",
        ),
        (
            "[pathway]",
            '[[clocks]]\nid = "late"\nwhat = "Late"\nprovision = "ALL-01"\nworking_days = 61\n\n[pathway]',
            "60",
        ),
        ("[pathway]", '[[provisions]]\nid = "NEW-01"\ntext = "t"\ncites = "c"\nhow = "h"\n\n[pathway]', "NEW-01"),
        ("[pathway]", '[[agenda]]\nid = "attendance"\ntitle = "t"\nkind = "review"\nminutes = 1\n\n[pathway]', "twice"),
        ("minutes = ", 'minutes = "x" # ', "whole number"),
        ('summary = "', 'summary = "{persona} ', "persona"),
        ("[[agenda", "[[agendas", "agenda"),
    ],
    ids=["sound", "taken id", "unknown rule", "figure", "unanswered", "duplicate", "wrong type", "place", "no agenda"],
)
def test_a_fault_in_any_format_is_refused_with_its_line(
    run: Run, tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    text = read_data(f"formats/{name}.toml")
    file = tmp_path / "theirs.toml"
    file.write_text(text.replace(old, new) if old == "[[agenda" else text.replace(old, new, 1), encoding="utf-8")
    told = run("formats", "check", str(file), "--json")
    answer = told.data
    assert isinstance(answer, dict)
    assert answer["sound"] is (said == "")
    if said:
        assert told.status == 1
        assert said in answer["reason"]
        assert answer["line"] > 0 or new == "[[agendas"
