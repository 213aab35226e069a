"""The program is told to end, or stopped for a while, whatever it is at: the terminal is then as it was found."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chairtui.commands.context import new_id
from chairtui.journal.file_journal import FileJournal
from chairtui.terminal.driver import HUNG_UP
from chairtui.terminal.keyboard import DOUBTFUL_AFTER_UNMARKED
from tests.fuzz.program import ON_AT_FIRST, Watched, modes_after
from tests.journal.meetings import a_details, new
from tests.journal.vaults import PASSPHRASE, on_server
from tests.servers import RealServer

GONE_WITHIN = 2.0
AT_ONCE = 0.7
PATIENCE = 30.0
SIZE = (80, 24)
STARTED = "›".encode()
Open = Callable[..., Watched]

ASKED = "asked"
"""The file that is there once what waits for ever has begun to."""
WAITS_FOR_EVER = f"""
import threading
from pathlib import Path
from chairtui.journal.file_journal import FileJournal
def wait(*_, **__):
    Path("{ASKED}").touch()
    threading.Event().wait()
"""
A_WATCH_THAT_NEVER_RETURNS = WAITS_FOR_EVER + "FileJournal.watch = lambda *_: iter(wait, 0)"
A_DRIVE_THAT_DOES_NOT_ANSWER = WAITS_FOR_EVER + "FileJournal.append = wait"
KEYS_THAT_TAKE_LONG = """
import time
from screens.widgets.capture_line import CaptureLine
press = CaptureLine.press
CaptureLine.press = lambda *given: time.sleep(0.05) or press(*given)
"""
A_FILE_THAT_TAKES_LONG = WAITS_FOR_EVER + "import chairtui.minutes.file_kinds as kinds\nkinds.build_file = wait"

INPUT_THAT_ENDS = """
import os, signal
signal.signal(signal.SIGUSR2, lambda *_: os.dup2(os.open(os.devnull, os.O_RDONLY), 0))
"""
A_SHELL = """
import os, signal

def to_the_front(group):
    ignored = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(0, group)
    signal.signal(signal.SIGTTOU, ignored)

def until_stopped(job):
    assert os.WIFSTOPPED(os.waitpid(job, os.WUNTRACED)[1])

job = os.fork()
if job:
    {does}
    os._exit(os.waitstatus_to_exitcode(os.waitpid(job, 0)[1]))
os.setpgid(0, 0)
if {at_the_front}:
    to_the_front(os.getpid())
"""
"""A process that runs the program as a job of its own, as a shell does."""
IN_THE_BACKGROUND_AND_BACK = A_SHELL.format(
    at_the_front=True,
    does="""
    until_stopped(job)  # ctrl+z
    to_the_front(os.getpid())
    os.kill(job, signal.SIGCONT)  # bg: the program asks for the terminal, which stops it again
    until_stopped(job)
    to_the_front(job)
    os.kill(job, signal.SIGCONT)  # fg
""",
)
STARTED_IN_THE_BACKGROUND = A_SHELL.format(
    at_the_front=False,
    does="""
    until_stopped(job)  # the program asks for the terminal
    to_the_front(job)
    os.kill(job, signal.SIGCONT)  # fg
""",
)


@pytest.fixture
def meeting(tmp_path: Path) -> str:
    journal = FileJournal(tmp_path / "store", lambda: datetime.now(UTC), new_id)
    meeting = journal.begin([new(a_details())], "sam")
    journal.close()
    return meeting


@pytest.fixture
def opened(surroundings: dict[str, str], tmp_path: Path, meeting: str) -> Iterator[Open]:
    programs: list[Watched] = []

    def open_(before: str = "", answers: float | None = 0.0, at: tuple[str, str] = ("", "")) -> Watched:
        """`at`: another store, and its meeting."""
        store, chosen = at if at[0] else (str(tmp_path / "store"), meeting)
        program = Watched(["--store", store, chosen], surroundings, tmp_path, SIZE, answers, before)
        programs.append(program)
        assert program.until_said(STARTED, PATIENCE) is not None, program.last_words()
        program.until_quiet(0.3, PATIENCE)
        return program

    yield open_
    for program in programs:
        program.end()


def texts(tmp_path: Path, meeting: str) -> list[str]:
    journal = FileJournal(tmp_path / "store", lambda: datetime.now(UTC), new_id)
    try:
        return [text for version in journal.versions(meeting) if (text := getattr(version.record, "text", ""))]
    finally:
        journal.close()


def file_line(program: Watched, text: str) -> None:
    since = len(program.output)
    program.send(f"/f: {text}\r".encode())
    assert program.until_said("saved ✓".encode(), PATIENCE, since) is not None, program.last_words()


@contextmanager
def stopped(server: RealServer) -> Iterator[None]:
    """The server answers nobody, though every connection to it stands."""
    processes = server.processes()
    try:
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def file_for_ever(program: Watched, tmp_path: Path) -> None:
    """File a line on a drive that doesn't answer, and wait until it has been asked."""
    program.send(b"/f: nobody will know\r")
    deadline = time.monotonic() + PATIENCE
    while not (tmp_path / ASKED).exists():
        assert time.monotonic() < deadline, program.last_words()
        time.sleep(0.02)


