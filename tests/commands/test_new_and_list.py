"""Setting meetings up from the command line, and listing them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run

WANTED = ("new", "--title", "Meeting about K.", "--subject", "K.", "--starts", "2026-12-03 14:00")


def test_a_new_meeting_is_answered_with_its_id(run: Run) -> None:
    told = run(*WANTED, "--format", "bristol", "--json")
    assert told.status == 0
    assert isinstance(told.data, dict)
    assert list(told.data) == ["id"]
    assert run("show", told.data["id"]).status == 0


def test_what_a_meeting_is_set_up_with_stands_in_its_details(run: Run) -> None:
    options = ("--person", "young person", "--venue", "Room 2", "--chair", "Avril Sample", "--note-taker", "Ben Sample")
    assert run(*WANTED, "--format", "isle-of-wight", *options, "--kind", "planning-meeting").status == 0
    shown = run("show", "last", "--json").data
    assert isinstance(shown, dict)
    assert shown["starts"].startswith("2026-12-03T14:00:00")
    assert shown["details"]["venue"] == "Room 2"
    assert shown["details"]["chair"] == "Avril Sample"
    assert shown["details"]["note-taker"] == "Ben Sample"
    assert shown["details"]["person"] == "young person"
    assert shown["details"]["kind"] == "planning-meeting"


def test_a_kind_that_the_format_must_not_replace_names_the_proper_forum(run: Run) -> None:
    for spelling in ("strategy-discussion", "Strategy discussion", "strategy meetings"):
        told = run(*WANTED, "--format", "bristol", "--kind", spelling)
        assert told.status == 1
        assert "Children's Social Care" in told.complaints[0]
    assert run("list", "--json").data == []


def test_no_flag_sets_up_a_meeting_out_of_scope(run: Run) -> None:
    for flag in ("--force", "--yes", "--override"):
        assert run(*WANTED, "--format", "bristol", "--kind", "strategy-discussion", flag).status == 2
    assert run("list", "--json").data == []


def test_an_unknown_format_is_answered_with_those_there_are(run: Run) -> None:
    told = run(*WANTED, "--format", "atlantis")
    assert told.status == 1
    assert "bristol, city-and-hackney" in told.complaints[0]


@pytest.mark.parametrize("starts", ["2pm 3 dec 2026", "3/12/2026 1400hrs", "2026-12-03T14:00"])
def test_a_start_is_taken_as_police_and_health_write_it(run: Run, starts: str) -> None:
    told = run("new", "--title", "T", "--subject", "K.", "--format", "bristol", "--starts", starts)
    assert (told.status, told.complaints) == (0, [])
    assert "2026-12-03T14:00:00" in run("show", "last", "--json").out


def test_a_start_in_words_is_counted_from_today_and_said_in_full(run: Run) -> None:
    told = run("new", "--title", "T", "--subject", "K.", "--format", "bristol", "--starts", "tomorrow 1400", "--json")
    assert told.status == 0
    (said,) = told.complaints
    assert "14:00" in said
    assert "It starts " in said


@pytest.mark.parametrize("starts", ["soon", "2026-13-03 14:00", "2026-12-03", "31/2/2027 14:00", "2026-12-03 25:00"])
def test_a_start_that_is_no_date_is_refused_and_nothing_is_made(run: Run, store: Path, starts: str) -> None:
    told = run("new", "--title", "T", "--subject", "K.", "--format", "bristol", "--starts", starts)
    assert told.status == 1
    assert len(told.complaints) == 1
    assert not store.exists()


@pytest.mark.parametrize("option", ["--title", "--subject", "--chair", "--format"])
def test_a_blank_is_bad_usage(run: Run, option: str) -> None:
    told = run(*WANTED, "--format", "bristol", option, "  ")
    assert told.status == 2
    assert len(told.complaints) == 1


def test_a_name_that_is_too_long_is_refused_in_one_line(run: Run) -> None:
    told = run(*WANTED, "--format", "bristol", "--chair", "x" * 300)
    assert told.status == 1
    assert len(told.complaints) == 1
    assert len(told.err) < 300


def test_an_empty_store_lists_nothing_and_is_not_made(run: Run, store: Path) -> None:
    told = run("list")
    assert (told.status, told.complaints) == (0, [])
    assert "no meetings" in told.out
    assert not store.exists()


def test_meetings_are_listed_with_what_they_are(run: Run, meeting: str) -> None:
    head, row = run("list").lines
    assert head.split() == ["ID", "WHEN", "FORMAT", "TITLE", "STATE"]
    assert row.startswith(meeting)
    assert "Thu 3 Dec 2026, 14:00" in row
    assert row.endswith("open")
    listed = run("list", "--json").data
    assert isinstance(listed, list)
    assert (listed[0]["id"], listed[0]["format"], listed[0]["state"]) == (meeting, "bristol", "open")


def test_a_start_of_an_id_names_a_meeting_and_nothing_names_two(run: Run, meeting: str) -> None:
    assert run("show", meeting[:5]).status == 0
    assert run("show", "zzz").status == 1
    assert run("show", "").status == 2
    other = run(*WANTED, "--format", "bristol").out.strip()
    assert run("show", "last").out.splitlines()[1].startswith(other)


def test_the_store_may_be_named_before_or_after_the_command(run: Run, tmp_path: Path, meeting: str) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    assert run("--store", elsewhere, "list", "--json").data == []
    assert run("list", "--store", elsewhere, "--json").data == []
    assert run("list", f"--store={elsewhere}", "--json").data == []
    assert len(run("list", "--json").lines) > 1
    assert run("list", "--store", "").status == 2


def test_the_settings_name_the_store_and_the_writer(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAIRTUI_STORE")
    (tmp_path / "settings.toml").write_text('store = "kept here"\nname = "Avril Sample"\n', encoding="utf-8")
    assert run(*WANTED, "--format", "bristol").status == 0
    assert (tmp_path / "kept here").is_dir()
    history = run("history", "last", "--json").data
    assert isinstance(history, list)
    assert history[0]["by"] == "Avril Sample"


def test_broken_settings_stop_a_command_with_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("name = \n", encoding="utf-8")
    told = run("list")
    assert told.status == 1
    assert "settings.toml:1:" in told.complaints[0]


def test_a_store_that_is_a_file_is_refused_in_one_line(run: Run, store: Path) -> None:
    store.write_text("not a folder", encoding="utf-8")
    for argv in ((*WANTED, "--format", "bristol"), ("list",), ("check", "last"), ("doctor",)):
        told = run(*argv)
        assert told.status == 1, argv
        assert len(told.complaints) == 1
    assert store.read_text(encoding="utf-8") == "not a folder"
