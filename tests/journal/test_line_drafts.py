"""Drafts of half-typed lines survive a crash, are encrypted where the store is, and never block anything."""

from __future__ import annotations

from pathlib import Path

from chairtui.journal.line_drafts import FOLDER, LineDrafts
from chairtui.journal.protocol import Locked
from tests.journal.vaults import a_vault

LINES = {"item:4": "f: K. is safe with her aunt", "part two:item:4": "o: half"}


def test_what_is_kept_is_read_back_and_nothing_is_left_once_it_is_filed(tmp_path: Path) -> None:
    LineDrafts(tmp_path).keep("m1", LINES)
    assert LineDrafts(tmp_path).read("m1") == LINES
    assert LineDrafts(tmp_path).read("m2") == {}
    LineDrafts(tmp_path).keep("m1", {})
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_in_an_encrypted_store_nobody_reads_it_without_the_key(tmp_path: Path) -> None:
    vault = a_vault(tmp_path)
    vault.cipher_for_writing()
    LineDrafts(tmp_path, vault.cipher).keep("m1", LINES)
    kept = (tmp_path / FOLDER / "m1.json").read_bytes()
    assert b"aunt" not in kept
    assert b"item" not in kept
    assert LineDrafts(tmp_path, a_vault(tmp_path).cipher).read("m1") == LINES
    assert LineDrafts(tmp_path).read("m1") == {}


def test_two_seats_at_one_meeting_each_keep_their_own(tmp_path: Path) -> None:
    vault = a_vault(tmp_path)
    vault.cipher_for_writing()
    for cipher in (vault.cipher, lambda: None):
        chair, noter = (LineDrafts(tmp_path, cipher, by) for by in ("Chair Quill", "Noter Wren"))
        chair.keep("m1", LINES)
        assert noter.read("m1") == {}
        noter.keep("m1", {"item:4": "n: theirs"})
        assert chair.read("m1") == LINES
        chair.keep("m1", {})
        assert noter.read("m1") == {"item:4": "n: theirs"}
        noter.keep("m1", {})
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_the_name_of_a_file_does_not_say_whose_it_is(tmp_path: Path) -> None:
    names = []
    for store in (tmp_path / "one", tmp_path / "other"):
        vault = a_vault(store)
        vault.cipher_for_writing()
        LineDrafts(store, vault.cipher, "Chair Quill").keep("m1", LINES)
        names += [file.name for file in (store / FOLDER).iterdir()]
    assert len(set(names)) == 2
    assert not any("quill" in name.lower() for name in names)


def test_one_meetings_lines_do_not_open_as_anothers(tmp_path: Path) -> None:
    vault = a_vault(tmp_path)
    vault.cipher_for_writing()
    lines = LineDrafts(tmp_path, vault.cipher)
    lines.keep("m1", LINES)
    (tmp_path / FOLDER / "m1.json").rename(tmp_path / FOLDER / "m2.json")
    assert lines.read("m2") == {}


def test_without_the_key_nothing_is_written_in_plain_words(tmp_path: Path) -> None:
    def shut() -> None:
        raise Locked("This store is locked.")

    LineDrafts(tmp_path, shut).keep("m1", LINES)
    assert not (tmp_path / FOLDER).exists()


def test_a_damaged_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    for damage in (b"", b"{", b"\xff\xfe", b"[1]", b'{"a": 1}', b"[" * 100_000):
        (tmp_path / FOLDER / "m1.json").write_bytes(damage)
        assert LineDrafts(tmp_path).read("m1") == {}


def test_a_disk_that_refuses_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in the folder's place", encoding="utf-8")
    LineDrafts(tmp_path).keep("m1", LINES)
    assert LineDrafts(tmp_path).read("m1") == {}