def assert_as_it_was_found(program: Watched) -> None:
    assert program.left_modes() == frozenset()
    assert not program.left_settings()
    assert program.left_processes() == []
    assert b"Traceback" not in program.output


# ---- told to end


ENDINGS: dict[str, tuple[Callable[[Watched], None], int]] = {
    "ctrl+q": (lambda program: program.send(b"\x11"), 0),
    "SIGINT": (lambda program: program.signal(signal.SIGINT), 128 + signal.SIGINT),
    "SIGTERM": (lambda program: program.signal(signal.SIGTERM), 128 + signal.SIGTERM),
    "SIGHUP": (lambda program: program.signal(signal.SIGHUP), 128 + signal.SIGHUP),
}


@pytest.mark.parametrize("how", ENDINGS)
@pytest.mark.parametrize("before", ["", A_WATCH_THAT_NEVER_RETURNS], ids=["at rest", "a watch that never returns"])
def test_it_is_gone_and_the_terminal_as_it_was_found(opened: Open, how: str, before: str) -> None:
    program = opened(before)
    tell, status = ENDINGS[how]
    tell(program)
    assert program.until_gone(GONE_WITHIN) is not None
    assert program.process.returncode == status
    assert_as_it_was_found(program)


@pytest.mark.postgresql
@pytest.mark.parametrize("how", ENDINGS)
def test_a_server_that_stops_answering_keeps_it_no_longer(
    opened: Open, surroundings: dict[str, str], postgresql_server: RealServer, how: str
) -> None:
    where = postgresql_server.address(postgresql_server.new_store(), "ada")
    surroundings["CHAIRTUI_PASSPHRASE"] = PASSPHRASE
    del surroundings["CHAIRTUI_UNENCRYPTED"]
    with closing(on_server(where, lambda: datetime.now(UTC), new_id)) as journal:
        meeting = journal.begin([new(a_details())], "sam")
        program = opened(at=(where, meeting))
        file_line(program, "Testa was at school")
        tell, _ = ENDINGS[how]
        with stopped(postgresql_server):
            program.send(b"/f: nobody will know\r")
            program.until_quiet(0.3, 3)
            tell(program)
            assert program.until_gone(GONE_WITHIN) is not None
            assert_as_it_was_found(program)
        kept = [getattr(version.record, "text", "") for version in journal.versions(meeting)]
    assert kept.count("Testa was at school") == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_drive_that_does_not_answer_keeps_it_no_longer(opened: Open, tmp_path: Path, number: int) -> None:
    program = opened(A_DRIVE_THAT_DOES_NOT_ANSWER)
    file_for_ever(program, tmp_path)
    program.signal(number)
    assert program.until_gone(GONE_WITHIN) is not None
    assert program.process.returncode == 128 + number
    assert_as_it_was_found(program)


def test_the_key_that_leaves_does_not_wait_for_all_that_was_typed_before(opened: Open) -> None:
    program = opened(KEYS_THAT_TAKE_LONG)
    program.send(b"/f: " + b"word " * 300)
    program.until_said(b"word", PATIENCE)
    program.send(b"\x11")
    assert program.until_gone(GONE_WITHIN) is not None
    assert_as_it_was_found(program)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_ends_it_at_once(opened: Open, tmp_path: Path, number: int) -> None:
    program = opened(A_DRIVE_THAT_DOES_NOT_ANSWER)
    file_for_ever(program, tmp_path)
    program.signal(number)
    assert program.until_gone(0.3) is None  # it has 1.4 s to leave in order
    program.signal(number)
    assert program.until_gone(AT_ONCE) is not None
    assert_as_it_was_found(program)


def test_a_file_that_is_being_made_is_left_and_that_is_said(opened: Open) -> None:
    program = opened(A_FILE_THAT_TAKES_LONG)
    for keys in (b"M", b"w", b"\r"):
        since = len(program.output)
        program.send(keys)
        assert program.until_painted(PATIENCE, since) is not None
        program.until_quiet(0.3, 5)
    program.send(b"\x11")
    assert program.until_gone(GONE_WITHIN) is not None
    assert_as_it_was_found(program)
    assert "was not written" in program.last_words()


