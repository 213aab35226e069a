"""The steps of an episode: keys, pastes, broken sequences, sizes, signals, all drawn from one seed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

NAMED = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "left": b"\x1b[D",
    "right": b"\x1b[C",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "delete": b"\x1b[3~",
    "backspace": b"\x7f",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    **{f"ctrl+{letter}": bytes([ord(letter) - 96]) for letter in "abcdefgknprstuvwxyz"},
}
REPEATING = ("up", "ctrl+v")
"""Keys that bring back what was filed, or put in again what was cut."""
LETTERS = "snrfohdaqPCMALTxuUvjkgG/[]!1234567890@: zé日£byfor"
BROKEN = (
    b"\xa3",
    b"\xe9t\xe9",
    b"\xff\xfe\xfd",
    b"\xe6\x97",
    b"\x1b[M !!",
    b"\x1b[M\xa3\xff\xc3",
    b"\x1b[M",
    b"\x1b[<35;14;",
    b"\x1b[<0;9999999999;3M",
    b"\x1b[32;20;10M",
    b"\x1b[?1;2c",
    b"\x1b[?2026;0$y",
    b"\x1b[?2048;2$y",
    b"\x1b[48;90000;90000;1;1t",
    b"\x1b[14;4R",
    b"\x1b]11;rgb:0000/0000/0000\x07",
    b"\x1b]11;rgb:00",
    b"\x1bP>|xterm(390)\x1b\\",
    b"\x1b[99999999999999;5u",
    b"\x1b[",
    b"\x1bO",
    b"\x1b[1;",
    b"\x1b\x1b[",
    b"\x1b[200~",
    b"\x1b[201~",
    b"\x1b[I",
    b"\x1b[O",
    b"\x00\x00",
)
SIZES = ((120, 40), (80, 24), (40, 12))
ODD_SIZES = ((1, 1), (39, 11), (200, 60), (60, 20))
TOKEN = re.compile(r"zq\d{4}x")
START, STOP = b"\x1b[200~", b"\x1b[201~"


@dataclass(frozen=True)
class Deed:
    """Bytes that are sent one after another, each after a pause; or a size that the window is given."""

    name: str
    sent: tuple[tuple[float, bytes], ...] = ()
    size: tuple[int, int] | None = None


@dataclass
class Hand:
    """Draws steps from a seed. Every line it sends has unique text."""

    random: Random
    size: tuple[int, int]
    said: list[str] = field(default_factory=list)
    repeats: bool = False
    """Whether it may press what brings back a line that was filed, which enter then files a second time."""

    def token(self) -> str:
        """A unique text."""
        self.said.append(f"zq{len(self.said):04}x")
        return self.said[-1]

    def deed(self) -> Deed:
        draws: tuple[tuple[int, Callable[[], Deed]], ...] = (
            (50, self.keys),
            (14, self.mouse),
            (12, self.broken),
            (10, self.lines),
            (5, self.paste_in_pieces),
            (4, self.large_paste),
            (8, self.resize),
            (4, self.unmarked_paste),
        )
        return self.random.choices([draw for _, draw in draws], [weight for weight, _ in draws])[0]()

    def keys(self) -> Deed:
        """Keys at once, or at typing speed."""
        pause = self.random.choice((0.0, 0.0, 0.02, 0.1))
        keys = []
        for _ in range(self.random.randint(3, 25)):
            if self.random.random() < 0.4:
                name = self.random.choice(list(NAMED))
                if self.repeats or name not in REPEATING:
                    keys.append((pause, NAMED[name]))
            else:
                keys.append((pause, self.random.choice(LETTERS).encode()))
        return Deed("keys", tuple(keys))

    def mouse(self) -> Deed:
        """The mouse moved and its buttons pressed, as SGR reports."""
        reports = []
        for _ in range(self.random.randint(1, 30)):
            button = self.random.choice((0, 2, 32, 35, 64, 65))
            x, y = self.random.randint(1, self.size[0]), self.random.randint(1, self.size[1])
            reports.append(b"\x1b[<%d;%d;%d%s" % (button, x, y, self.random.choice((b"M", b"m"))))
        return Deed("mouse", ((0.0, b"".join(reports)),))

    def broken(self) -> Deed:
        """Sequences that are cut off, late or of another kind of terminal, and bytes that aren't UTF-8."""
        chosen = self.random.choices(BROKEN, k=self.random.randint(1, 4))
        return Deed("broken", tuple((self.random.choice((0.0, 0.0, 0.15)), piece) for piece in chosen))

    def _lines(self, most: int) -> str:
        starts = ("f: ", "o: ", "r: ", "n: ", "s: ", "a: ", "d: ", "", "x: ")
        count = self.random.randint(2, most)
        return "\n".join(f"{self.random.choice(starts)}said {self.token()} of it" for _ in range(count))

    def lines(self) -> Deed:
        """Several lines pasted; mostly enter after them, sometimes twice, sometimes more keys at once."""
        after = self.random.choice((b"\r", b"\r", b"\r\r", b"\x1b", b"/f: more\r", b""))
        marked = START + self._lines(120).encode() + STOP
        return Deed("lines", ((0.0, b"/"), (0.05, marked), (self.random.choice((0.0, 0.1)), after)))

    def unmarked_paste(self) -> Deed:
        """Several lines from a terminal that doesn't mark a paste."""
        text = self._lines(60).replace("\n", "\r").encode()
        return Deed("unmarked paste", ((0.0, b"/"), (0.05, text)))

    def paste_in_pieces(self) -> Deed:
        """A paste whose marks and text come in pieces, as over a slow line."""
        whole = START + self._lines(6).encode() + STOP
        cuts = sorted({*self.random.sample(range(1, len(whole)), 4), 1, len(whole) - 3})
        pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True) if start < end]
        return Deed("paste in pieces", ((0.0, b"/"), *((0.3, piece) for piece in pieces)))

    def large_paste(self) -> Deed:
        """Up to a megabyte, in one line or in thousands, marked or not."""
        size = self.random.choice((20_000, 100_000, 300_000, 1_000_000))
        text = "f: word words " * (size // 14)
        if self.random.random() < 0.5:
            text = text.replace("f: ", "\nf: ")
        marked = self.random.random() < 0.8
        whole = START + text.encode() + STOP if marked else text.replace("\n", "\r").encode()
        return Deed(
            f"large paste of {size}{'' if marked else ', unmarked'}", ((0.0, b"/"), (0.05, whole), (0.2, b"\x1b"))
        )

    def resize(self) -> Deed:
        size = self.random.choice((self.size, *ODD_SIZES, *SIZES))
        return Deed("resize", size=size)
