"""What a terminal sends becomes keys, the mouse and pastes, whatever the bytes are and however they are cut."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from chairtui.terminal.keyboard import (
    DOUBTFUL_AFTER_UNMARKED,
    DOUBTFUL_FOR,
    KEEP,
    LONGEST_PASTE,
    PASTE_WITHIN,
    TYPED_AT_ONCE,
    UNMARKED,
    Keyboard,
)
from chairtui.terminal.paste import UnmarkedPaste


class At:
    """A keyboard and a clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.time = 100.0
        self.keyboard = Keyboard(lambda: self.time)

    def sent(self, *pieces: bytes, pause: float = 0.0) -> list[Message]:
        """What came of these, each after a pause, and of the silence that follows."""
        found: list[Message] = []
        for piece in pieces:
            found += self.silence(pause)
            found += self.keyboard.feed(piece)
        return found + self.silence(5)

    def silence(self, seconds: float) -> list[Message]:
        end, found = self.time + seconds, list[Message]()
        while self.keyboard.due is not None and self.time + self.keyboard.due <= end:
            self.time += self.keyboard.due + 0.001
            found += self.keyboard.tick()
        self.time = max(self.time, end)
        return found


def typed(found: Sequence[Message]) -> str:
    return "".join(event.character or "" for event in found if isinstance(event, events.Key))


def keys(found: Sequence[Message]) -> list[str]:
    return [event.key for event in found if isinstance(event, events.Key)]


def pastes(found: Sequence[Message]) -> list[str]:
    return [event.text for event in found if isinstance(event, events.Paste)]


def test_letters_come_as_they_were_typed() -> None:
    assert typed(At().sent("f: £20 für 日本".encode())) == "f: £20 für 日本"


def test_a_letter_cut_between_two_reads_is_whole() -> None:
    assert typed(At().sent(b"\xe6\x97", b"\xa5x")) == "日x"


@pytest.mark.parametrize(("sent", "read"), [(b"\xa320", "£20"), (b"caf\xe9", "café"), (b"caf\xe9s", "cafés")])
def test_a_terminal_that_speaks_latin_1_is_understood(sent: bytes, read: str) -> None:
    assert typed(At().sent(sent)) == read


@pytest.mark.parametrize("report", [b"\x1b[M !!", b"\x1b[M\xa3\xff\xc3", b"\x1b[M#\xc3\xa3"])
def test_an_old_mouse_report_types_nothing_and_keys_after_it_count(report: bytes) -> None:
    assert keys(At().sent(report + b"x")) == ["x"]


@pytest.mark.parametrize(
    "answer",
    [
        b"\x1b[?1;2c",
        b"\x1b[?2026;0$y",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1bP>|xterm(390)\x1b\\",
        b"\x1b[>0;276;0c",
        b"\x1b[99999999999999;5u",
        b"\x1b[55296;;55296u",
    ],
)
def test_what_a_terminal_answers_late_is_typed_nowhere(answer: bytes) -> None:
    assert keys(At().sent(answer, b"x")) == ["x"]


@pytest.mark.parametrize("sequence", [b"\x1b[A", b"\x1bOA", b"\x1b[1;5C", b"\x1b[15~", b"\x1b[<35;14;4M"])
@pytest.mark.parametrize("pause", [0.0, 0.3])
def test_a_sequence_in_pieces_is_what_it_is_whole(sequence: bytes, pause: float) -> None:
    whole = At().sent(sequence)
    [event] = whole
    for cut in range(2, len(sequence)):
        [found] = At().sent(sequence[:cut], sequence[cut:], pause=pause)
        assert (type(found), getattr(found, "key", "")) == (type(event), getattr(event, "key", ""))


def test_escape_by_itself_is_the_key_a_tenth_of_a_second_later() -> None:
    assert keys(At().sent(b"\x1b")) == ["escape"]
    assert keys(At().sent(b"\x1b", b"]", pause=0.3)) == ["escape", "right_square_bracket"]


@pytest.mark.parametrize("after", [b"[f", b"[2", b"[2f", b"[1", b"[20"])
def test_what_is_typed_soon_after_escape_counts_letter_by_letter(after: bytes) -> None:
    assert typed(At().sent(b"\x1b", after, pause=0.3)) == "\x1b" + after.decode()


def test_a_mark_in_three_pieces_is_one_too() -> None:
    found = At().sent(b"\x1b", b"[2", b"00~one\rtwo\r\x1b[201~", pause=0.3)
    assert pastes(found) == ["one\rtwo\r"]


@pytest.mark.parametrize("size", [(0, 0), (40, 120), (90000, 90000)])
def test_a_size_that_the_terminal_reports_unasked_is_not_taken(size: tuple[int, int]) -> None:
    assert At().sent(b"\x1b[48;%d;%d;1;1t" % size) == []


# ---- pastes


@pytest.mark.parametrize("cut", range(1, 30))
@pytest.mark.parametrize("pause", [0.0, 0.05, 0.3, 3.0])
def test_a_paste_whose_marks_come_in_pieces_types_nothing(cut: int, pause: float) -> None:
    whole = b"\x1b[200~f: one\rf: two\r\x1b[201~"
    found = At().sent(whole[:cut], whole[cut:], pause=pause)
    assert "".join(pastes(found)) == "f: one\rf: two\r"
    assert len(pastes(found)) == 1 or pause > PASTE_WITHIN
    assert keys(found) in ([], ["escape"])  # that of a mark whose rest came too late for one


