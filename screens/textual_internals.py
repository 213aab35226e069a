"""Adapter for the private parts of Textual that the screens rely on: no other module of theirs names one.

Each has its reason beside it, and `tests/ui/test_textual_internals.py` fails where Textual changes one.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.command import CommandList, CommandPalette
from textual.css.query import NoMatches
from textual.errors import NoWidget
from textual.filter import Monochrome, NoColor
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Select
from textual.widgets._select import SelectOverlay


def paint_now(screen: Screen[Any], widgets: Iterable[Widget]) -> None:
    """Paint these widgets now instead of on the screen's next update timer.

    Textual checks each widget on idle and paints on a 1/60 s timer. From enter to the filed row on a terminal, 300
    records, 40 alternating pairs: 37 ms with this, 46 ms without.
    """
    for widget in widgets:
        if widget._repaint_required:
            widget._repaint_required = False
            screen._dirty_widgets.add(widget)
    screen._on_timer_update()


def fit_no_color(app: App[Any]) -> None:
    """Make NO_COLOR fit the theme. Textual decides that once, for the theme it starts with, and its greys turn the
    terminal's own text and background both into black."""
    if app.no_color:
        fitting = NoColor() if app.native_ansi_color else Monochrome()
        app._filters[:] = [fitting if isinstance(f, NoColor | Monochrome) else f for f in app._filters]


def forward_event(widget: Widget, event: events.Event) -> None:
    """Hand an input event to a widget, marked as forwarded so that the app doesn't dispatch it again."""
    widget._forward_event(event)


def has_priority(screen: Screen[Any], key: str) -> bool:
    """Whether a binding with priority takes this key. A modal screen hides the app's other bindings, not those."""
    return any(
        binding.priority for _, bindings in screen._binding_chain for binding in bindings.key_to_bindings.get(key, ())
    )


def focus_as_opened(screen: Screen[Any]) -> None:
    """Focus what a screen begins with, unless something is focused. Textual leaves that out for a screen that is opened
    while another window has the focus, and doesn't make up for it."""
    screen._update_auto_focus()


class Unpainted(Screen[None]):
    """A screen that is never laid out or painted: one that is fully covered need not refresh the compositor above."""

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay out nothing."""

    def _compositor_refresh(self) -> None:
        """Paint nothing."""


class SteadyInput(Input):
    """An `Input` whose value changes without a layout of the whole screen, and that keeps the focus while hidden.

    Textual lays the screen out at each letter. From a key to its letter on a terminal, 1,000 records, 404 alternating
    pairs: 12 ms at the median and 44 at p99 with this, 24 and 61 without.
    """

    def _watch_value(self, value: str) -> None:
        self.set_reactive(Widget.virtual_size, Size(self.content_width, 1))  # pyright: ignore[reportArgumentType]
        self._suggestion = ""
        self.post_message(self.Changed(self, value, None))
        if self._initial_value:
            self.cursor_position = len(value)
            self._initial_value = False
        else:
            self.selection = self.selection

    def _on_hide(self, event: events.Hide) -> None:
        """Textual blurs a hidden widget; what is typed while a window is too small would then be commands."""
        event.prevent_default()


class SafeSelectOverlay(SelectOverlay):
    """A list of choices that may be paged before it is laid out."""

    def action_page_up(self) -> None:
        with suppress(KeyError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call]


class SafeSelect(Select[str]):
    """A `Select` that may be removed before its overlay is mounted."""

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if isinstance(widget, SelectOverlay):
                widget = SafeSelectOverlay(self._type_to_search).data_bind(compact=Select.compact)
            yield widget

    def _setup_options_renderables(self) -> None:
        if self.query(SelectOverlay):
            super()._setup_options_renderables()


class SafeCommandList(CommandList):
    """A list of commands that ignores a click on a row that has gone since it was painted."""

    async def _on_click(self, event: events.Click) -> None:
        row = event.style.meta.get("option")
        if row is not None and row >= self.option_count:
            event.stop()
            event.prevent_default()


class SafeCommandPalette(CommandPalette):
    """A palette whose list may be paged before it is laid out, and that may be closed while it gathers commands. A
    click where nothing is, as in a window that became smaller meanwhile, is ignored."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)

    def _watch__list_visible(self) -> None:
        with suppress(NoMatches):
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        with suppress(NoMatches):
            await super()._watch__show_busy()

    def _on_click(self, event: events.Click) -> None:  # type: ignore[override]
        try:
            self.get_widget_at(event.screen_x, event.screen_y)
        except NoWidget:
            event.prevent_default()
