"""Parses terminal input into Textual's events, whatever the bytes.

Textual's parser decodes strictly, times out within a sequence after 0.1 s, and types sequences it doesn't know. Here,
bytes that aren't UTF-8 are decoded as Windows-1252, sequences may arrive in pieces, unknown ones are dropped, and the
size of a paste is limited while it is read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from time import monotonic

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from chairtui.terminal.paste import UnmarkedPaste

LONGEST_PASTE = 1_000_000
"""Maximum characters of a paste. A little more of a longer one is kept, so that its length shows."""
KEEP = LONGEST_PASTE * 4 + 4
"""Maximum bytes kept of a paste: four a character, so that a paste that is too long stays too long."""
UNMARKED = 3_500
"""Bytes of plain text in one read from which it is taken for an unbracketed paste; terminals buffer about 4 KB."""
TYPED_AT_ONCE = 40
"""Maximum bytes in one read that count as typed although a line break stands within them. A link that stalls for three
seconds delivers at once what was typed meanwhile, and a terminal without bracketed paste delivers a paste like that."""
SINGLE_KEYS = 2
"""Maximum bytes in one read that are no continuation of a paste which ended early."""
ESCAPE_AFTER = 0.1
"""Seconds after which a lone ESC is the escape key."""
SEQUENCE_WITHIN = 1.0
"""Timeout in seconds for the rest of a sequence."""
PASTE_WITHIN = 0.8
"""Timeout in seconds for more of a bracketed paste, whose end may never arrive."""
QUIET = 0.1
"""Seconds without input that end an unbracketed paste."""
DOUBTFUL_FOR = 10.0
"""Seconds after a bracketed paste timed out during which text counts as its continuation, unless its end arrives."""
DOUBTFUL_AFTER_UNMARKED = 2.0
ESC = 0x1B
START, STOP = b"\x1b[200~", b"\x1b[201~"
LATIN = "chairtui.windows-1252"
CSI = re.compile(rb"\x1b\[(?:\[?[\x30-\x3f]*[\x20-\x2f]*)([\x40-\x7e])?")
STRING = re.compile(rb"\x1b[P\]_^](?=[0-9+$!>])[^\x00-\x1f]{0,1000}(\x07|\x1b\\)?")
REMNANT = re.compile(rb"\[(?:2\Z|20\Z|20[01]~?|<\d)")
"""The rest of a paste bracket or mouse report whose ESC was already taken for the escape key."""
TEXT = re.compile(rb"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*")
"""Plain text with no control characters other than tabs and line breaks."""
BREAK = re.compile(rb"[\r\n]")
BREAK_WITHIN = re.compile(rb"[\r\n][^\r\n]")
WINDOW = re.compile(rb"\x1b\[48;\d+;\d+(?:;\d+){2}t")
"""A report of the window's size, which `TerminalDriver` has from SIGWINCH."""
MOUSE = b"\x1b[<"
OLD_MOUSE = re.compile(rb"\x1b\[M[\x20-\xff]{0,3}")
OLD_MOUSE_LENGTH = 6
"""Length of an X10 mouse report, whose last three bytes may be invalid UTF-8."""
SHIFTED = re.compile(rb"\x1bO[\x40-\x7e0-9]")


def _as_windows_1252(problem: UnicodeError) -> tuple[str, int]:
    assert isinstance(problem, UnicodeDecodeError)
    return problem.object[problem.start : problem.end].decode("cp1252", "replace"), problem.end


codecs.register_error(LATIN, _as_windows_1252)


class _Keys(XTermParser):
    """Textual's parser, fed with one complete sequence at a time."""

    @property
    def _within(self) -> bool:
        """Whether the parser expects more of a sequence."""
        return self._awaiting.timeout is not None

    def _give_up(self) -> list[Message]:
        self._timeout_time = 0.0
        return list(self.tick())

    def read(self, whole: str, *, retype: bool) -> list[Message]:
        """Parse a sequence; an unknown one gives its characters as keys if `retype`, else nothing."""
        found = list(self.feed(whole))
        if self._within:
            given_up = self._give_up()
            return [*found, *given_up] if retype else found
        return found