def test_an_editor_that_is_open_ends_too_and_leaves_no_text_behind(
    opened: Open, surroundings: dict[str, str], tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nexec sleep 600\n", encoding="utf-8")
    editor.chmod(0o700)
    surroundings |= {"VISUAL": str(editor), "TMPDIR": str(temporary), "XDG_RUNTIME_DIR": str(temporary)}
    program = opened()
    program.send(b"/f: said in confidence\x0f")
    deadline = time.monotonic() + PATIENCE
    while len(program.left_processes()) < 2 and time.monotonic() < deadline:  # the text is there before the editor
        time.sleep(0.02)
    assert list(temporary.glob("chairtui-*/line.txt"))
    assert len(program.left_processes()) == 2
    program.signal(signal.SIGTERM)
    assert program.until_gone(GONE_WITHIN) is not None
    assert_as_it_was_found(program)
    assert list(temporary.glob("chairtui-*")) == []


def test_a_terminal_that_takes_nothing_more_keeps_it_no_longer(opened: Open) -> None:
    program = opened()
    program.reads.clear()
    for width in range(60, 120):
        program.resize(width, 24)
        time.sleep(0.01)
    program.signal(signal.SIGTERM)
    assert program.until_gone(GONE_WITHIN) is not None
    assert_as_it_was_found(program)


def test_a_terminal_that_is_closed_takes_the_program_with_it(opened: Open, tmp_path: Path, meeting: str) -> None:
    program = opened(A_WATCH_THAT_NEVER_RETURNS)
    file_line(program, "Testa was at school")
    program.hang_up()
    assert program.until_gone(GONE_WITHIN) is not None
    assert program.process.returncode == HUNG_UP
    assert texts(tmp_path, meeting) == ["Testa was at school"]


@pytest.mark.parametrize("before", ["", A_WATCH_THAT_NEVER_RETURNS], ids=["at rest", "a watch that never returns"])
def test_input_that_comes_to_its_end_ends_the_program(opened: Open, tmp_path: Path, meeting: str, before: str) -> None:
    program = opened(INPUT_THAT_ENDS + before)
    file_line(program, "Testa was at school")
    program.signal(signal.SIGUSR2)
    assert program.until_gone(GONE_WITHIN) is not None
    assert program.process.returncode == HUNG_UP
    assert_as_it_was_found(program)
    assert texts(tmp_path, meeting) == ["Testa was at school"]


def test_what_is_half_typed_comes_back_once_and_what_was_filed_does_not(
    opened: Open, tmp_path: Path, meeting: str
) -> None:
    first = opened()
    file_line(first, "Testa was at school")
    first.send(b"f: half of a li")
    first.until_quiet(0.3, 3)
    first.signal(signal.SIGTERM)
    assert first.until_gone(GONE_WITHIN) is not None
    second = opened()
    since = len(second.output)
    second.send(b"/")
    assert second.until_said(b"half of a li", PATIENCE, since) is not None
    second.send(b"\x1b[Fne")  # end: the first letter would take the draft's place
    second.until_quiet(0.3, 3)
    second.send(b"\r")
    second.until_quiet(0.5, 5)
    assert texts(tmp_path, meeting) == ["Testa was at school", "half of a line"]


# ---- stopped and gone on


def test_a_stop_by_its_signal_gives_the_terminal_back_meanwhile(opened: Open) -> None:
    program = opened()
    program.signal(signal.SIGTSTP)
    until_stopped(program)
    assert modes_after(bytes(program.output)) == ON_AT_FIRST
    assert not program.left_settings()
    since = len(program.output)
    program.signal(signal.SIGCONT)
    assert program.until_said(STARTED, PATIENCE, since) is not None
    assert "1049" in modes_after(bytes(program.output))
    file_line(program, "It goes on")
    program.send(b"\x11")
    assert program.until_gone(GONE_WITHIN) is not None
    assert_as_it_was_found(program)


def test_ctrl_z_gives_the_terminal_back_until_the_shell_brings_it_to_the_front(
    opened: Open, tmp_path: Path, meeting: str
) -> None:
    program = opened()
    program.send(b"/f: half of a li\x1a")
    until_stopped(program)
    assert modes_after(bytes(program.output)) == ON_AT_FIRST
    assert not program.left_settings()
    since = len(program.output)
    program.signal(signal.SIGCONT)
    assert program.until_said(STARTED, PATIENCE, since) is not None
    program.send(b"ne\r")
    assert program.until_said("saved ✓".encode(), PATIENCE, since) is not None
    assert texts(tmp_path, meeting) == ["half of a line"]


def test_a_program_that_was_sent_to_the_background_comes_back_to_the_front(
    opened: Open, tmp_path: Path, meeting: str
) -> None:
    program = opened(IN_THE_BACKGROUND_AND_BACK)
    since = len(program.output)
    program.send(b"/f: half of a li\x1a")
    assert program.until_said(b"\x1b[?1049l", PATIENCE, since) is not None
    since = len(program.output)
    assert program.until_said(STARTED, PATIENCE, since) is not None
    program.send(b"ne\r")
    assert program.until_said("saved ✓".encode(), PATIENCE, since) is not None
    assert texts(tmp_path, meeting) == ["half of a line"]
    program.send(b"\x11")
    assert program.until_gone(GONE_WITHIN) is not None
    assert_as_it_was_found(program)


def test_a_program_that_was_started_in_the_background_begins_at_the_front(opened: Open) -> None:
    program = opened(STARTED_IN_THE_BACKGROUND)
    file_line(program, "It goes on")
    program.send(b"\x11")
    assert program.until_gone(GONE_WITHIN) is not None
    assert_as_it_was_found(program)


def test_a_stop_that_it_cannot_prepare_for_changes_nothing_of_what_is_put_back(opened: Open) -> None:
    program = opened()
    program.signal(signal.SIGSTOP)
    time.sleep(1)
    program.signal(signal.SIGCONT)
    program.until_quiet(0.3, 5)
    file_line(program, "It goes on")
    program.send(b"\x11")
    assert program.until_gone(GONE_WITHIN) is not None
    assert_as_it_was_found(program)


def test_a_stopped_program_ends_once_it_goes_on(opened: Open) -> None:
    program = opened()
    program.signal(signal.SIGTSTP)
    until_stopped(program)
    program.signal(signal.SIGTERM)
    program.signal(signal.SIGCONT)
    assert program.until_gone(GONE_WITHIN) is not None
    assert_as_it_was_found(program)


def until_stopped(program: Watched) -> None:
    deadline = time.monotonic() + PATIENCE
    while not program.stopped:
        assert time.monotonic() < deadline, program.last_words()
        time.sleep(0.02)
    program.until_quiet(0.1, 5)  # what it wrote before is read


# ---- what a terminal may send


@pytest.mark.parametrize("answers", [None, 0.5, 2.0])
def test_a_terminal_that_answers_late_or_never_changes_nothing(
    opened: Open, tmp_path: Path, meeting: str, answers: float | None
) -> None:
    program = opened(answers=answers)
    program.send(b"/f: as it was ")
    time.sleep(2.2)
    program.send(b"typed\r")
    assert program.until_said("saved ✓".encode(), PATIENCE) is not None
    assert texts(tmp_path, meeting) == ["as it was typed"]
    program.send(b"\x11")
    assert program.until_gone(GONE_WITHIN) is not None
    assert_as_it_was_found(program)


def test_bytes_that_are_not_utf_8_end_nothing(opened: Open, tmp_path: Path, meeting: str) -> None:
    program = opened()
    program.send(b"\x1b[M\xa3\xff\xc3")
    program.send(b"/f: It cost \xa320 \x1b[M !!and no more\r")
    assert program.until_said("saved ✓".encode(), PATIENCE) is not None
    assert texts(tmp_path, meeting) == ["It cost £20 and no more"]


def test_several_lines_at_once_are_asked_about_and_a_slow_link_files_what_was_typed(
    opened: Open, tmp_path: Path, meeting: str
) -> None:
    """Neither has brackets: the first is a paste, the second comes in as many pieces as the link makes of it."""
    program = opened()
    program.send(b"/")
    since = len(program.output)
    program.send(b"f: He has been at school\rn: He needs a coat\r")
    assert program.until_said(b"2 lines", PATIENCE, since) is not None
    assert texts(tmp_path, meeting) == []
    program.send(b"\r")
    assert program.until_said(b"2 saved", PATIENCE, since) is not None
    time.sleep(DOUBTFUL_AFTER_UNMARKED)
    for piece in (b"f: He ", b"is col", b"d\rn: He is", b" wet", b"\r"):
        program.send(piece)
        time.sleep(0.3)
    program.until_quiet(0.5, 10)
    assert texts(tmp_path, meeting) == ["He has been at school", "He needs a coat", "He is cold", "He is wet"]


@pytest.mark.parametrize("cut", [1, 2, 4, -3])
def test_a_paste_whose_marks_come_in_pieces_files_nothing_by_itself(
    opened: Open, tmp_path: Path, meeting: str, cut: int
) -> None:
    program = opened()
    program.send(b"/")
    paste = b"\x1b[200~f: one of two\rf: two of two\r\x1b[201~"
    program.send(paste[:cut])
    time.sleep(0.3)
    since = len(program.output)
    program.send(paste[cut:])
    assert program.until_said(b"2 lines", PATIENCE, since) is not None
    assert texts(tmp_path, meeting) == []
    program.send(b"\r")
    assert program.until_said(b"2 saved", PATIENCE, since) is not None
    assert texts(tmp_path, meeting) == ["one of two", "two of two"]
