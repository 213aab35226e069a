"""Files that were cut off, changed, moved about or written by a newer program: found, told, and never written over."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal.doctor import Diagnosis, examine
from chairtui.journal.file_format import header, line
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Broken, Newer, NoSuchMeeting, NotSaved, Unreadable
from chairtui.meeting.records import Closure, Draft
from chairtui.meeting.seal import digest
from tests.journal.meetings import Clock, a_note, new

Tiny = Callable[[], FileJournal]


@pytest.fixture
def meeting(tiny: Tiny, details: Draft, clock: Clock) -> str:
    """Four lines and the header: details, then three notes, the last two in one block."""
    journal = tiny()
    meeting = journal.begin([details], "Chair")
    clock.forward(60)
    journal.append(meeting, [new(a_note("n1", "Ünïcode."))], "Chair")
    journal.append(meeting, [new(a_note("n2")), new(a_note("n3"))], "Noter")
    journal.append(meeting, [new(a_note("n4"))], "Noter")
    return meeting


@pytest.fixture
def path(store: Path, meeting: str) -> Path:
    return store / "meetings" / f"{meeting}.journal"


def never_acknowledged(path: Path) -> None:
    """As a crash in the middle of a write leaves it: the mark doesn't say that the line was saved."""
    path.with_suffix(".mark").unlink(missing_ok=True)


def only(store: Path) -> Diagnosis:
    found = examine(store)
    assert len(found) == 1
    return found[0]


def test_every_line_of_a_file_is_checked_against_the_one_before(path: Path, meeting: str) -> None:
    raw = path.read_bytes()
    assert raw.startswith(header(meeting)[0])
    assert b'"sealed":null' in raw.splitlines()[0]
    assert raw.count(b"\n") == 5
    assert "Ünïcode." in raw.decode("utf-8")


@pytest.mark.parametrize("block", [False, True])
def test_a_last_line_cut_off_anywhere_is_set_aside_and_told(
    tiny: Tiny, store: Path, path: Path, meeting: str, block: bool
) -> None:
    whole = path.read_bytes().splitlines(keepends=True)
    if block:
        whole = whole[:-1]
    sound, last = b"".join(whole[:-1]), whole[-1]
    count = 2 if block else 4
    for kept in range(1, len(last)):
        path.write_bytes(sound + last[:kept])
        never_acknowledged(path)
        journal = tiny()
        assert len(journal.versions(meeting)) == count
        assert f"{count} saved, the last at 03 Dec 2026, 14:01:00" in journal.notices()[0]
        assert journal.notices() == []
        assert only(store).state == "torn"
        assert journal.append(meeting, [new(a_note("after"))], "Chair")[0].seq == count + 1
        aside = path.with_name(f"{meeting}.torn-1")
        assert aside.read_bytes() == last[:kept]
        assert aside.name in journal.notices()[0]
        assert [v.seq for v in tiny().versions(meeting)] == list(range(1, count + 2))
        assert aside.name in only(store).message
        aside.unlink()


def test_a_second_torn_line_does_not_take_the_place_of_the_first(tiny: Tiny, path: Path, meeting: str) -> None:
    for piece in (b'{"sum"', b"\0\0\0\0\n"):
        path.write_bytes(path.read_bytes() + piece)
        journal = tiny()
        journal.append(meeting, [new(a_note(f"n{len(piece)}x"))], "Chair")
    assert path.with_name(f"{meeting}.torn-1").read_bytes() == b'{"sum"'
    assert path.with_name(f"{meeting}.torn-2").read_bytes() == b"\0\0\0\0\n"


def test_a_last_line_that_is_whole_but_wrong_is_set_aside_too(tiny: Tiny, path: Path, meeting: str) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:-20] + bytes([raw[-20] ^ 1]) + raw[-19:])
    never_acknowledged(path)
    journal = tiny()
    assert len(journal.versions(meeting)) == 4
    journal.append(meeting, [new(a_note("after"))], "Chair")
    assert path.with_name(f"{meeting}.torn-1").exists()


@pytest.mark.parametrize("open_already", [False, True])
@pytest.mark.parametrize("zeros", [0, 1, 4096])
def test_a_file_of_nothing_or_of_zeros_is_named_as_one_that_is_not_here_yet(
    tiny: Tiny, store: Path, path: Path, meeting: str, zeros: int, open_already: bool
) -> None:
    journal, whole = tiny(), path.read_bytes()
    if open_already:
        journal.versions(meeting)
    placeholder = path.with_name("placeholder")
    placeholder.write_bytes(b"\0" * zeros)
    placeholder.replace(path)
    with pytest.raises(Broken, match="not downloaded it yet"):
        journal.append(meeting, [new(a_note("after"))], "Chair")
    assert path.read_bytes() == b"\0" * zeros
    assert "not downloaded it yet" in only(store).message
    path.write_bytes(whole)
    assert len(tiny().versions(meeting)) == 5


