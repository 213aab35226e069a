"""CoverScreen and TooSmallScreen: screens that hide everything below them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input, Static

from chairtui.journal.protocol import JournalError
from chairtui.words import screens as words
from screens.base_page import DismissOnce
from screens.bindings import COVER, bindings
from screens.widgets.sizes import USABLE


class CoverScreen(DismissOnce[None]):
    """A blank screen. Enter removes it, if `unlocks` accepts the passphrase typed.

    `since`: the time, as events count it, of the key that called for it, by default now. Keys pressed before it are not
    for the cover: an enter still to be handled would take it away at once.
    """

    CSS_PATH = "cover.tcss"
    AUTO_FOCUS = ""  # without a passphrase there is nothing to focus, and no key has to wait for it
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COVER)]

    def __init__(self, unlocks: Callable[[str], bool] | None = None, since: float | None = None) -> None:
        super().__init__()
        self.takes_keys_from = Message().time if since is None else since
        self._unlocks = unlocks
        self._unlocked = False

    def compose(self) -> ComposeResult:
        yield Static(words.COVERED_LOCKED if self._unlocks else words.COVERED, id="covered", markup=False)
        if self._unlocks:
            yield Input(password=True, id="passphrase", select_on_focus=False)

    def on_mount(self) -> None:
        for typed in self.query(Input):
            self.set_focus(typed)

    def action_uncover(self) -> None:
        if self._unlocks is None:
            self.dismiss(None)

    @on(Input.Submitted)
    def _try(self, submitted: Input.Submitted) -> None:
        submitted.input.disabled = True
        self.query_one("#covered", Static).update(words.ONE_MOMENT)
        self._look(submitted.value)

    @work(thread=True, exclusive=True)
    def _look(self, passphrase: str) -> None:
        # Deriving the key is slow on purpose, so it runs in a worker.
        assert self._unlocks is not None
        try:
            said = "" if self._unlocks(passphrase) else words.NOT_THE_PASSPHRASE
        except JournalError as error:
            said = str(error)
        self.app.call_from_thread(self._answer, said)

    def _answer(self, said: str) -> None:
        if not said:
            self._unlocked = True
            self.dismiss(None)
            return
        typed = self.query_one(Input)
        typed.value = ""
        typed.disabled = False
        self.set_focus(typed)
        self.query_one("#covered", Static).update(said)

    def on_screen_resume(self) -> None:
        """Leave once nothing is above it, if the passphrase was accepted meanwhile."""
        if self._unlocked:
            self.dismiss(None)


class TooSmallScreen(DismissOnce[None]):
    """Shown while the terminal is too small."""

    CSS_PATH = "cover.tcss"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._covered = False

    def compose(self) -> ComposeResult:
        yield Static(words.TOO_SMALL, id="too-small", markup=False)

    def on_screen_suspend(self) -> None:
        self._covered = True

    def on_screen_resume(self) -> None:
        """Leave if the terminal has grown while another screen was above."""
        if self._covered and self.app.size.width >= USABLE[0] and self.app.size.height >= USABLE[1]:
            self.dismiss()
