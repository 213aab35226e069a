"""Baselines on a terminal: bare Textual apps with as many widgets in the same places.

`python bare.py empty|panes|library|line|filing [FILE]`. What one moves through is an `OptionList`, the line
an `Input`, and all else text.
"""

from __future__ import annotations

import os
import sys

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

SAID = "FACT  Testa was at school all week, said the head; the week before she missed two days.  Sam Okafor, School"


def _use_pydantic() -> None:
    """Define and use one model, so that an app that shows records has all of pydantic in its floor."""
    from pydantic import BaseModel

    class Model(BaseModel):
        a: int

    Model(a=1)


class Empty(App[None]):
    """An app that shows one word."""

    def compose(self) -> ComposeResult:
        yield Static("Empty but for this")


class Panes(App[None]):
    """The live meeting's layout: 20 widgets, including those hidden at this size, with as much text."""

    CSS = """
    #status, #line-row, #keys, #title { height: 1; }
    #hints { height: 2; }
    #body, #rows, #columns { height: 1fr; }
    #rail { width: 28; padding: 1; }
    #pane { width: 1fr; padding: 1 0 0 1; }
    #title { margin: 0 2 1 1; }
    #panel { width: 32; padding: 1 0 0 0; }
    #dock { height: 4; border-top: solid grey; }
    #sign { width: 3; }
    #line { width: 1fr; height: 1; border: none; padding: 0; }
    #preview { height: 2; }
    #columns, #listener, #too-small { display: none; }
    """

    def compose(self) -> ComposeResult:
        _use_pydantic()
        yield Static("Bristol · Planning meeting   part 1   saved 14:02   5 to mend", id="status")
        yield Static("Press f for a fact, s for a strength.  Enter files it.", id="hints")
        with Horizontal(id="body"):
            yield self.listing("rail", [f"{n:>2} An item\n   10 min" for n in range(1, 13)])
            with Vertical(id="pane"):
                yield Static("6  What is new", id="title")
                with Horizontal(id="columns"):
                    for _ in range(3):
                        yield Static()
                yield self.listing("rows", [f"F{n:<4}{SAID}" for n in range(1, 301)])
            yield self.listing("panel", ["For the chair", *["Ask each agency in turn what it knows."] * 12])
        with Vertical(id="dock"):
            with Horizontal(id="line-row"):
                yield Static("›", id="sign")
                yield Input(placeholder="/ to type", id="line")
            yield Static("Nothing typed", id="preview")
        yield Static("/ type   ] next item   C close   P who is here   M minutes   F1 help", id="keys")
        yield Static(id="listener")
        yield Static(id="too-small")

    def listing(self, id_: str, texts: list[str]) -> Widget:
        """One of the three lists: the agenda, 300 records, the prompts."""
        return OptionList(*texts, id=id_, compact=True)


class Library(App[None]):
    """The library's layout: 7 widgets with as much text."""

    CSS = """
    #top, #said, #keys { height: 1; }
    #meetings { height: 1fr; margin: 1 0 0 0; }
    #find, #empty, #starts { display: none; }
    """

    def compose(self) -> ComposeResult:
        _use_pydantic()
        yield Static("Meetings                                        10 open, 10 in all", id="top")
        yield Input(id="find")
        yield Static(
            "\n".join(f"Planning meeting {n}\nThu 3 Dec 2026 · K. · Bristol" for n in range(18)), id="meetings"
        )
        yield Static(id="empty")
        yield Input(id="starts")
        yield Static(id="said")
        yield Static("enter open   n new   / find   F1 help   ctrl+q leave", id="keys")


class Line(App[None]):
    """An input."""

    def compose(self) -> ComposeResult:
        yield Input()


class Filing(Panes):
    """Enter appends the line to a file with fsync, and to the text in the pane, which shows its end."""

    def listing(self, id_: str, texts: list[str]) -> Widget:
        return Static("\n".join(texts[:20]), id=id_)

    def on_mount(self) -> None:
        self._file = os.open(sys.argv[2], os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        self._said: list[str] = []
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        os.write(self._file, message.value.encode().ljust(500) + b"\n")
        os.fsync(self._file)
        self._said.append(f"F{len(self._said):<4}{message.value}")
        self.query_one("#rows", Static).update("\n".join(self._said[-15:]))
        message.input.value = ""


APPS = {"empty": Empty, "panes": Panes, "library": Library, "line": Line, "filing": Filing}

if __name__ == "__main__":
    APPS[sys.argv[1]]().run()