class Keyboard:
    """Incremental parser of terminal input. Call `tick` after `due` seconds for what a timeout decides."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._keys = _Keys()
        self._decoder = codecs.getincrementaldecoder("utf-8")(LATIN)
        self._held = b""
        """The start of an incomplete sequence."""
        self._paste: bytearray | None = None
        self._marked = False
        """Whether the paste is bracketed."""
        self._dropped = 0
        self._last = -DOUBTFUL_FOR
        """Time of the last input."""
        self._escaped = -SEQUENCE_WITHIN
        """When the escape key was last returned."""
        self._mended = False
        """Whether that ESC was put back in front of the rest of its sequence."""
        self._cut = b""
        """The start of a paste bracket that was given up just before."""
        self._doubtful_until = 0.0

    @property
    def due(self) -> float | None:
        """Seconds until `tick` has something to do; None if no timeout is running."""
        wait = self._wait
        return None if wait is None else max(self._last + wait - self._clock(), 0.0)

    @property
    def _wait(self) -> float | None:
        if self._paste is not None:
            return PASTE_WITHIN if self._marked else QUIET
        if self._held:
            return ESCAPE_AFTER if len(self._held) == 1 else SEQUENCE_WITHIN
        return ESCAPE_AFTER if self._decoder.getstate()[0] else None

    def feed(self, data: bytes, at: float | None = None) -> list[Message]:
        """Parse the bytes of one read; returns the complete events. `at`: when they were read, if not just now."""
        now, found = self._clock() if at is None else at, list[Message]()
        if self._paste is not None and (_is_command(data) or self._is_quiet(now)):
            found += self._end_of_paste()  # a lone control character isn't pasted: the end bracket was lost
        self._last = now
        data, self._held = self._with_its_start(data), b""
        self._escaped, self._cut = -SEQUENCE_WITHIN, b""
        place = 0
        while place < len(data):
            if self._paste is not None:
                place = self._more_of_paste(data, place, found)
            elif data[place] == ESC:
                end = self._sequence(data, place, found)
                if end is None:
                    self._held = data[place:]
                    break
                place = end
            else:
                end = data.find(ESC, place)
                end = len(data) if end < 0 else end
                self._plain(data[place:end], found, ends=data.startswith(STOP, end))
                place = end
        return found

    def _with_its_start(self, data: bytes) -> bytes:
        """Put in front of these bytes the part of their sequence that came before."""
        if self._held or self._paste is not None:
            return self._held + data
        for cut in (self._cut, b"\x1b"):
            if cut and (cut + data).startswith((START, STOP)):
                return cut + data
        if self._last - self._escaped < SEQUENCE_WITHIN and REMNANT.match(data):
            self._mended = True
            return b"\x1b" + data
        return data

    def tick(self) -> list[Message]:
        """The events that a timeout decides."""
        wait = self._wait
        if wait is None or self._clock() - self._last < wait:
            return []
        held, self._held = self._held, b""
        if START.startswith(held) or STOP.startswith(held):
            self._cut = held
        if self._paste is not None:
            if self._marked:
                self._doubtful_until = self._clock() + DOUBTFUL_FOR
            return self._end_of_paste()
        if self._mended:
            self._mended = False
            return [] if held.startswith(MOUSE) else self._typed(held[1:].decode("ascii"))
        if len(held) == 1:
            self._escaped = self._clock()
            return [events.Key("escape", "\x1b")]
        if held[:2] == b"\x1bO" and len(held) == 2:
            return self._read(held.decode("ascii"), retype=True)
        return self._typed(self._decoder.decode(b"", final=True))

    # ---- pastes

    def _begin_paste(self, *, marked: bool) -> None:
        self._paste, self._marked, self._dropped = bytearray(), marked, 0

    def _more_of_paste(self, data: bytes, place: int, found: list[Message]) -> int:
        """Add what belongs to the paste; returns the index after it."""
        assert self._paste is not None
        if not self._marked:
            end = data.find(ESC, place)
            self._keep(data[place:] if end < 0 else data[place:end])
            if end < 0:
                return len(data)
            found += self._end_of_paste()
            return end
        end = data.find(STOP, place)
        if end >= 0:
            self._keep(data[place:end])
            found += self._end_of_paste()
            self._doubtful_until = 0.0
            return end + len(STOP)
        # The end bracket may have arrived in part.
        part = next((size for size in range(len(STOP) - 1, 0, -1) if data.endswith(STOP[:size], place)), 0)
        self._keep(data[place : len(data) - part])
        self._held = data[len(data) - part :] if part else b""
        return len(data)

    def _keep(self, data: bytes) -> None:
        assert self._paste is not None
        self._paste += data[: KEEP - len(self._paste)]

    def _end_of_paste(self) -> list[Message]:
        assert self._paste is not None
        text = self._paste.decode("utf-8", LATIN).replace("\x00", "")
        self._paste, self._held = None, b""  # at most the start of its end bracket is held
        if not self._marked:
            self._doubtful_until = max(self._doubtful_until, self._last + DOUBTFUL_AFTER_UNMARKED)
        pasted = events.Paste if self._marked else UnmarkedPaste
        return [pasted(text)] if text else []

    def _is_quiet(self, now: float) -> bool:
        return not self._marked and now - self._last >= QUIET

    # ---- sequences

    def _sequence(self, data: bytes, place: int, found: list[Message]) -> int | None:
        """Parse the sequence at `place`; returns the index after it, None if it is incomplete."""
        following = data[place + 1 : place + 2]
        if not following:
            return None
        if following[0] == ESC:  # the escape key, then something else
            found.append(events.Key("escape", "\x1b"))
            return place + 1
        if following == b"[":
            return self._control_sequence(data, place, found)
        if following == b"O" and len(data) < place + 3:
            return None
        if shifted := SHIFTED.match(data, place):
            found += self._read(shifted[0].decode("ascii"), retype=False)
            return shifted.end()
        if string := STRING.match(data, place):  # a terminal's report that nobody requested
            return None if string.end() == len(data) and string[1] is None else string.end()
        if following[0] < 0x20 or following[0] > 0x7E:
            found.append(events.Key("escape", "\x1b"))
            return place + 1
        found += self._read(data[place : place + 2].decode("ascii"), retype=True)
        return place + 2

    def _control_sequence(self, data: bytes, place: int, found: list[Message]) -> int | None:
        before = len(found)
        end = self._control_sequence_to_its_end(data, place, found)
        if end is not None and self._mended:
            self._mended = False
            unknown = len(found) == before and self._paste is None
            if unknown and not data.startswith(MOUSE, place):
                found += self._typed(data[place + 1 : end].decode("ascii"))
        return end

    def _control_sequence_to_its_end(self, data: bytes, place: int, found: list[Message]) -> int | None:
        if data.startswith(START, place):
            self._begin_paste(marked=True)
            return place + len(START)
        if data.startswith(STOP, place):
            self._doubtful_until = 0.0
            return place + len(STOP)
        if mouse := OLD_MOUSE.match(data, place):
            unfinished = mouse.end() == len(data) and len(mouse[0]) < OLD_MOUSE_LENGTH
            return None if unfinished else mouse.end()
        whole = CSI.match(data, place)
        assert whole is not None
        if whole[1] is None:
            return None if whole.end() == len(data) else whole.end()  # ended by a byte that can't be part of it
        if not _not_taken(whole[0]):
            found += self._read(whole[0].decode("ascii"), retype=False)
        return whole.end()

    def _read(self, sequence: str, *, retype: bool) -> list[Message]:
        try:
            found = self._keys.read(sequence, retype=retype)
        except Exception:  # noqa: BLE001 - a parser that failed at one sequence must not end the program
            self._keys = _Keys()
            return []
        return [message for message in found if not _unwritable(message)]

    # ---- plain text

    def _plain(self, data: bytes, found: list[Message], *, ends: bool) -> None:
        """`ends`: the end bracket of a paste follows."""
        if not self._is_pasted(data, ends):
            found += self._typed(self._decoder.decode(data))
            return
        found += self._typed(self._decoder.decode(b"", final=True))
        self._begin_paste(marked=False)
        self._keep(data)
        if ends:
            found += self._end_of_paste()

    def _is_pasted(self, data: bytes, ends: bool) -> bool:
        """Whether plain text outside brackets is from a paste: its brackets were lost, or it came too fast."""
        if len(data) >= UNMARKED:
            return True
        if not TEXT.fullmatch(data):
            return False
        doubtful = self._last < self._doubtful_until
        if ends and (doubtful or BREAK.search(data)):
            return True
        if doubtful and len(data) > SINGLE_KEYS:
            return True
        return len(data) > TYPED_AT_ONCE and BREAK_WITHIN.search(data) is not None

    def _typed(self, text: str) -> list[Message]:
        return self._read(text, retype=True) if text else []


def _is_command(data: bytes) -> bool:
    return len(data) == 1 and data[0] < 0x20 and data not in (b"\t", b"\r", b"\n", b"\x1b")


def _not_taken(sequence: bytes) -> bool:
    """Whether it has absurdly large numbers, or tells the window's size."""
    return re.search(rb"\d{6}", sequence) is not None or WINDOW.fullmatch(sequence) is not None


def _unwritable(message: Message) -> bool:
    """Whether it is a key for a lone surrogate."""
    return isinstance(message, events.Key) and any("\ud800" <= c <= "\udfff" for c in message.character or "")