@pytest.mark.parametrize(
    ("by", "seen"),
    [("longer", True), ("as long", True), ("only its end", True), ("as long", False), ("only its end", False)],
)
def test_a_file_overwritten_while_its_meeting_is_open_is_not_written_on(
    tiny: Tiny, path: Path, meeting: str, by: str, seen: bool
) -> None:
    """`seen`: the file's time shows that it was written to."""
    journal = tiny()
    journal.append(meeting, [new(a_note("n5"))], "Chair")
    whole, before = path.read_bytes(), path.stat()
    kept = whole[:-40] if by == "only its end" else b""
    overwritten = kept + b"\0" * (len(whole) - len(kept) + (4096 if by == "longer" else 0))
    with path.open("r+b") as file:
        file.write(overwritten)
    if not seen:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    for ref in ("after", "again"):
        with pytest.raises(Broken, match="changed" if kept else "not downloaded it yet"):
            journal.append(meeting, [new(a_note(ref))], "Chair")
    assert path.read_bytes() == overwritten
    assert not list(path.parent.glob("*.torn-*"))
    path.write_bytes(whole)
    assert len(tiny().versions(meeting)) == 6


def test_a_file_overwritten_by_the_same_lines_and_more_is_read_on(tiny: Tiny, path: Path, meeting: str) -> None:
    journal = tiny()
    journal.versions(meeting)
    other = tiny()
    other.append(meeting, [new(a_note("n5"))], "Noter")
    path.write_bytes(path.read_bytes())
    assert journal.append(meeting, [new(a_note("after"))], "Chair")[0].seq == 7


def removed(lines: list[bytes]) -> list[bytes]:
    return lines[:2] + lines[3:]


def swapped(lines: list[bytes]) -> list[bytes]:
    lines[2], lines[3] = lines[3], lines[2]
    return lines


def repeated(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[2], *lines[3:]]


def last_repeated(lines: list[bytes]) -> list[bytes]:
    return [*lines, lines[-1]]


def last_but_one_removed(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-2], lines[-1]]


def no_header(lines: list[bytes]) -> list[bytes]:
    return lines[1:]


def another_header(lines: list[bytes]) -> list[bytes]:
    return [header("other")[0], *lines[1:]]


def emptied(lines: list[bytes]) -> list[bytes]:
    return []


def blank_line(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], b"\n", *lines[3:]]


@pytest.mark.parametrize(
    ("damage", "line", "sound"),
    [
        (removed, 3, 1),
        (swapped, 3, 1),
        (repeated, 4, 2),
        (last_repeated, 6, 5),
        (last_but_one_removed, 4, 2),
        (no_header, 1, 0),
        (another_header, 1, 0),
        (emptied, 1, 0),
        (blank_line, 4, 2),
    ],
)
def test_a_file_tampered_with_is_named_with_its_line_and_never_written_to(
    tiny: Tiny,
    store: Path,
    path: Path,
    meeting: str,
    damage: Callable[[list[bytes]], list[bytes]],
    line: int,
    sound: int,
) -> None:
    path.write_bytes(b"".join(damage(path.read_bytes().splitlines(keepends=True))))
    as_it_was = path.read_bytes()
    journal = tiny()
    for ask in (journal.versions, lambda m: journal.append(m, [new(a_note("x"))], "Chair")):
        with pytest.raises(Broken) as broken:
            ask(meeting)
        assert (broken.value.line, broken.value.sound) == (line, sound)
    assert [v.seq for v in journal.sound(meeting)] == list(range(1, sound + 1))
    assert journal.meetings() == []
    found = only(store)
    assert (found.state, found.line, found.sound) == ("broken", line, sound)
    assert path.read_bytes() == as_it_was


def test_a_changed_letter_anywhere_is_found(store: Path, path: Path) -> None:
    raw = path.read_bytes()
    in_header, in_last = raw.index(b"\n") + 1, raw.rindex(b"\n", 0, -1) + 1
    for at in range(len(raw)):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 4]) + raw[at + 1 :])
        found = only(store)
        line = raw.count(b"\n", 0, at) + 1
        if at < in_header:
            assert found.state in ("broken", "newer"), at
        else:
            assert found.state in (("broken", "torn") if at >= in_last - 1 else ("broken",)), at
            assert found.line == line


