"""The command line and an encrypted store: what it asks, what scripts give it, and what it says when it is refused."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from chairtui.app import ChairApp
from chairtui.commands import open_program, passphrase_prompt
from chairtui.journal import vault
from chairtui.words import passphrase_prompt as words
from tests.commands.conftest import Run
from tests.journal.vaults import CHEAP

NEW = ("new", "--format", "bristol", "--title", "About K.", "--subject", "K., aged 7", "--starts", "2026-12-03 14:00")


@pytest.fixture(autouse=True)
def encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAIRTUI_UNENCRYPTED")
    monkeypatch.setattr(vault, "Cost", lambda: CHEAP)


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda words: monkeypatch.setenv("CHAIRTUI_PASSPHRASE", words)


@pytest.fixture
def meeting(run: Run, passphrase: Callable[[str], None]) -> str:
    passphrase("one two three")
    told = run(*NEW)
    assert told.status == 0, told.err
    return told.out.strip()


class Typed:
    """Somebody at the terminal, who types these one after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: list[str] = []
        self.prompts: list[str] = []
        monkeypatch.delenv("CHAIRTUI_PASSPHRASE", raising=False)
        monkeypatch.setattr(passphrase_prompt, "can_ask", lambda: True)
        monkeypatch.setattr("getpass.getpass", self.answer)

    def answer(self, prompt: str, stream: object) -> str:
        assert stream is sys.stderr
        self.prompts.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    return Typed(monkeypatch)


def test_a_new_store_without_a_passphrase_or_a_terminal_says_what_to_do(run: Run, store: Path) -> None:
    told = run(*NEW)
    assert told.status == 1
    assert len(told.complaints) == 1
    for way in ("CHAIRTUI_PASSPHRASE", "--unencrypted", "CHAIRTUI_UNENCRYPTED=1"):
        assert way in told.complaints[0]
    assert not store.exists()
    assert run("list").status == 0


