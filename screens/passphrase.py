"""PassphraseScreen and ChangeScreen: forms that open an encrypted store, set its passphrase or change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import ScreenResume
from textual.screen import ScreenResultType
from textual.widgets import Input, Label, Static

from chairtui.journal.protocol import JournalError, WrongPassphrase
from chairtui.words import passphrase as words
from screens.bindings import PASSPHRASE, bindings
from screens.context import LockedStore
from screens.form_page import FormPage
from screens.widgets.one_line import FieldLine
from screens.widgets.sizes import HEIGHTS

Way = Literal["sealed", "plain"]
"""How a store was opened: with its passphrase, or unencrypted."""
SHORT = 12
"""Length below which a new passphrase is reported as short."""


class PassphraseField(Vertical):
    """A passphrase field: its label, a masked input and a message under it."""

    def __init__(self, name: str, label: str, *, seen: bool = False) -> None:
        super().__init__(id=f"secret-{name}", classes="secret")
        self._label = label
        self._seen = seen

    def compose(self) -> ComposeResult:
        yield Label(self._label, markup=False)
        yield FieldLine(password=not self._seen)
        yield Static(classes="under", markup=False)

    @property
    def typed(self) -> str:
        """The text typed."""
        return self.query_one(Input).value

    def under(self, text: str, *, wrong: bool = False) -> None:
        """Show a message under the input, "" for none; `wrong` marks an error."""
        message = self.query_one(".under", Static)
        message.update(f"! {text}" if wrong else text)
        message.set_class(wrong, "-wrong")


class PassphraseForm(FormPage[ScreenResultType]):
    """A form of passphrases. Enter goes to the next field and submits from the last; keys are derived in a worker."""

    CSS_PATH = "passphrase.tcss"
    AUTO_FOCUS = "Input"
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PASSPHRASE)]
    LEADS_ON = ("without", "back")

    def __init__(self) -> None:
        super().__init__()
        self.holds_keys = True
        self._shown = False
        self._result: ScreenResultType | None = None

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="form", can_focus=False):
            yield Static(id="about", markup=False)
            yield Vertical(id="secrets")

    async def ask(self, heading: str, about: str, *secrets: PassphraseField) -> None:
        """Replace the fields. Keys typed meanwhile go to the first new one."""
        self.holds_keys = True
        self.head(heading)
        self.say("")
        self.query_one("#about", Static).update(about)
        holder = self.query_one("#secrets", Vertical)
        await holder.remove_children()
        await holder.mount(*secrets)
        self._show_or_hide()
        self.set_focus(self.query_one(Input))
        self.refresh_bindings()
        self.holds_keys = False

    def secret(self, name: str) -> PassphraseField:
        """The field of that name."""
        return self.query_one(f"#secret-{name}", PassphraseField)

    # ---- beside the screen

    def try_out(self, attempt: Callable[[], str], result: ScreenResultType) -> None:
        """Run it in a worker; leave with `result` unless it returns an error message."""
        self.holds_keys = True
        for line in self.query(Input):
            line.disabled = True
        self.say(words.ONE_MOMENT)
        self._attempt(attempt, result)

    @work(thread=True, exclusive=True, group="read")
    def _attempt(self, attempt: Callable[[], str], result: ScreenResultType) -> None:
        try:
            wrong = attempt()
        except WrongPassphrase:
            wrong = words.WRONG
        except JournalError as problem:
            wrong = str(problem)
        self.app.call_from_thread(self._answer, wrong, result)

    def _answer(self, wrong: str, result: ScreenResultType) -> None:
        if not wrong:
            self._result = result
            self.dismiss(result)
            return
        for line in self.query(Input):
            line.disabled = False
        first = self.query_one(Input)
        if not self._shown:
            first.value = ""
        self.set_focus(first)
        self.say(wrong, wrong=True)
        self.holds_keys = False

    @on(ScreenResume)
    def _leave_late(self) -> None:
        """Leave once nothing is above it, if the store was opened meanwhile."""
        if self._result is not None:
            self.dismiss(self._result)

    # ---- shown or hidden

    def action_show_typed(self) -> None:
        self._shown = not self._shown
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        for secret in self.query(PassphraseField):
            secret.query_one(Input).password = not (self._shown or secret._seen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return False if action == "without" else super().check_action(action, parameters)


class PassphraseScreen(PassphraseForm[Way | None]):
    """Opens a store, or sets a new one's passphrase. Returns how, or None if cancelled."""

    HEADING = words.OPEN

    def __init__(self, locked_store: LockedStore) -> None:
        super().__init__()
        self._locked_store = locked_store
        self._without = False

    async def on_mount(self) -> None:
        await self._ask()

    async def _ask(self) -> None:
        store = self._locked_store.store
        if self._without:
            where = words.EXPOSED_DATABASE if self._locked_store.database else words.EXPOSED_FOLDER
            about = words.WITHOUT_ABOUT.format(store=store, where=where, word=words.WORD)
            await self.ask(words.WITHOUT, about, PassphraseField("word", words.WITHOUT_LABEL, seen=True))
        elif self._locked_store.new:
            fields = PassphraseField("first", words.FIRST), PassphraseField("again", words.AGAIN)
            kept = words.IN_DATABASE if self._locked_store.database else words.IN_FOLDER
            about = words.NEW_ABOUT.format(store=store, **kept)
            await self.ask(words.NEW, about, *fields)
        else:
            await self.ask(words.OPEN, words.OPEN_ABOUT.format(store=store), PassphraseField("known", words.PASSPHRASE))

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._locked_store.new and not self._without:
            say_of_new(self)

    def file(self) -> None:
        if self._without:
            if self.secret("word").typed.strip().lower() != words.WORD:
                self.say(words.NOT_THE_WORD.format(word=words.WORD), wrong=True)
                return
            self.try_out(lambda: self._open(None), "plain")
        elif not self._locked_store.new:
            typed = self.secret("known").typed
            if not typed:
                self.say(words.BLANK, wrong=True)
                return
            self.try_out(lambda: self._open(typed), "sealed")
        elif (chosen := chosen_anew(self)) is not None:
            self.try_out(lambda: self._open(chosen), "sealed")

    def _open(self, passphrase: str | None) -> str:
        self._locked_store.open(passphrase)
        return ""

    async def action_without(self) -> None:
        self._without = True
        await self._ask()

    async def action_back(self) -> None:
        if not self._without:
            self.dismiss(None)
            return
        self._without = False
        await self._ask()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "without":
            return self._locked_store.new and not self._without
        return super().check_action(action, parameters)


