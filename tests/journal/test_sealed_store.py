"""An encrypted store: nothing in it can be read, changed or moved without its key, and nothing wrong is shown."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal import file_format
from chairtui.journal.doctor import examine
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Broken, JournalError, Locked
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Draft, Version
from tests.journal.meetings import Clock, a_details, a_note, new
from tests.journal.vaults import a_vault

Sealed = Callable[[], FileJournal]
WORDS = ("Testa", "Strategy", "school", "Ambrose", "bristol", "details", "versions")


@pytest.fixture
def meeting(sealed: Sealed, details: Draft) -> str:
    journal = sealed()
    meeting = journal.begin([details], "Ambrose")
    journal.append(meeting, [new(a_note("n1"))], "Ambrose")
    journal.append(meeting, [new(a_note("n2")), new(a_note("n3"))], "Noter")
    journal.meetings()
    return meeting


@pytest.fixture
def path(store: Path, meeting: str) -> Path:
    return store / "meetings" / f"{meeting}.journal"


def test_nothing_that_was_typed_can_be_read_anywhere_in_the_store(
    sealed: Sealed, store: Path, path: Path, meeting: str
) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw + raw.splitlines()[-1][:400])
    sealed().append(meeting, [new(a_note("n4"))], "Ambrose")
    sealed().meetings()
    files = [p for p in store.rglob("*") if p.is_file()]
    assert {p.name for p in files} >= {"key.json", "catalogue", f"{meeting}.torn-1", f"{meeting}.mark"}
    for file in files:
        held = file.read_bytes()
        boxes = [base64.b64decode(piece + b"==", validate=False) for piece in held.split(b'"') if len(piece) > 40]
        for word in WORDS:
            assert word.encode() not in held, (file, word)
            assert not any(word.encode() in box for box in boxes), (file, word)
            assert word.lower() not in file.name


def test_lines_of_one_length_say_nothing_about_short_answers(sealed: Sealed, meeting: str, path: Path) -> None:
    journal = sealed()
    journal.append(meeting, [new(a_note("y1", "Yes"))], "Noter")
    journal.append(meeting, [new(a_note("y2", "No"))], "Noter")
    *_, yes, no = path.read_bytes().splitlines()
    assert len(yes) == len(no)


def outcome(store: Path, clock: Clock, meeting: str, vault: Vault | None = None) -> tuple[list[Version], str]:
    """What a person is shown of the meeting, and what they are told about it; "" for nothing."""
    journal = FileJournal(store, clock, lambda: "x", vault=vault or a_vault(store))
    try:
        if vault is None:
            journal.meetings()
        return journal.versions(meeting), " ".join(journal.notices())
    except Broken as broken:
        return journal.sound(meeting), str(broken)
    except JournalError as error:
        return [], str(error)


@pytest.mark.parametrize("name", ["{}.journal", "{}.mark"])
def test_each_byte_that_is_changed_is_found_and_no_wrong_text_is_shown(
    sealed: Sealed, store: Path, clock: Clock, details: Draft, name: str
) -> None:
    chance = random.Random(4)
    journal = sealed()
    meeting = journal.begin([details], "Ambrose")
    journal.append(meeting, [new(a_note("n1"))], "Noter")
    whole = journal.versions(meeting)
    file = store / "meetings" / name.format(meeting)
    raw = file.read_bytes()
    vault = a_vault(store)
    for at in range(len(raw)):
        file.write_bytes(raw[:at] + bytes([raw[at] ^ chance.randrange(1, 256)]) + raw[at + 1 :])
        shown, said = outcome(store, clock, meeting, vault)
        assert shown == whole[: len(shown)], at
        assert said, at
        assert "\n" not in said
        assert [d.state for d in examine(store, vault)] != ["sound"], at
    file.write_bytes(raw)
    assert outcome(store, clock, meeting) == (whole, "")


@pytest.mark.parametrize("name", ["key.json", "catalogue"])
def test_a_changed_key_file_or_catalogue_shows_nothing_wrong(
    sealed: Sealed, store: Path, clock: Clock, meeting: str, name: str
) -> None:
    chance = random.Random(4)
    whole = sealed().versions(meeting)
    listed = sealed().meetings()
    raw = (store / name).read_bytes()
    for at in range(len(raw)):
        (store / name).write_bytes(raw[:at] + bytes([raw[at] ^ chance.randrange(1, 256)]) + raw[at + 1 :])
        shown, said = outcome(store, clock, meeting)
        assert shown == whole or (said and not shown), at
        if name == "catalogue":
            assert sealed().meetings() == listed


def relined(raw: bytes, change: Callable[[dict[str, object], int], None]) -> bytes:
    """The file with its lines changed, and the chain of plain checksums made to fit again, as anybody could."""
    before, out = file_format.START, b""
    for number, line in enumerate(raw.splitlines(), 1):
        fields = json.loads(line)
        del fields["sum"]
        change(fields, number)
        made, before = file_format._closed(fields, before)
        out += made
    return out


def test_checksums_that_were_made_to_fit_hide_nothing(sealed: Sealed, store: Path, path: Path, meeting: str) -> None:
    raw = path.read_bytes()

    def changed(fields: dict[str, object], number: int) -> None:
        if number == 3:
            box = bytearray(base64.b64decode(str(fields["box"])))
            box[20] ^= 1
            fields["box"] = base64.b64encode(box).decode()

    path.write_bytes(relined(raw, changed))
    with pytest.raises(Broken) as broken:
        sealed().versions(meeting)
    assert (broken.value.line, broken.value.sound) == (3, 1)


@pytest.mark.parametrize(("first", "second"), [(2, 3), (3, 4)])
def test_two_boxes_can_not_change_places(sealed: Sealed, path: Path, meeting: str, first: int, second: int) -> None:
    raw = path.read_bytes()
    boxes = {number: json.loads(line).get("box") for number, line in enumerate(raw.splitlines(), 1)}
    swap = {first: boxes[second], second: boxes[first]}
    path.write_bytes(relined(raw, lambda fields, n: fields.update({"box": swap[n]} if n in swap else {})))
    with pytest.raises(Broken) as broken:
        sealed().versions(meeting)
    assert broken.value.line == first


def test_a_line_left_out_of_the_middle_is_found_though_the_rest_is_numbered_anew(
    sealed: Sealed, path: Path, meeting: str
) -> None:
    kept = [line for number, line in enumerate(path.read_bytes().splitlines(), 1) if number != 3]
    path.write_bytes(relined(b"\n".join(kept), lambda fields, n: fields.update({"line": n} if n > 1 else {})))
    with pytest.raises(Broken) as broken:
        sealed().versions(meeting)
    assert (broken.value.line, broken.value.sound) == (3, 1)


def test_lines_that_went_on_from_another_past_do_not_fit_this_one(
    sealed: Sealed, store: Path, path: Path, meeting: str
) -> None:
    shared = path.read_bytes(), path.with_suffix(".mark").read_bytes()
    pasts = []
    for who in ("ours", "theirs"):
        path.write_bytes(shared[0])
        path.with_suffix(".mark").write_bytes(shared[1])
        journal = sealed()
        for number in range(2):
            journal.append(meeting, [new(a_note(f"{who}{number}"))], "Chair")
        pasts.append(path.read_bytes().splitlines())
    ours, theirs = pasts
    path.write_bytes(relined(b"\n".join([*ours[:-1], theirs[-1]]), lambda fields, n: None))
    with pytest.raises(Broken) as broken:
        sealed().versions(meeting)
    assert (broken.value.line, broken.value.sound) == (6, 5)


def test_lines_of_another_meeting_of_the_store_do_not_open_here(sealed: Sealed, store: Path, meeting: str) -> None:
    journal = sealed()
    other = journal.begin([new(a_details("Other"))], "Chair")
    here, there = (store / "meetings" / f"{m}.journal" for m in (meeting, other))
    there.write_bytes(here.read_bytes())
    with pytest.raises(Broken, match="damaged from line 1"):
        sealed().versions(other)
    there.write_bytes(relined(here.read_bytes(), lambda f, n: f.update({"meeting": other} if n == 1 else {})))
    with pytest.raises(Broken, match="not written in this store"):
        sealed().versions(other)
    assert {d.state for d in examine(store, a_vault(store))} == {"sound", "broken"}


def test_a_file_of_another_store_is_named_and_not_written_to(
    sealed: Sealed, store: Path, tmp_path: Path, clock: Clock, meeting: str, path: Path
) -> None:
    elsewhere = FileJournal(tmp_path / "other", clock, lambda: meeting, vault=a_vault(tmp_path / "other"))
    elsewhere.begin([new(a_details("Elsewhere"))], "Chair")
    path.write_bytes((tmp_path / "other" / "meetings" / path.name).read_bytes())
    for ask in (sealed().versions, lambda m: sealed().append(m, [new(a_note("x"))], "Chair")):
        with pytest.raises(Broken, match="not written in this store"):
            ask(meeting)
    assert "not written in this store" in examine(store, a_vault(store))[0].message


def test_an_unsealed_meeting_slipped_into_an_encrypted_store_is_not_shown(
    sealed: Sealed, store: Path, tmp_path: Path, clock: Clock, meeting: str
) -> None:
    FileJournal(tmp_path / "plain", clock, lambda: "planted").begin([new(a_details("Planted"))], "Chair")
    planted = store / "meetings" / "planted.journal"
    planted.write_bytes((tmp_path / "plain" / "meetings" / "planted.journal").read_bytes())
    with pytest.raises(Broken, match="not encrypted although its store is"):
        sealed().versions("planted")
    assert [m.id for m in sealed().meetings()] == [meeting]
    assert {d.meeting: d.state for d in examine(store, a_vault(store))} == {meeting: "sound", "planted": "broken"}


def test_without_its_key_file_the_store_stays_shut_and_takes_no_plain_meeting(
    sealed: Sealed, store: Path, meeting: str, clock: Clock
) -> None:
    (store / "key.json").unlink()
    for vault in (a_vault(store), None):
        journal = FileJournal(store, clock, lambda: "plain", vault=vault)
        for ask in (journal.meetings, lambda j=journal: j.begin([new(a_details())], "Chair")):
            with pytest.raises(Locked, match=r"key\.json is missing"):
                ask()
    assert not (store / "meetings" / "plain.journal").exists()


def test_who_has_no_key_writes_nothing_plain_into_an_encrypted_store(store: Path, meeting: str, clock: Clock) -> None:
    journal = FileJournal(store, clock, lambda: "plain", vault=Vault(store))
    with pytest.raises(Locked):
        journal.begin([new(a_details())], "Chair")
    with pytest.raises(Locked):
        journal.versions(meeting)
    with pytest.raises(Locked):
        examine(store)
