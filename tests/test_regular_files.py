"""A pipe, a socket or a device in place of a file is refused at once, wherever the program reads."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import chairtui
import screens
from chairtui.regular_files import FileTooLarge, NotARegularFile, open_regular, read_regular

OWN_DATA = {"data_files.py", "wordlists.py", "schema.py", "server.py"}
"""Modules that read what is installed with the program."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files in a folder")


def fifo(path: Path) -> None:
    os.mkfifo(path)


def socket_file(path: Path) -> None:
    bound = socket.socket(socket.AF_UNIX)
    bound.bind(str(path))
    bound.close()


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


HUGE = 20_000_000_000
"""Bytes of a sparse file, which takes no room on the disk."""


@pytest.fixture
def store_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "four plain words here")
    store = tmp_path / "store"
    assert (
        chairtui_says(
            store, "new", "--format", "bristol", "--title", "T", "--subject", "K.", "--starts", "2026-12-03 14:00"
        )[0]
        == 0
    )
    return store


def chairtui_says(store: Path, *argv: str) -> tuple[int, str]:
    """Exit status and what stands on stderr."""
    argv = (sys.executable, "-m", "chairtui", "--store", str(store), *argv)
    done = subprocess.run(argv, capture_output=True, encoding="utf-8", check=False, timeout=20)
    return done.returncode, done.stderr


@pytest.mark.parametrize("pattern", ["key.json", "meetings/*.journal", "meetings/*.mark", "*catalogue*"])
def test_a_file_of_a_store_that_is_gigabytes_long_holds_up_nothing(store_of_one: Path, pattern: str) -> None:
    (file,) = (path for path in store_of_one.glob(pattern) if path.suffix != ".lock")
    os.truncate(file, HUGE)
    for argv in (("list",), ("doctor",), ("show", file.stem)):
        _, said = chairtui_says(store_of_one, *argv)
        assert len(said.splitlines()) <= 1 and "Traceback" not in said


def test_more_is_refused_than_any_file_of_the_program_has(tmp_path: Path) -> None:
    (tmp_path / "it").write_bytes(b"0123456789")
    with pytest.raises(FileTooLarge, match="MB"):
        read_regular(tmp_path / "it", largest=9)
    assert read_regular(tmp_path / "it", start=1, largest=9) == b"123456789"


@pytest.mark.parametrize("made", [fifo, socket_file, device])
@pytest.mark.parametrize("flags", [os.O_RDONLY, os.O_RDWR, os.O_WRONLY | os.O_CREAT | os.O_TRUNC])
def test_what_is_no_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[[Path], None], flags: int
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
    made(Path("it"))
    with pytest.raises(OSError):
        open_regular(Path("it"), flags)


def test_a_pipe_is_named_as_no_ordinary_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "it")
    with pytest.raises(NotARegularFile, match="not an ordinary file"):
        read_regular(tmp_path / "it")


def test_a_file_is_read_from_where_one_wants_and_no_further(tmp_path: Path) -> None:
    (tmp_path / "it").write_bytes(b"0123456789")
    assert (read_regular(tmp_path / "it", 4), read_regular(tmp_path / "it", start=7)) == (b"0123", b"789")
    with pytest.raises(IsADirectoryError):
        read_regular(tmp_path)


def _file_reads(source: str) -> list[int]:
    """Lines on which a file is opened for reading by other means."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            modes = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            if node.func.attr in ("read_bytes", "read_text") or (node.func.attr == "open" and modes == ["rb"]):
                found.append(node.lineno)
    return found


def test_no_module_reads_a_file_by_other_means() -> None:
    roots = [Path(package.__file__ or "").parent for package in (chairtui, screens)]
    files = [file for root in roots for file in root.rglob("*.py") if file.name not in OWN_DATA]
    assert len(files) > 300
    assert {file.name: lines for file in files if (lines := _file_reads(file.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    ("place", "command"),
    [("settings.toml", ("list",)), ("store/meetings/a1b2c3.journal", ("list",)), ("m.json", ("import", "m.json"))],
)
def test_a_pipe_in_place_of_a_file_is_one_line_or_left_out_and_never_waited_for(
    tmp_path: Path, place: str, command: tuple[str, ...]
) -> None:
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(tmp_path / place)
    told = subprocess.run(
        [sys.executable, "-m", "chairtui", "--store", "store", *command],
        cwd=tmp_path,
        env={**os.environ, "CHAIRTUI_SETTINGS": str(tmp_path / "settings.toml"), "CHAIRTUI_UNENCRYPTED": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert len(told.stderr.splitlines()) == 1, told
    assert "not an ordinary file" in told.stderr or "a1b2c3" in told.stderr
