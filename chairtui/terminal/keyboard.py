"""Terminal input: bytes in, Textual's events out, whatever the bytes are.

Textual decodes strictly, gives a sequence up after a tenth of a second and types what it doesn't know. Here bytes that
aren't UTF-8 are read as Windows-1252, sequences may arrive in pieces, unknown ones are dropped, and a paste is bounded
while it is read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from time import monotonic

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

LONGEST_PASTE = 1_000_000
"""Characters that are taken of one paste. Of a longer one a little more is kept, which shows that it is."""
KEEP = LONGEST_PASTE * 4 + 4
"""Bytes kept of a paste, so that what is too long in characters still is."""
UNMARKED = 3_500
"""Bytes of plain text in one read, close to all that a terminal holds: a paste that nothing marks."""
ESCAPE_AFTER = 0.1
"""Seconds until a lone ESC is the key."""
SEQUENCE_WITHIN = 1.0
"""Seconds within which the rest of a sequence is waited for."""
PASTE_WITHIN = 0.8
"""Seconds within which more of a paste is waited for; its end may never come."""
QUIET = 0.1
"""Seconds without a byte that end a paste without marks."""
DOUBTFUL_FOR = 10.0
"""Seconds after a paste was given up during which several lines at once are taken for more of it."""
ESC = 0x1B
START, STOP = b"\x1b[200~", b"\x1b[201~"
LATIN = "chairtui.windows-1252"
CSI = re.compile(rb"\x1b\[(?:\[?[\x30-\x3f]*[\x20-\x2f]*)([\x40-\x7e])?")
STRING = re.compile(rb"\x1b[P\]_^](?=[0-9+$!>])[^\x00-\x1f]{0,1000}(\x07|\x1b\\)?")
REMNANT = re.compile(rb"\[(?:2\Z|20\Z|20[01]~?|<\d)")
"""A paste's mark or the mouse, whose ESC came so long before that it was taken for the key."""
WINDOW = re.compile(rb"\x1b\[48;(\d+);(\d+)(?:;\d+){2}t")
LARGEST_WINDOW = 1_000
MOUSE = b"\x1b[<"
OLD_MOUSE = re.compile(rb"\x1b\[M[\x20-\xff]{0,3}")
OLD_MOUSE_LENGTH = 6
"""Bytes of a mouse report of the oldest kind, which ends in a button and a place that may be no characters."""
SHIFTED = re.compile(rb"\x1bO[\x40-\x7e0-9]")


def _as_windows_1252(problem: UnicodeError) -> tuple[str, int]:
    assert isinstance(problem, UnicodeDecodeError)
    return problem.object[problem.start : problem.end].decode("cp1252", "replace"), problem.end


codecs.register_error(LATIN, _as_windows_1252)


class _Keys(XTermParser):
    """Textual's parser, which is given one whole sequence at a time."""

    @property
    def _within(self) -> bool:
        """Whether it waits for more of a sequence."""
        return self._awaiting.timeout is not None

    def _give_up(self) -> list[Message]:
        self._timeout_time = 0.0
        return list(self.tick())

    def read(self, whole: str, *, retype: bool) -> list[Message]:
        """What it means; where that is nothing known, its characters as keys (`retype`) or nothing."""
        found = list(self.feed(whole))
        if self._within:
            given_up = self._give_up()
            return [*found, *given_up] if retype else found
        return found