@pytest.mark.parametrize("way", ["flag", "variable", "setting"])
def test_one_explicit_word_makes_an_unencrypted_store(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "variable":
        monkeypatch.setenv("CHAIRTUI_UNENCRYPTED", "1")
    if way == "setting":
        (tmp_path / "settings.toml").write_text("encrypted = false\n", encoding="utf-8")
    assert run(*NEW, *(["--unencrypted"] if way == "flag" else [])).status == 0
    monkeypatch.delenv("CHAIRTUI_UNENCRYPTED", raising=False)
    assert not (store / "key.json").exists()
    assert "About K." in run("list").out
    assert run(*NEW).status == 0


def test_a_script_gives_the_passphrase_and_nothing_is_readable(run: Run, store: Path, meeting: str) -> None:
    assert run("record", meeting, "r: No smoke alarm").out == "R1 saved\n"
    assert "No smoke alarm" in run("show", meeting).out
    assert run("doctor").status == 0
    assert not any(b"smoke" in p.read_bytes() for p in store.rglob("*") if p.is_file())


@pytest.mark.parametrize("argv", [("list",), ("show", "last"), ("record", "last", "r: x"), ("doctor",), NEW])
def test_a_wrong_passphrase_is_one_line_and_changes_nothing(
    run: Run, store: Path, meeting: str, passphrase: Callable[[str], None], argv: tuple[str, ...]
) -> None:
    before = {p: p.read_bytes() for p in store.rglob("*") if p.is_file()}
    passphrase("wrong")
    told = run(*argv)
    assert (told.status, told.out) == (1, "")
    assert len(told.complaints) == 1
    assert "not the passphrase" in told.complaints[0]
    assert {p: p.read_bytes() for p in store.rglob("*") if p.is_file()} == before


def test_no_passphrase_and_no_terminal_is_one_line(run: Run, meeting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
    told = run("list")
    assert told.status == 1
    assert "CHAIRTUI_PASSPHRASE" in told.complaints[0]


def test_the_first_run_asks_twice_and_says_that_nobody_can_recover_it(run: Run, store: Path, typed: Typed) -> None:
    typed.lines = ["four long words here", "four long words here"]
    told = run(*NEW)
    assert told.status == 0
    assert typed.prompts == [words.ASK_NEW, words.ASK_AGAIN]
    assert "Nobody can recover it" in " ".join(told.err.split())
    typed.lines = ["four long words here"]
    assert "About K." in run("list").out


def test_what_the_first_run_says_ends_its_lines_between_words(
    run: Run, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    typed.lines = ["four words nobody guesses"] * 2
    said = run(*NEW).err.splitlines()
    words_said = words.FIRST_RUN.partition("\n")[2].split()
    assert " ".join(said).split()[-len(words_said) :] == words_said
    assert all(len(line) < 60 for line in said[-4:])


@pytest.mark.parametrize(
    ("lines", "says"),
    [(["one phrase", "another"], "not the same"), ([" ", " "], "can't be blank"), ([], "can't be blank")],
)
def test_a_passphrase_mistyped_at_the_first_run_makes_no_store(
    run: Run, store: Path, typed: Typed, lines: list[str], says: str
) -> None:
    typed.lines = lines
    told = run(*NEW)
    assert told.status == 1
    assert says in told.err
    assert not store.exists()


def test_a_short_passphrase_is_taken_and_said_to_be_short(run: Run, typed: Typed) -> None:
    typed.lines = ["short", "short"]
    told = run(*NEW)
    assert told.status == 0
    assert "short" in told.err


def test_three_tries_at_the_terminal_and_no_more(run: Run, meeting: str, typed: Typed) -> None:
    typed.lines = ["no", "one two three"]
    assert run("list").status == 0
    typed.lines = ["no", "no", "no", "one two three"]
    told = run("list")
    assert told.status == 1
    assert "three times" in told.complaints[-1]
    assert len(typed.lines) == 1


def test_the_passphrase_is_changed_by_a_script(
    run: Run, meeting: str, passphrase: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAIRTUI_NEW_PASSPHRASE", "four five six")
    assert run("passphrase").status == 0
    assert run("list").status == 1
    passphrase("four five six")
    assert run("show", meeting).status == 0


def test_the_passphrase_is_changed_at_the_terminal(run: Run, meeting: str, typed: Typed) -> None:
    typed.lines = ["one two three", "four five six seven", "four five six seven"]
    told = run("passphrase")
    assert told.status == 0
    assert "backups" in told.out
    typed.lines = ["one two three", "again", "not again"]
    assert run("passphrase").status == 1
    typed.lines = ["four five six seven"]
    assert run("list").status == 0


def test_an_unencrypted_store_has_no_passphrase_and_says_how_to_get_one(run: Run, store: Path) -> None:
    assert "no meetings" in run("passphrase").complaints[0]
    run(*NEW, "--unencrypted")
    told = run("passphrase")
    assert told.status == 1
    assert "chairtui --store NEW restore" in told.complaints[0]


class Keyring:
    """A keyring that works, or fails at everything."""

    def __init__(self, *, works: bool = True) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.works = works

    def _look(self) -> None:
        if not self.works:
            raise RuntimeError("the keyring is locked\nand says so at length")

    def get_password(self, service: str, name: str) -> str | None:
        self._look()
        return self.held.get((service, name))

    def set_password(self, service: str, name: str, passphrase: str) -> None:
        self._look()
        self.held[service, name] = passphrase

    def delete_password(self, service: str, name: str) -> None:
        self._look()
        del self.held[service, name]


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    found = Keyring()
    names = {name: getattr(found, name) for name in ("get_password", "set_password", "delete_password")}
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(**names))
    return found


def test_the_keyring_holds_the_passphrase_for_who_asks_for_it(
    run: Run, meeting: str, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("passphrase", "--remember").status == 0
    monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
    assert run("list").status == 0
    monkeypatch.setenv("CHAIRTUI_NEW_PASSPHRASE", "four five six")
    assert run("passphrase").status == 0
    assert list(keyring.held.values()) == ["four five six"]
    assert run("list").status == 0
    keyring.works = False
    assert run("list").status == 1
    keyring.works = True
    assert run("passphrase", "--forget").status == 0
    assert keyring.held == {}
    assert run("list").status == 1


def test_a_keyring_that_fails_is_one_line_and_never_fatal(run: Run, meeting: str, keyring: Keyring) -> None:
    keyring.works = False
    told = run("passphrase", "--remember")
    assert told.status == 1
    assert len(told.complaints) == 1
    assert "the keyring is locked" in told.complaints[0]
    assert run("list").status == 0


def test_backup_and_restore_bring_a_lost_store_back(run: Run, store: Path, meeting: str, tmp_path: Path) -> None:
    run("record", meeting, "r: No smoke alarm")
    told = run("backup", str(tmp_path / "copy"))
    assert told.status == 0
    assert "1 copied" in told.lines[-1]
    for file in store.rglob("*.*"):
        file.unlink()
    (store / "catalogue").unlink(missing_ok=True)
    assert run("restore", str(tmp_path / "copy")).status == 0
    assert "No smoke alarm" in run("show", meeting).out
    assert run("doctor").status == 0
    assert "1 there already" in run("restore", str(tmp_path / "copy")).out


def test_backup_of_nothing_and_restore_from_nothing_are_said(run: Run, tmp_path: Path) -> None:
    for argv in (("backup", str(tmp_path / "copy")), ("restore", str(tmp_path / "copy"))):
        told = run(*argv)
        assert told.status == 1
        assert len(told.complaints) == 1
    assert not (tmp_path / "copy").exists()


def test_a_damaged_meeting_is_shown_as_far_as_it_is_sound_and_repaired_when_asked(
    run: Run, store: Path, meeting: str
) -> None:
    run("record", meeting, "r: No smoke alarm", "r: No stair gate")
    file = store / "meetings" / f"{meeting}.journal"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))
    told = run("show", meeting)
    assert told.status == 1
    assert "No smoke alarm" in told.out
    assert "cut short" in told.complaints[0]
    assert run("record", meeting, "r: x").status == 1
    assert run("export", meeting, "--to", "md").status == 1
    told = run("doctor")
    assert told.status == 1
    assert f"{meeting}: it ends before line 4" in told.out
    told = run("doctor", "--repair")
    assert told.status == 0
    assert f"{meeting}.damaged-1" in told.err
    assert run("record", meeting, "r: No stair gate").out == "R2 saved\n"


def test_a_reader_can_not_write(run: Run, meeting: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('role = "reader"\n', encoding="utf-8")
    told = run("record", meeting, "r: x")
    assert told.status == 1
    assert "reader" in told.complaints[0]
    assert run("show", meeting).status == 0


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[ChairApp]:
    """The programs that were opened; none of them draws anything."""
    apps: list[ChairApp] = []
    monkeypatch.setattr(open_program, "has_terminal", lambda: True)
    monkeypatch.setattr(ChairApp, "run", lambda self: apps.append(self))
    return apps


def test_the_program_asks_on_its_screen_only_where_nobody_gave_the_passphrase(
    run: Run, store: Path, meeting: str, typed: Typed, opened: list[ChairApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(meeting[:5]).status == 0
    assert opened[0]._locked_store is not None
    assert not opened[0]._locked_store.new
    assert opened[0]._first == meeting[:5]
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "one two three")
    assert run(meeting[:5]).status == 0
    assert opened[1]._locked_store is None
    assert opened[1]._first == meeting
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", "wrong")
    told = run()
    assert told.status == 1
    assert "not the passphrase" in told.complaints[0]
    assert len(opened) == 2
    assert typed.prompts == []


def test_the_program_asks_on_its_screen_for_the_first_passphrase(run: Run, store: Path, opened: list[ChairApp]) -> None:
    assert run().status == 0
    assert opened[0]._locked_store is not None
    assert opened[0]._locked_store.new
    assert run("--unencrypted").status == 0
    assert opened[1]._locked_store is None
    assert not store.exists()
    opened[0]._locked_store.open("one two three")
    assert run().status == 0
    assert opened[2]._locked_store is not None
    assert not opened[2]._locked_store.new


def test_a_remembered_passphrase_opens_the_program_and_one_changed_elsewhere_is_asked_for(
    run: Run, store: Path, meeting: str, opened: list[ChairApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = SimpleNamespace(get_password=lambda service, store: "one two three")
    monkeypatch.setitem(sys.modules, "keyring", kept)
    monkeypatch.delenv("CHAIRTUI_PASSPHRASE")
    vault.Vault(store).note_remembered(True)
    assert run().status == 0
    assert opened[0]._locked_store is None
    kept.get_password = lambda service, store: "an older one"
    assert run().status == 0
    assert opened[1]._locked_store is not None