@pytest.mark.parametrize(
    "first", [header("t001")[0].replace(b'"version":1', b'"version":2'), b'{"format":"chairtui journal","version":9}\n']
)
def test_a_newer_file_is_left_as_it_is(tiny: Tiny, store: Path, path: Path, meeting: str, first: bytes) -> None:
    path.write_bytes(first + b"whatever\n")
    journal = tiny()
    for ask in (journal.versions, lambda m: journal.append(m, [new(a_note("x"))], "Chair")):
        with pytest.raises(Newer, match="newest chairtui"):
            ask(meeting)
    assert only(store).state == "newer"
    assert path.read_bytes() == first + b"whatever\n"
    assert journal.meetings() == []


@pytest.mark.parametrize("what", ["no version", "a gap", "another kind"])
def test_a_well_chained_file_that_is_not_a_meeting_is_broken(tiny: Tiny, store: Path, path: Path, what: str) -> None:
    first, before = header("t001")
    details = tiny().versions("t001")[0].model_dump(mode="json")
    second: dict[str, object] = {
        "no version": {"hello": 1},
        "a gap": {**tiny().versions("t001")[1].model_dump(mode="json"), "seq": 7},
        "another kind": {**tiny().versions("t001")[1].model_dump(mode="json"), "seq": 3},
    }[what]
    documents = [details, second]
    raw, before = line(2, documents, before)
    path.write_bytes(first + raw)
    with pytest.raises(Broken) as broken:
        tiny().versions("t001")
    assert (broken.value.line, broken.value.sound) == (2, 1)
    assert (only(store).state, only(store).line, only(store).sound) == ("broken", 2, 1)


def test_a_file_cut_short_while_it_is_open_is_noticed(tiny: Tiny, path: Path, meeting: str) -> None:
    journal = tiny()
    journal.versions(meeting)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:3]))
    for ask in (journal.versions, lambda m: journal.append(m, [new(a_note("x"))], "Chair")):
        with pytest.raises(Broken, match="cut short"):
            ask(meeting)


def test_a_file_put_back_as_it_was_is_no_damage(tiny: Tiny, path: Path, meeting: str) -> None:
    journal = tiny()
    journal.versions(meeting)
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    assert journal.append(meeting, [new(a_note("x"))], "Chair")[0].seq == 6
    assert len(tiny().versions(meeting)) == 6


def test_a_file_that_went_away_takes_nothing(tiny: Tiny, path: Path, meeting: str) -> None:
    journal = tiny()
    journal.versions(meeting)
    path.unlink()
    with pytest.raises(NotSaved, match="no longer there"):
        journal.append(meeting, [new(a_note("x"))], "Chair")
    with pytest.raises(NoSuchMeeting):
        journal.versions(meeting)
    assert not path.exists()


def test_the_doctor_checks_the_seal_of_a_closed_meeting(tiny: Tiny, store: Path, path: Path, meeting: str) -> None:
    journal = tiny()
    versions = journal.versions(meeting)
    closure = new(Closure(digest=digest(versions), position=5))
    kept = journal.append(meeting, [closure], "Chair")[0]
    assert only(store).state == "sound"
    false = kept.model_copy(update={"record": Closure(digest="0" * 64, position=5)})
    raw, before = header(meeting)
    for number, version in enumerate([*versions, false], 2):
        text, before = line(number, [version.model_dump(mode="json")], before)
        raw += text
    path.write_bytes(raw)
    assert (only(store).state, only(store).line, only(store).sound) == ("broken", 7, 5)


def test_the_doctor_only_reads(store: Path, path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"{")
    before = {p: p.read_bytes() for p in store.rglob("*") if p.is_file()}
    examine(store)
    assert {p: p.read_bytes() for p in store.rglob("*") if p.is_file()} == before


def test_the_doctor_names_a_meeting_that_was_never_set_up(store: Path, path: Path) -> None:
    beside = path.with_name("zz.new")
    beside.write_bytes(header("zz")[0])
    assert [(d.meeting, d.state) for d in examine(store)] == [("t001", "sound"), ("zz", "torn")]


def test_an_empty_home_is_healthy_and_a_file_in_its_place_is_not(store: Path) -> None:
    assert examine(store) == []
    store.write_text("not a folder", encoding="utf-8")
    with pytest.raises(Unreadable, match="is a file"):
        examine(store)


def test_a_file_the_system_will_not_read_is_named(store: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("chairtui.journal.durable_io.read_from", refuse)
    assert only(store).state == "unreadable"
    assert os.strerror(13) in only(store).message
