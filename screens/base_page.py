"""Base classes of screens: `DismissOnce`, and `Page` with a heading, a body, a message line and a key footer."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult, RenderResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.keys import key_to_character
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Static

from chairtui.words import bindings as words
from chairtui.words import screens as said_on_screens
from screens.text_layout import fit

LAST = ("esc", "F1")
"""The keys that are shown whatever the width: the way back, and help."""
READING_TIME = 0.4
"""Seconds after a question is painted in which nobody can have read it; keys pressed by then were meant for something
else."""


class KeyFooter(Widget):
    """The bindings available now, as many as fit. Labels are shortened before one is left out; help is always last.
    Each can be clicked."""

    changed: reactive[int] = reactive(0)

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._again)

    def _again(self, _screen: Screen[object]) -> None:
        self.changed += 1

    def render(self) -> RenderResult:
        bound = list(useful(self.screen))
        found = self._short_enough([(self.app.get_key_display(b), b.description, b.key) for b in bound], bound)
        pressed = {(key, label): name for key, label, name in found}
        shown = list({label: (key, label) for key, label, _ in reversed(found)}.values())[::-1]
        helps = [pair for pair in shown if pair[0] in LAST]
        rest = [pair for pair in shown if pair not in helps]
        room = self.size.width + 2 - sum(len(k) + len(label) + 3 for k, label in helps)
        line = Text(no_wrap=True, end="")

        def add(key: str, label: str) -> None:
            click = Style.from_meta({"@click": f"app.simulate_key('{pressed[key, label]}')"})
            line.append(key, Style(bold=True) + click).append(f" {label}", click).append("  ")

        for key, label in rest:
            if line.cell_len + len(key) + len(label) + 3 > room:
                break
            add(key, label)
        for key, label in helps:
            add(key, label)
        return line

    def _short_enough(self, found: list[tuple[str, str, str]], bound: Sequence[Binding]) -> list[tuple[str, str, str]]:
        """Replace labels by their short forms, longest first, until all fit or none is left to shorten."""
        too_much = sum(len(key) + len(label) + 3 for key, label, _ in found) - 2 - self.size.width
        for place in sorted(range(len(found)), key=lambda n: -len(found[n][1])):
            key, label, name = found[place]
            id_ = bound[place].id or ""
            short = words.SHORT.get(id_, label) if label == words.COMMANDS.get(id_, ("",))[0] else label
            if too_much > 0:
                too_much -= len(label) - len(short)
                found[place] = (key, short, name)
        return found


def useful(screen: Screen[object]) -> Iterable[Binding]:
    """The bindings to show in the footer: those that a focused field would not consume as text."""
    focused = screen.focused
    for active in screen.active_bindings.values():
        binding = active.binding
        if not binding.show or not active.enabled:
            continue
        typed = key_to_character(binding.key)
        if focused is not None and active.node is not focused and focused.check_consume_key(binding.key, typed):
            continue
        label = binding.description
        if isinstance(screen, DismissOnce):
            label = screen.footer_label(binding.id or "", label)
        if label:
            yield replace(binding, description=label)


class DismissOnce(Screen[ScreenResultType]):
    """A screen that ignores a second dismissal, and tells `TypeAhead` when it takes keys."""

    mounted = False
    """Whether its own `on_mount` has run."""
    styled_as_mounted: ClassVar[bool] = False
    """Whether its style sheet is read before it is mounted, so that its widgets need no second styling when it is first
    shown. Others' widgets may have been styled before their sheet was there (seen on Python 3.13)."""
    shown_before = False
    """Whether it was shown before: False while it handles its first `ScreenResume`."""
    holds_keys = False
    """Set while keys have to wait, such as between two steps of a form."""
    takes_keys_from = 0.0
    """The time, as events count it, from which keys are for this screen. `TypeAhead` keeps those pressed before it for
    the screen below."""
    answered_from = 0.0
    """The time, as events count it, from which keys answer a question that an earlier answer has opened. `TypeAhead`
    holds those pressed before it until the person says what becomes of them."""

    def question_opened(self, painted: float | None = None) -> None:
        """Take keys for a question that has just opened once a person can have read it, from when it was painted."""
        self.answered_from = (Message().time if painted is None else painted) + READING_TIME

    def begins_answer(self, event: events.Key | events.Paste) -> bool:
        """Whether this key or paste would begin the answer to the question that has just opened."""
        return isinstance(event, events.Paste) or event.is_printable or event.key == "enter"

    @property
    def takes_text_directly(self) -> bool:
        """Whether letters and pastes need not wait for one another just now; other keys always do."""
        return False

    @on(events.Mount)
    def _set_mounted(self) -> None:
        self.mounted = True

    @on(events.ScreenResume)
    def _set_shown(self, event: events.ScreenResume) -> None:
        """Textual works out all styles again when a screen is shown, and so twice for one that was just mounted."""
        event.refresh_styles = self.shown_before or not self.styled_as_mounted
        self.shown_before = True

    def get_selected_text(self) -> str | None:
        """The text chosen with the mouse, None if it is no longer there: Textual (8.2.8) raises where a widget has
        become shorter since."""
        with suppress(IndexError):
            return super().get_selected_text()
        return None

    def footer_label(self, _command: str, label: str, /) -> str:
        """What the footer calls a command just now, its own `label` by default; "" leaves the command out."""
        return label

    def keep_half_typed(self) -> None:
        """Keep what is half typed; called before the program ends."""

    def say(self, words: str, /) -> None:
        """Show a message in the screen's message line."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Dismiss with a result; does nothing if the screen was dismissed already or another one is above it."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class Page(DismissOnce[ScreenResultType]):
    """A page with a heading. Its message stays above the footer until the next one."""

    HEADING: ClassVar[str] = ""
    CHOOSING: ClassVar[str] = said_on_screens.CHOOSES
    """The footer's label for enter on the marked row; "" if it does nothing."""

    LEADS_ON: ClassVar[Sequence[str]] = ()
    """Actions that lead to another screen or step. They set `holds_keys`; the page resets it where nothing follows."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = (self.HEADING, "")
        self._message = ""

    def footer_label(self, command: str, label: str, /) -> str:
        return self.CHOOSING if command == "choose" else label

    def compose(self) -> ComposeResult:
        self._fit()
        yield Static(id="page-top", markup=False)
        yield from self.compose_body()
        yield Static(id="page-message", markup=False)
        yield KeyFooter(id="page-keys")

    def _fit(self) -> None:
        """Set the breakpoint classes before the first paint, not only at the first resize."""
        width, height = self.app.size
        for room, steps in ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)):
            self.add_class(*[name for least, name in steps or () if room >= least][-1:])

    def leads_on(self, key: events.Key) -> bool:
        """Whether a key is bound to one of `LEADS_ON`, and isn't text for the focused widget."""
        bound, focused = self.active_bindings.get(key.key), self.focused
        if bound is None or not bound.enabled or bound.binding.action not in self.LEADS_ON:
            return False
        return focused is None or bound.node is focused or not focused.check_consume_key(key.key, key.character)

    def compose_body(self) -> ComposeResult:
        """The widgets between the heading and the message line."""
        yield from ()

    def head(self, heading: str = "", right: str = "") -> None:
        """Set the heading, and the summary at its right."""
        self._heading = (heading or self.HEADING, right)
        self._show_heading()

    def _show_heading(self) -> None:
        left, right = self._heading
        width = max(self.size.width - 4, 10)
        spare = max(width - cell_len(left) - 2, 0)
        shown = right if cell_len(right) <= spare else fit(right, spare)
        line = f"{fit(left, max(width - cell_len(shown) - 2, 0))}  {shown}" if shown else fit(left, width)
        for top in self.query("#page-top").results(Static):  # none where the page is closed as it opens
            top.update(Text(line.rstrip(), no_wrap=True))

    def on_resize(self) -> None:
        self._show_heading()

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Show a message; `wrong` marks it as an error."""
        try:
            said = self.query_one("#page-message", Static)
        except NoMatches:
            return
        self._message = words
        said.set_class(wrong, "-wrong")
        said.update(Text(words))

    @property
    def message(self) -> str:
        """The message shown now."""
        return self._message

    def action_back(self) -> Awaitable[None] | None:
        """Go back a step, or leave the page."""
        self.dismiss(None)
        return None
