"""Runs the command line in this process, with a temporary store for each test, default settings and a fixed writer."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from chairtui.cli import main
from chairtui.commands.context import CommandContext
from chairtui.commands.demo import hold
from chairtui.samples import load_sample


@dataclass(frozen=True)
class Told:
    """A command's output and exit status."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> object:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def complaints(self) -> list[str]:
        """The lines on stderr; each must be the program's own, in one line, and never a traceback."""
        found = self.err.splitlines()
        assert all(line.startswith("chairtui: ") for line in found), self.err
        return found


Run = Callable[..., Told]

AFTERWARDS = datetime(2026, 12, 15, 9, 0, tzinfo=ZoneInfo("Europe/London"))
"""The invented meetings are held in the first weeks of December 2026, and are closed afterwards."""


@pytest.fixture(scope="session", autouse=True)
def meetings_have_begun() -> Iterator[None]:
    """Code without an injected clock uses today, and never a day before the invented meetings."""
    own = CommandContext.now
    ahead = max(AFTERWARDS - datetime.now(AFTERWARDS.tzinfo), timedelta())

    def now(context: CommandContext) -> datetime:
        return own(context) if context._clock else own(context) + ahead

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CommandContext, "now", now)
        yield


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(autouse=True)
def nobodys_machine(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAIRTUI_STORE", str(store))
    monkeypatch.setenv("CHAIRTUI_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("LOGNAME", "avril")
    monkeypatch.setenv("TERM", "xterm-256color")
    # Each test's invented meetings; encrypted stores have tests of their own.
    monkeypatch.setenv("CHAIRTUI_UNENCRYPTED", "1")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("list", "--json", stdin="…")`; stdin may be bytes, and is an empty pipe if not given."""

    def run_(*argv: str, stdin: str | bytes = b"") -> Told:
        raw = stdin.encode("utf-8") if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        capsys.readouterr()
        status = main(list(argv))
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Told(status, out, err)

    return run_


@pytest.fixture
def meeting(run: Run) -> str:
    """A Bristol meeting that has just been set up; its id."""
    told = run(
        *("new", "--format", "bristol", "--title", "Meeting about K.", "--subject", "K., aged 7"),
        *("--starts", "2026-12-03 14:00"),
    )
    assert told.status == 0
    return told.out.strip()


@pytest.fixture(scope="session")
def bristol_held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store with Bristol's sample meeting, held and closed, and its id: made once, and copied by `closed_bristol`."""
    folder = tmp_path_factory.mktemp("held")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CHAIRTUI_SETTINGS", str(folder / "none.toml"))
        with CommandContext(str(folder / "store"), unencrypted=True) as context:
            return folder / "store", hold(load_sample("bristol"), context).meeting.id


@pytest.fixture
def closed_bristol(bristol_held: tuple[Path, str], store: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Bristol's sample meeting, held on 3 December 2026 and closed; it is now 16 December. Its id."""
    shutil.copytree(bristol_held[0], store, dirs_exist_ok=True)
    now = datetime.fromisoformat("2026-12-16T10:00:00+00:00")
    monkeypatch.setattr(CommandContext, "now", lambda self: now)
    return bristol_held[1]