@pytest.mark.parametrize("end", [b"\x1b[201~", b"", b"\x1b[2"])
def test_the_rest_of_a_paste_that_was_given_up_says_that_it_continues_it(end: bytes) -> None:
    at = At()
    first = at.sent(b"\x1b[200~one\rtw")
    rest = at.sent(b"o\rthree\r" + end)
    assert pastes(first) + pastes(rest) == ["one\rtw", "o\rthree\r"]
    assert not isinstance(first[0], UnmarkedPaste)
    assert isinstance(rest[0], UnmarkedPaste)
    assert keys(rest) == []


def test_text_before_the_end_of_a_paste_whose_start_was_lost_is_no_keys() -> None:
    at = At()
    assert pastes(at.sent(b"one\r\x1b[201~")) == ["one\r"]
    assert keys(at.sent(b"two\r")) == ["t", "w", "o", "enter"]


def test_a_paste_is_no_more_than_is_kept_of_it() -> None:
    [text] = pastes(At().sent(b"\x1b[200~" + b"x" * (3 * KEEP) + b"\x1b[201~"))
    assert LONGEST_PASTE < len(text) <= KEEP


def test_keys_count_after_a_paste_whose_end_never_came() -> None:
    at = At()
    assert pastes(at.keyboard.feed(b"\x1b[200~one two")) == []
    assert pastes(at.silence(PASTE_WITHIN + 0.1)) == ["one two"]
    assert keys(at.sent(b"x")) == ["x"]
    assert keys(At().sent(b"\x1b[200~", b"\x11")) == ["ctrl+q"]


def test_lines_that_follow_a_paste_which_was_given_up_are_no_keys() -> None:
    at = At()
    at.keyboard.feed(b"\x1b[200~one\rtwo")
    at.silence(2)
    assert pastes(at.sent(b" goes on\rthree\r\x1b[201~")) == [" goes on\rthree\r"]
    at.silence(DOUBTFUL_FOR)
    assert typed(at.sent(b"a\rb")) == "a\rb"


def test_more_than_anybody_types_at_once_is_a_paste_though_nothing_marks_it() -> None:
    block = b"f: said something\r" * 300
    found = At().sent(block[:4096], block[4096:])
    assert pastes(found) == [block.decode()]
    assert keys(found) == []
    assert len(typed(At().sent(b"a" * (UNMARKED - 1)))) == UNMARKED - 1


def test_several_lines_in_one_read_are_a_paste_unless_they_are_few_enough_to_have_been_typed_meanwhile() -> None:
    block = b"f: He has been at school\rn: He needs a coat\r"
    [found] = At().sent(block)
    assert isinstance(found, UnmarkedPaste)
    assert found.text == block.decode()
    for few in (b"l\rf: He ", b"x" * 20 + b"\r" + b"y" * (TYPED_AT_ONCE - 21), b"x" * 200 + b"\r"):
        assert typed(At().sent(few)) == few.decode()


@pytest.mark.parametrize("batch", [1, 3, 6, 12, 30])
def test_a_line_that_was_typed_is_filed_however_the_link_joins_its_keys(batch: int) -> None:
    sent = b"f: He has been at school\rn: He needs a coat\rr: He is cold\r"
    at, found = At(), list[Message]()
    for place in range(0, len(sent), batch):
        found += at.silence(batch / 12)  # as fast as the fastest type
        found += at.keyboard.feed(sent[place : place + batch])
    assert typed(found) == sent.decode()


def test_an_unmarked_paste_that_comes_in_pieces_is_one_until_a_key_is_pressed_alone() -> None:
    at = At()
    block = b"f: He has been at school\rn: He needs a coat\r"
    found = [*at.keyboard.feed(block), *at.silence(0.3), *at.keyboard.feed(b"r: He is cold\r"), *at.silence(0.3)]
    assert pastes(found) == [block.decode(), "r: He is cold\r"]
    assert keys(at.sent(b"\r")) == ["enter"]
    at.silence(DOUBTFUL_AFTER_UNMARKED)
    assert keys(at.sent(b"two\r")) == ["t", "w", "o", "enter"]


def test_what_was_pressed_after_an_unmarked_paste_is_no_part_of_it_though_both_had_to_wait() -> None:
    at = At()
    block = b"f: He has been at school\rn: He needs a coat\r"
    found = [*at.keyboard.feed(block, at.time - 3), *at.keyboard.feed(b"\r", at.time - 2)]
    assert pastes(found) == [block.decode()]
    assert keys(found) == ["enter"]


@given(st.lists(st.one_of(st.binary(max_size=40), st.sampled_from([b"\x1b[", b"\x1b[200~", b"\x1b[201~", b"\x1bO"]))))
def test_no_bytes_whatever_end_the_reading(pieces: list[bytes]) -> None:
    at = At()
    at.sent(*pieces, pause=0.05)
    at.silence(60)
    assert at.keyboard.due is None
    assert keys(at.sent(b"\x11"))[-1:] == ["ctrl+q"]
