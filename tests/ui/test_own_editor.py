"""A long text in one's own editor, from the line; and a half-typed line that outlives a crash."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App

from chairtui.journal.line_drafts import LineDrafts
from chairtui.words import live as live_words
from chairtui.words import quick_edit
from screens import editor, scratch_file
from screens.editor import EditorFailed, edit_externally
from tests.ui.live_harness import a_meeting, keys, live_context, live_meeting, said, texts, typed, until


@pytest.fixture(autouse=True)
def _an_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "pen --wait")


came_back: list[bool] = []


@contextmanager
def _aside(_: App[None]) -> Iterator[None]:
    """As the program does it: what is raised inside leaves it suspended."""
    came_back.clear()
    yield
    came_back.append(True)


def leaving(text: str, status: int = 0) -> editor.Run:
    def run(command: Sequence[str]) -> int:
        Path(command[-1]).write_text(text, encoding="utf-8")
        return status

    return run


def test_the_editor_gets_a_private_file_that_is_gone_afterwards() -> None:
    seen: list[Path] = []

    def run(command: Sequence[str]) -> int:
        file = Path(command[-1])
        seen.append(file)
        assert command[:2] == ["pen", "--wait"]
        assert file.read_text(encoding="utf-8") == "f: half"
        if sys.platform != "win32":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        file.write_text("f: whole", encoding="utf-8")
        return 0

    assert edit_externally("f: half", run) == "f: whole"
    assert not seen[0].parent.exists()


@pytest.fixture
def run_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's private folder for what runs, and nothing in the one for temporary files."""
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


KILLED = """
import os, signal, sys
os.environ["EDITOR"] = "x"
from screens.editor import edit_externally
print(edit_externally("Dad was seen", lambda command: (print(command[-1], flush=True), os.kill(os.getpid(), 9))[1]))
"""


def test_what_a_killed_program_left_is_swept_by_the_next(run_folder: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, encoding="utf-8", check=False)
    left = Path(killed.stdout.strip())
    assert left.is_relative_to(run_folder)
    assert left.read_text(encoding="utf-8") == "Dad was seen"
    scratch_file.sweep()
    assert list(run_folder.iterdir()) == []


def test_what_another_window_is_editing_is_not_swept(run_folder: Path) -> None:
    with scratch_file.scratch_file("Dad was seen", "line.txt") as file:
        scratch_file.sweep()
        assert file.read_text(encoding="utf-8") == "Dad was seen"
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(run_folder.iterdir()) == []


def test_sweeping_touches_nothing_else(run_folder: Path) -> None:
    (run_folder / "chairtui-notes").mkdir()
    (run_folder / f"{scratch_file.PREFIX}a-file").write_text("mine", encoding="utf-8")
    (run_folder / f"{scratch_file.PREFIX}just-begun").mkdir()
    scratch_file.sweep()
    assert len(list(run_folder.iterdir())) == 3


def test_an_editor_that_fails_says_so_and_leaves_no_file() -> None:
    seen: list[Path] = []

    def run(command: Sequence[str]) -> int:
        seen.append(Path(command[-1]))
        raise FileNotFoundError(2, "No such file")

    with pytest.raises(EditorFailed, match="Nothing is lost"):
        edit_externally("f: half", run)
    assert not seen[0].parent.exists()


async def test_ctrl_o_brings_back_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    monkeypatch.setattr(App, "suspend", _aside)
    monkeypatch.setattr(
        "screens.editor.edit_externally",
        lambda text: edit_externally(text, leaving(text + "\nand more\n")),
    )
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5fK. is safe")
        await pilot.press("ctrl+o")
        assert typed(live) == "f: K. is safe and more"
        await keys(pilot, "\n")
        assert "K. is safe and more" in texts(session)


async def test_several_things_written_are_asked_about_and_escape_loses_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    monkeypatch.setattr(App, "suspend", _aside)
    monkeypatch.setattr(
        "screens.editor.edit_externally",
        lambda text: edit_externally(text, leaving("f: one thing\nf: another")),
    )
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5f")
        await pilot.press("ctrl+o", "escape")
        assert typed(live) == "f: one thing f: another"
        await pilot.press("ctrl+o", "enter")
        await until(pilot, lambda: "another" in texts(session))
        assert "one thing" in texts(session)
        assert typed(live) == ""


async def test_a_failing_editor_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = live_context(tmp_path)
    monkeypatch.setattr(App, "suspend", _aside)
    monkeypatch.setattr("screens.editor.edit_externally", lambda text: edit_externally(text, leaving("gone", 3)))
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5fK. is safe")
        await pilot.press("ctrl+o")
        assert came_back == [True]
        assert said(live) == quick_edit.EDITOR_FAILED.format(editor="pen", reason=3)
        assert typed(live) == "f: K. is safe"


async def test_a_line_filed_just_before_a_crash_does_not_come_back_to_be_filed_again(tmp_path: Path) -> None:
    context = replace(live_context(tmp_path), line_drafts=LineDrafts(tmp_path / "store"))
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5fTesta was at school")
        live.dock._keep_half()
        drafts = LineDrafts(tmp_path / "store").read(session.meeting.id)
        await keys(pilot, "\n")
    LineDrafts(tmp_path / "store").keep(session.meeting.id, drafts)  # as it was when the drive had the line
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5/")
        assert typed(live) == ""
        assert said(live) == live_words.DRAFT_FILED
        await keys(pilot, "\n")
        assert texts(session).count("Testa was at school") == 1
        await pilot.press("up")
        assert typed(live) == "f: Testa was at school"


async def test_a_half_typed_line_is_there_after_a_crash_under_its_item(tmp_path: Path) -> None:
    context = replace(live_context(tmp_path), line_drafts=LineDrafts(tmp_path / "store"))
    session = a_meeting(context)
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "5fhalf a")
        await keys(pilot, " word")
        assert not live.unsaved
        live.dock._keep_half()
        kept = LineDrafts(tmp_path / "store").read(session.meeting.id)
        assert list(kept.values()) == ["f: half a word"]
        file = next((tmp_path / "store" / "half-typed").iterdir())
        if sys.platform != "win32":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    async with live_meeting(context, session) as (live, pilot):
        await keys(pilot, "6/")
        assert typed(live) == ""
        await pilot.press("escape")
        await keys(pilot, "5/")
        assert typed(live) == "f: half a word"
        await keys(pilot, "\n")
        assert LineDrafts(tmp_path / "store").read(session.meeting.id) == {}
