"""The passphrase and the key: asked for once, changed without touching a meeting, and never half changed."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.kdf import argon2

from chairtui.journal import durable_io, key_file, system_keyring, vault
from chairtui.journal.encryption import StoreCipher
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.key_file import Cost
from chairtui.journal.key_stores import FolderKeys
from chairtui.journal.protocol import Locked, Newer, NotSaved, Unreadable, WrongPassphrase
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Draft
from tests.journal.meetings import Clock
from tests.journal.vaults import CHEAP, PASSPHRASE, Says, a_vault

Sealed = Callable[[], FileJournal]


@pytest.fixture
def meeting(sealed: Sealed, details: Draft) -> str:
    return sealed().begin([details], "Chair")


def opens(store: Path, passphrase: str) -> bool:
    return Vault(store).matches(passphrase)


def test_a_new_store_asks_once_and_later_ones_know_it(store: Path, clock: Clock, details: Draft) -> None:
    says = Says()
    journal = FileJournal(store, clock, lambda: "one", vault=Vault(store, says, CHEAP))
    assert journal.meetings() == []
    assert says.asked == 0
    journal.begin([details], "Chair")
    journal.meetings()
    journal.versions("one")
    assert says.asked == 1
    again = Says()
    other = FileJournal(store, clock, lambda: "two", vault=Vault(store, again, CHEAP))
    other.begin([details], "Chair")
    assert len(other.meetings()) == 2
    assert again.asked == 1
    assert FolderKeys(store).kind() == "encrypted"


def test_the_word_for_no_encryption_makes_a_plain_store_that_stays_plain(
    store: Path, clock: Clock, details: Draft
) -> None:
    FileJournal(store, clock, lambda: "one", vault=Vault(store, Says(None), CHEAP)).begin([details], "Chair")
    later = Says()
    FileJournal(store, clock, lambda: "two", vault=Vault(store, later, CHEAP)).begin([details], "Chair")
    assert (FolderKeys(store).kind(), later.asked) == ("plain", 0)
    with pytest.raises(Locked, match="not encrypted"):
        a_vault(store).change("another")


def test_a_wrong_passphrase_is_one_clear_line(store: Path, clock: Clock, meeting: str) -> None:
    journal = FileJournal(store, clock, lambda: "x", vault=a_vault(store, "wrong"))
    for ask in (journal.meetings, lambda: journal.versions(meeting), lambda: journal.resolve("last")):
        with pytest.raises(WrongPassphrase) as wrong:
            ask()
        assert "\n" not in str(wrong.value)


def test_an_accent_typed_as_one_sign_or_as_two_is_the_same_passphrase(store: Path) -> None:
    a_vault(store, "caf\u00e9").cipher_for_writing()
    assert opens(store, "cafe\u0301")
    assert not opens(store, "cafe")


def test_the_passphrase_is_changed_and_no_meeting_is(sealed: Sealed, store: Path, meeting: str, clock: Clock) -> None:
    before = {p: p.read_bytes() for p in (store / "meetings").iterdir()}
    a_vault(store).change("another one")
    assert {p: p.read_bytes() for p in (store / "meetings").iterdir()} == before
    assert opens(store, "another one")
    assert not opens(store, PASSPHRASE)
    journal = FileJournal(store, clock, lambda: "x", vault=a_vault(store, "another one"))
    assert len(journal.versions(meeting)) == 1


@pytest.mark.parametrize("call", ["make_folder", "create", "write", "sync", "sync_folder"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_change_that_the_disk_refuses_leaves_one_passphrase_that_works(
    store: Path, meeting: str, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    vault = a_vault(store)
    vault.cipher()

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(durable_io, call, refuse)
        if call == "make_folder":
            vault.change("another")
        else:
            with pytest.raises(NotSaved):
                vault.change("another")
    assert [opens(store, p) for p in (PASSPHRASE, "another")].count(True) == 1
    assert opens(store, PASSPHRASE) == (call in ("create", "write", "sync"))


class Killed(BaseException):
    """The process ends here: nothing after this is done, not even tidying up."""


def test_a_change_killed_anywhere_leaves_one_passphrase_that_works(
    store: Path, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[bool] = []
    names = ["write", "fsync", "replace", "unlink", "open", "close"]
    for after in range(40):
        vault = a_vault(store, PASSPHRASE if opens(store, PASSPHRASE) else "another")
        vault.cipher()
        new = "another" if opens(store, PASSPHRASE) else PASSPHRASE
        left = [after]
        dead = False

        def dying(real: Callable[..., object], left: list[int] = left) -> Callable[..., object]:
            def call(*args: object, **more: object) -> object:
                if left[0] <= 0:
                    raise Killed
                left[0] -= 1
                return real(*args, **more)

            return call

        with monkeypatch.context() as patch:
            for name in names:
                patch.setattr(os, name, dying(getattr(os, name)))
            try:
                vault.change(new)
            except Killed:
                dead = True
        assert opens(store, PASSPHRASE) != opens(store, "another")
        said.append(dead)
        if not dead:
            break
    assert said[-1] is False
    assert said.count(True) > 5
    assert {p.name for p in store.iterdir() if p.suffix != ".new"} >= {"key.json", "key.lock", "meetings"}


def test_two_that_begin_a_store_at_once_get_one_key(store: Path) -> None:
    first, second = a_vault(store), a_vault(store)
    one = vault.create_key(FolderKeys(store), PASSPHRASE, CHEAP)
    other = vault.create_key(FolderKeys(store), PASSPHRASE, CHEAP)
    assert key_file.same_key(one, other)
    with pytest.raises(WrongPassphrase):
        vault.create_key(FolderKeys(store), "somebody else's", CHEAP)
    for each in (first, second):
        cipher = each.cipher()
        assert cipher is not None
        assert key_file.same_key(cipher, one)


def test_the_key_is_nowhere_as_it_is(store: Path) -> None:
    cipher = vault.create_key(FolderKeys(store), PASSPHRASE, CHEAP)
    held = (store / "key.json").read_text(encoding="utf-8")
    assert cipher.key.hex() not in held
    assert PASSPHRASE not in held
    assert cipher.key.hex() not in repr(cipher)
    assert sys.platform == "win32" or (store / "key.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("field", "most"), [("memory_kib", key_file.MOST_MEMORY_KIB), ("passes", 10)])
def test_a_key_file_may_not_ask_for_all_memory_or_for_minutes(store: Path, field: str, most: int) -> None:
    a_vault(store).cipher_for_writing()
    file = store / key_file.FILE
    said = json.loads(file.read_text(encoding="utf-8"))
    assert key_file.read(json.dumps(said | {field: most}).encode(), "key.json")
    with pytest.raises(Locked):
        key_file.read(json.dumps(said | {field: most + 1}).encode(), "key.json")


def test_a_guess_costs_what_is_asked_of_argon2id() -> None:
    assert Cost() == Cost(memory_kib=64 * 1024, passes=3, lanes=4)


def test_scrypt_takes_the_place_of_argon2id_where_the_platform_lacks_it(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(**_: object) -> None:
        raise UnsupportedAlgorithm("no Argon2id here")

    with monkeypatch.context() as patch:
        patch.setattr(argon2, "Argon2id", lacking)
        cipher = vault.create_key(FolderKeys(store), PASSPHRASE, Cost(memory_kib=16, passes=1, lanes=1))
        assert FolderKeys(store).read().kdf == "scrypt"
        assert opens(store, PASSPHRASE)
        assert not opens(store, "wrong")
    found = a_vault(store).cipher()
    assert found is not None
    assert key_file.same_key(found, cipher)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"version": 2}, Newer),
        ({"memory_kib": 2**40}, Locked),
        ({"memory_kib": 16}, WrongPassphrase),
        ({"store": "0" * 32}, WrongPassphrase),
        ({"salt": "00" * 16}, WrongPassphrase),
        ({"lanes": 0}, Locked),
        ({"more": 1}, Locked),
        ({"wrapped": "?"}, WrongPassphrase),
    ],
)
def test_a_changed_key_file_does_not_open_and_says_why(
    store: Path, change: dict[str, object], problem: type[Exception]
) -> None:
    vault.create_key(FolderKeys(store), PASSPHRASE, CHEAP)
    held = json.loads((store / "key.json").read_bytes())
    (store / "key.json").write_text(json.dumps({**held, **change}), encoding="utf-8")
    with pytest.raises(problem) as found:
        key_file.unwrap(FolderKeys(store).read(), PASSPHRASE)
    assert "\n" not in str(found.value)


def test_a_key_file_somebody_typed_into_is_copied_as_it_is(store: Path) -> None:
    vault.create_key(FolderKeys(store), PASSPHRASE, CHEAP)
    typed = FolderKeys(store).read().model_copy(update={"wrapped": "ünlesbar"})
    assert key_file.read(key_file.as_bytes(typed), "key.json") == typed


def test_a_key_file_that_can_not_be_read_is_said(store: Path) -> None:
    store.mkdir()
    (store / "key.json").mkdir()
    with pytest.raises(Unreadable):
        a_vault(store).cipher()


def test_no_keyring_is_never_fatal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert system_keyring.recall("0" * 32) is None
    with pytest.raises(system_keyring.CannotRemember):
        system_keyring.remember("0" * 32, "x")
    with pytest.raises(system_keyring.CannotRemember):
        system_keyring.forget("0" * 32)


def test_each_file_has_a_key_of_its_own() -> None:
    cipher = StoreCipher("0" * 32, bytes(32))
    box = cipher.file("one", b"salt").close(b"plain", b"place")
    for name, salt, place in (("two", b"salt", b"place"), ("one", b"pepper", b"place"), ("one", b"salt", b"other")):
        with pytest.raises(ValueError, match=r"^$"):
            cipher.file(name, salt).open(box, place)
    assert cipher.file("one", b"salt").open(box, b"place") == b"plain"
    assert cipher.file("one", b"salt").close(b"plain", b"place") != box
