"""The real program in processes of its own: whole meetings, several writers, interruptions, odd surroundings."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import pytest

from chairtui.samples import Step, load_sample

HERE = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "chairtui"]


class Shell:
    """Runs the program as a script would."""

    def __init__(self, surroundings: dict[str, str]) -> None:
        self.environment = surroundings

    def run(self, *argv: str, stdin: str = "", expect: int = 0) -> str:
        """Stdout, once the exit status is as expected and stderr holds the program's own lines only."""
        done = subprocess.run(
            [*PROGRAM, *argv],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env=self.environment,
            timeout=60,
            check=False,
        )
        assert done.returncode == expect, done.stderr
        assert all(line.startswith("chairtui: ") for line in done.stderr.splitlines()), done.stderr
        self.complaints = done.stderr.splitlines()
        return done.stdout

    def start(self, *argv: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*PROGRAM, *argv],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
        )

    def new(self) -> str:
        starts = ("--starts", "2026-12-03 14:00")
        return self.run("new", "--format", "bristol", "--title", "About K.", "--subject", "K.", *starts).strip()

    def hold(self, meeting: str, steps: Sequence[Step]) -> None:
        """Type in the lines of each item, then what is set."""
        for item, lines in groupby((step for step in steps if step.line), key=lambda step: step.item):
            typed = [step.line for step in lines]
            told = self.run("record", meeting, *(("--item", item) if item else ()), stdin="\n".join(typed))
            assert len(told.splitlines()) == len(typed)
        if any(step.key for step in steps):
            self.run("set", meeting, *pairs(steps))


def pairs(steps: Iterable[Step]) -> list[str]:
    return [f"{step.key}={step.value}" for step in steps if step.key]


@pytest.fixture
def shell(surroundings: dict[str, str]) -> Shell:
    return Shell(surroundings)


@pytest.mark.parametrize("name", ["bristol", "isle-of-wight"])
def test_a_meeting_is_created_attended_captured_refused_mended_closed_and_exported(shell: Shell, name: str) -> None:
    sample = load_sample(name)
    begun = {**sample.meeting, "starts": "2026-11-20 14:00"}  # a meeting still to come can't be closed
    meeting = shell.run("new", *(f"--{key}={value}" for key, value in begun.items())).strip()
    shell.hold(meeting, sample.opening)
    shell.hold(meeting, sample.rest)
    shell.run("close", meeting, expect=1)
    refused = {line.split(":")[1].strip() for line in shell.complaints[:-1]}
    assert refused == set(sample.refused)
    assert len(refused) >= 6
    shell.hold(meeting, sample.mend)
    assert json.loads(shell.run("check", meeting, "--json"))["closable"] is True
    digest = shell.run("close", "last").removeprefix("closed ").strip()
    minutes = shell.run("export", meeting, "--to", "md")
    assert " ".join(re.findall("....", digest[:16])) in minutes
    for line in sample.captured:
        said = line.split(":", 1)[1].split(" @")[0].split(" because ")[0].split(" !restricted")[0].split(" for ")[0]
        assert said.split(",")[0].split(" by ")[0].split(" measure:")[0].strip() in minutes
    whole = json.loads(shell.run("export", meeting, "--to", "json"))
    assert whole["closed"]["digest"] == digest
    assert len(whole["actions"]) == sum(s.startswith("a:") for s in sample.captured)


def test_two_scripts_record_at_once_and_every_line_is_there(shell: Shell) -> None:
    meeting = shell.new()
    lines = [[f"{start}: said by {who}, {n}" for n in range(15)] for who, start in (("Avril", "s"), ("Ben", "n"))]
    writers = [shell.start("record", meeting, "--by", who) for who in ("Avril", "Ben")]
    for writer, said in zip(writers, lines, strict=True):
        assert writer.stdin is not None
        writer.stdin.write("\n".join(said).encode())
        writer.stdin.close()
        writer.stdin = None
    answers = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], answers
    assert [len(out.splitlines()) for out, _ in answers] == [15, 15]
    shown = json.loads(shell.run("show", meeting, "--json"))
    assert sorted(o["text"] for o in shown["observations"]) == sorted(
        line.split(": ", 1)[1] for line in [*lines[0], *lines[1]]
    )


def read_answer(program: subprocess.Popen[bytes]) -> bytes:
    assert program.stdout is not None
    return program.stdout.readline()


def type_line(program: subprocess.Popen[bytes], line: str) -> None:
    assert program.stdin is not None
    program.stdin.write(line.encode() + b"\n")
    program.stdin.flush()


@contextmanager
def hearing_interrupts() -> Iterator[None]:
    """Programs started here hear SIGINT, also where a shell in the background started the tests without it."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(("how", "status"), [("interrupt", 130), ("kill", -9)])
def test_stopped_in_the_middle_what_was_answered_is_there(shell: Shell, how: str, status: int) -> None:
    meeting = shell.new()
    with hearing_interrupts():
        recording = shell.start("record", meeting)
    for number in range(1, 4):
        type_line(recording, f"s: strength {number}")
        assert read_answer(recording).strip() == f"S{number} saved".encode()
    if os.name == "nt":
        recording.kill()
    else:
        recording.send_signal(signal.SIGINT if how == "interrupt" else signal.SIGKILL)
    _, said = recording.communicate(timeout=60)
    if os.name != "nt":
        assert recording.returncode == status
        assert said.decode().splitlines() == (
            ["chairtui: stopped. What was answered “saved” is saved."] if status > 0 else []
        )
    shown = json.loads(shell.run("show", meeting, "--json"))
    assert [o["text"] for o in shown["observations"]] == ["strength 1", "strength 2", "strength 3"]
    shell.run("doctor")


def test_a_reader_who_has_seen_enough_hears_no_complaint(shell: Shell) -> None:
    formats = shell.start("formats", "show", "bristol", "--json")
    assert formats.stdout is not None
    assert formats.stderr is not None
    formats.stdout.read(1)
    formats.stdout.close()
    assert formats.wait(timeout=60) in (0, 141)
    assert formats.stderr.read() == b""
    formats.stderr.close()
    if formats.stdin:
        formats.stdin.close()


def test_an_empty_home_and_an_old_code_page_are_no_trouble(shell: Shell, tmp_path: Path) -> None:
    shell.environment.update(PYTHONIOENCODING="cp1252", PYTHONUTF8="0", LC_ALL="C")
    assert "no meetings" in shell.run("list")
    assert list((tmp_path / "home").iterdir()) == []
    meeting = shell.new()
    assert shell.run("record", meeting, stdin="s: K. counts to ten in Polish – źdźbło ✓") == "S1 saved\n"
    assert "źdźbło ✓" in shell.run("show", meeting)
    assert "źdźbło ✓" in shell.run("export", "last", "--to", "md")


def test_the_demonstration_without_a_terminal_is_quick_and_leaves_nothing(shell: Shell, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    shell.environment.update(TMPDIR=str(temporary), TEMP=str(temporary), TMP=str(temporary))
    began = time.monotonic()
    told = shell.run("demo")
    assert time.monotonic() - began < 20  # some 0.6 s on a machine that is not busy
    assert told.startswith("# Minutes: ")
    assert list(temporary.iterdir()) == []
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives arguments as text")
def test_what_is_typed_is_utf8_under_a_locale_of_another_encoding(shell: Shell) -> None:
    shell.environment |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    meeting = shell.new()
    shell.run("record", meeting, "s: Zoë likes the café")
    assert "Zoë likes the café" in shell.run("show", meeting)