class ChangeScreen(PassphraseForm[bool | None]):
    """Changes the passphrase: asks for the current one, and twice for the new one. Returns True if changed."""

    HEADING = words.CHANGE

    def __init__(self, rekey: Callable[[str, str], None]) -> None:
        super().__init__()
        self._rekey = rekey

    async def on_mount(self) -> None:
        fields = (
            PassphraseField("old", words.OLD),
            PassphraseField("first", words.FIRST),
            PassphraseField("again", words.AGAIN),
        )
        await self.ask(words.CHANGE, words.CHANGE_ABOUT, *fields)

    @on(Input.Changed)
    def _typed(self) -> None:
        say_of_new(self)

    def file(self) -> None:
        old = self.secret("old").typed
        if (new := chosen_anew(self)) is not None:
            self.try_out(lambda: self._change(old, new), True)

    def _change(self, old: str, new: str) -> str:
        self._rekey(old, new)
        return ""


def say_of_new(form: PassphraseForm[ScreenResultType]) -> None:
    """Show under the new passphrase whether it is long enough, and under its repetition whether it matches so far."""
    first, again = form.secret("first"), form.secret("again")
    first.under("" if not first.typed else words.GOOD if len(first.typed) >= SHORT else words.SHORT)
    if again.typed:  # an error stays until it is typed again
        again.under(words.SAME_SO_FAR if again.typed == first.typed else "")


def chosen_anew(form: PassphraseForm[ScreenResultType]) -> str | None:
    """The new passphrase if both fields match; otherwise None, with a message."""
    first, again = form.secret("first"), form.secret("again")
    if not first.typed.strip():
        form.say(words.BLANK, wrong=True)
        form.set_focus(first.query_one(Input))
        return None
    if again.typed != first.typed:
        again.under(words.NOT_THE_SAME, wrong=True)
        line = again.query_one(Input)
        line.value = ""
        form.set_focus(line)
        return None
    return first.typed