class Keyboard:
    """What a terminal sends, read piece by piece. `tick` gives what has become clear by nothing more coming."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._keys = _Keys()
        self._decoder = codecs.getincrementaldecoder("utf-8")(LATIN)
        self._held = b""
        """The start of a sequence whose rest hasn't come."""
        self._paste: bytearray | None = None
        self._marked = False
        """Whether a mark began the paste, and one will end it."""
        self._dropped = 0
        self._last = -DOUBTFUL_FOR
        """When something last came."""
        self._escaped = -SEQUENCE_WITHIN
        """When ESC was last given as a key."""
        self._mended = False
        """Whether that key was put back before what seemed to belong to it."""
        self._doubtful_until = 0.0

    @property
    def due(self) -> float | None:
        """Seconds until `tick` has something to do; None while nothing is waited for."""
        wait = self._wait
        return None if wait is None else max(self._last + wait - self._clock(), 0.0)

    @property
    def _wait(self) -> float | None:
        if self._paste is not None:
            return PASTE_WITHIN if self._marked else QUIET
        if self._held:
            return ESCAPE_AFTER if len(self._held) == 1 else SEQUENCE_WITHIN
        return ESCAPE_AFTER if self._decoder.getstate()[0] else None

    def feed(self, data: bytes, *, waited: bool = False) -> list[Message]:
        """What these bytes, and those before them, mean so far. `waited`: they had to wait to be read, so that many at
        once are no sign of a paste."""
        self._last, found = self._clock(), list[Message]()
        if self._paste is not None and _is_command(data):
            found += self._end_of_paste()  # nobody pastes a control character by itself: its end got lost
        data, self._held = self._held + data, b""
        if self._last - self._escaped < SEQUENCE_WITHIN and REMNANT.match(data):
            data, self._mended = bytes([ESC]) + data, True
        self._escaped = -SEQUENCE_WITHIN
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
                self._plain(data[place:end], found, waited)
                place = end
        return found

    def tick(self) -> list[Message]:
        """What time has settled."""
        wait = self._wait
        if wait is None or self._clock() - self._last < wait:
            return []
        if self._paste is not None:
            if self._marked:
                self._doubtful_until = self._clock() + DOUBTFUL_FOR
            return self._end_of_paste()
        held, self._held = self._held, b""
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
        """Take what belongs to the paste; the place after it."""
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
            return end + len(STOP)
        # The mark at its end may have come in part.
        part = next((size for size in range(len(STOP) - 1, 0, -1) if data.endswith(STOP[:size], place)), 0)
        self._keep(data[place : len(data) - part])
        self._held = data[len(data) - part :] if part else b""
        return len(data)

    def _keep(self, data: bytes) -> None:
        assert self._paste is not None
        self._paste += data[: KEEP - len(self._paste)]

    def _end_of_paste(self) -> list[Message]:
        assert self._paste is not None
        self._keep(self._held)
        text = self._paste.decode("utf-8", LATIN).replace("\x00", "")
        self._paste, self._held = None, b""
        return [events.Paste(text)] if text else []

    # ---- sequences

    def _sequence(self, data: bytes, place: int, found: list[Message]) -> int | None:
        """Read the sequence that begins there; the place after it, None where its rest hasn't come."""
        following = data[place + 1 : place + 2]
        if not following:
            return None
        if following[0] == ESC:  # the key, then something else
            found.append(events.Key("escape", "\x1b"))
            return place + 1
        if following == b"[":
            return self._control_sequence(data, place, found)
        if following == b"O" and len(data) < place + 3:
            return None
        if shifted := SHIFTED.match(data, place):
            found += self._read(shifted[0].decode("ascii"), retype=False)
            return shifted.end()
        if string := STRING.match(data, place):  # a terminal's answer to what nobody asked
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
            return place + len(STOP)
        if mouse := OLD_MOUSE.match(data, place):
            unfinished = mouse.end() == len(data) and len(mouse[0]) < OLD_MOUSE_LENGTH
            return None if unfinished else mouse.end()
        whole = CSI.match(data, place)
        assert whole is not None
        if whole[1] is None:
            return None if whole.end() == len(data) else whole.end()  # broken off by what can't be in one
        if not _beyond_bounds(whole[0]):
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

    def _plain(self, data: bytes, found: list[Message], waited: bool) -> None:
        doubtful = self._clock() < self._doubtful_until and len(data) > 2 and bool(re.search(rb"[\r\n].", data))
        if doubtful or (len(data) >= UNMARKED and not waited):
            found += self._typed(self._decoder.decode(b"", final=True))
            self._begin_paste(marked=False)
            self._keep(data)
            return
        found += self._typed(self._decoder.decode(data))

    def _typed(self, text: str) -> list[Message]:
        return self._read(text, retype=True) if text else []


def _is_command(data: bytes) -> bool:
    return len(data) == 1 and data[0] < 0x20 and data not in (b"\t", b"\r", b"\n", b"\x1b")


def _beyond_bounds(sequence: bytes) -> bool:
    """Whether it has numbers no terminal sends, or a window no screen has."""
    if re.search(rb"\d{6}", sequence):
        return True
    window = WINDOW.fullmatch(sequence)
    return window is not None and not all(1 <= int(side) <= LARGEST_WINDOW for side in window.groups())


def _unwritable(message: Message) -> bool:
    """Whether it is a key for half a character."""
    return isinstance(message, events.Key) and any("\ud800" <= c <= "\udfff" for c in message.character or "")
