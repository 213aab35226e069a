"""The Textual app: opens the first screen, and handles what all screens share."""

from __future__ import annotations

import asyncio
import gc
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import events, on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen

import screens
from chairtui.journal.protocol import JournalError, NoSuchMeeting
from chairtui.settings import BadSettings, exports_folder
from chairtui.shutdown import deadline, when_ended
from chairtui.words import screens as words
from chairtui.words import settings as settings_words
from chairtui.words.help import HELP
from screens import navigation
from screens.base_page import DismissOnce
from screens.bindings import EVERYWHERE, SUSPEND, spell
from screens.commands_here import COMMANDS_BY_ID, commands_here, palette_commands
from screens.context import AppContext, FirstRun, LockedStore, Newcomer
from screens.open_meeting import CannotOpen, Opened, open_meeting
from screens.textual_internals import fit_no_color
from screens.themes import THEMES
from screens.type_ahead import TypeAheadApp
from screens.widgets.sizes import USABLE

if TYPE_CHECKING:
    from chairtui.journal.session import Session
    from screens.passphrase import Way
    from screens.settings import SettingsScreen

AT_WORK = 10_000
"""Garbage collection threshold while the program runs, in objects."""
FEW_COLOURS = ("standard", "windows")
"""Colour systems, by Rich's names, of terminals with sixteen colours."""
NOTICES = 1.0
"""Interval in seconds at which the journal is asked for notices."""
SHEETS: list[str | PurePath] = [
    Path(screens.__file__).parent / name for name in ("app.tcss", "widgets/record_list.tcss", "live/screen.tcss")
]


def look_for(theme: str, color_system: str | None) -> str:
    """The theme to wear in a terminal of so many colours: with sixteen, fields and marks of the other looks would fall
    together with the ground, and only the terminal's own look draws them by lines."""
    return THEMES["terminal"].name if color_system in FEW_COLOURS else theme


class ChairApp(TypeAheadApp[None]):
    """Opens the library, or a `meeting` (its id). `keymap`: keys by command id; `theme`: a key of THEMES.

    `unlocks` checks the passphrase that the cover asks for; without it the cover asks for none. With a `locked_store`
    the passphrase is asked for first; `meeting` may then be any name of a meeting, resolved once the store is open.
    After `run`, `refused` is the error if there is no such meeting. With a `first_run` the user's name is asked for
    before anything is opened; `seat` then returns their context. The screen is covered after `cover_after` idle
    minutes; 0 disables it. After `run`, `failure` is a one-line error, "" after a normal exit.
    """

    TITLE = "chairtui"
    # With the meeting's style sheets: a screen that adds its own makes Textual parse all of them again.
    CSS_PATH = SHEETS
    BINDINGS: ClassVar[list[BindingType]] = [replace(c.binding, priority=c is not SUSPEND) for c in EVERYWHERE]

    def __init__(
        self,
        context: AppContext,
        meeting: str | None = None,
        keymap: Mapping[str, str] | None = None,
        theme: str = "dark",
        *,
        locked_store: LockedStore | None = None,
        first_run: FirstRun | None = None,
        seat: Callable[[Newcomer], AppContext] | None = None,
        unlocks: Callable[[str], bool] | None = None,
        cover_after: float = 0,
    ) -> None:
        super().__init__()
        self._locked_store = locked_store
        self._first_run = first_run
        self._seat = seat
        self._unlocks = unlocks
        self.refused: NoSuchMeeting | None = None
        self._cover_after = cover_after * 60
        self._touched = monotonic()
        self._input_at = 0.0
        """The time of the last input, as events count it."""
        self.context = context
        self.failure = ""
        self._first = meeting
        self.animation_level = "none"  # no animation, which is slow over a slow connection
        self._leaving = False
        self.times_told_to_leave: int | None = None if "leave" in (keymap or {}) else 0
        """How often ctrl+q was handled; None if another key quits."""
        for look in THEMES.values():
            self.register_theme(look)
        self.theme = THEMES.get(theme, THEMES["dark"]).name
        if keymap:
            self.set_keymap(dict(keymap))

    def on_mount(self) -> None:
        if self._driver is not None and not self._driver.is_headless and not self.is_web:
            self.theme = look_for(self.theme, self.console.color_system)
        fit_no_color(self)
        if self._driver is not None and not self._driver.is_headless and not hasattr(self._driver, "HEARS_SIGNALS"):
            self._leave_when_told()
        if self._locked_store is None:
            self._begin()
        else:
            self.push_screen(navigation.passphrase(self._locked_store), self._enter)

    def watch_theme(self) -> None:
        fit_no_color(self)

    def _enter(self, way: Way | None) -> None:
        """Continue once the store is open; exit if the user cancelled, or named an unknown meeting."""
        self._locked_store = None
        if way is None:
            self.exit()
            return
        if way == "plain":
            self._unlocks = None
        try:
            self._first = self._first and self.context.journal.resolve(self._first)
        except NoSuchMeeting as refused:
            self.refused = refused
            self.exit(return_code=1)
            return
        self._begin()

    def _begin(self) -> None:
        if self._first_run is not None and self.context.settings is not None:
            self.push_screen(navigation.welcome(self.context.settings, self._first_run), self._seated)
        else:
            self._open_first()

    def _seated(self, newcomer: Newcomer | None) -> None:
        if newcomer is not None and self._seat is not None:
            self.context = self._seat(newcomer)
        self._first_run = None
        self._open_first()

    def _open_first(self) -> None:
        if self._first is None or not self._open(self._first):
            self.push_screen(navigation.library(self.context))
        self.call_after_refresh(self._settle)
        self.set_interval(NOTICES, self.tell_notices)
        if self._cover_after:
            self._touched = monotonic()
            self.set_interval(NOTICES, self.cover_if_idle)

    def _leave_when_told(self) -> None:
        """Exit normally on signals, so that no meeting stays on the terminal."""
        when_ended(lambda number: self.exit(return_code=128 + number))

    def get_driver_class(self) -> type[Driver]:
        """Textual's own driver, except on a POSIX terminal."""
        found = super().get_driver_class()
        if sys.platform != "win32" and found.__name__ == "LinuxDriver":
            from chairtui.terminal.driver import TerminalDriver

            return TerminalDriver
        return found

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Exit, with a deadline for workers that are still running."""
        super().exit(result, return_code, message)
        if not self.is_headless:
            deadline.begin(return_code)

    def refresh_css(self, animate: bool = True) -> None:
        """Before the first screen, set only the theme's variables, so that the style sheets are parsed once."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def run(self, *args: Any, **options: Any) -> None:
        """As Textual's, but leave the event loop open at the end: closing it would wait for every worker thread."""
        super().run(*args, **{"loop": asyncio.new_event_loop(), **options})

    def _settle(self) -> None:
        """Freeze the objects of start-up, so that collections don't scan them and delay a key. New objects are still
        collected, in short pauses, so that memory doesn't grow in a long meeting. Nothing is collected first: that
        takes 30 ms before the first frame and finds next to nothing."""
        gc.freeze()
        gc.set_threshold(AT_WORK)

    def _open(self, meeting: str) -> bool:
        """Open a meeting; whether that succeeded. Shows a notification if not."""
        try:
            session, format_ = open_meeting(self.context, meeting)
        except (JournalError, CannotOpen) as problem:
            self.notify(str(problem), severity="error", timeout=20, markup=False)
            return False
        if len(self.screen_stack) == 1:  # Textual's default screen
            self.push_screen(navigation.library_placeholder(self.context))
        self._show_meeting(Opened(session, format_))
        return True

    @on(Opened)
    def _show_meeting(self, opened: Opened) -> None:
        """Show a meeting directly above the library, closing the screens between. An open one is returned to."""
        from screens.live.screen import LiveScreen

        above = self.screen_stack[2:]  # the first is Textual's default screen, the second the library
        open_already = [
            s for s in above if isinstance(s, LiveScreen) and s.session.meeting.id == opened.session.meeting.id
        ]
        leaving = above[above.index(open_already[0]) + 1 :] if open_already else above
        if any(getattr(screen, "unsaved", False) for screen in leaving):
            self.notify(words.UNSAVED_BELOW, severity="warning", timeout=8, markup=False)
            return
        for _ in leaving:
            self.pop_screen()
        if not open_already:
            self.push_screen(navigation.live(self.context, opened.session, opened.format))
            self._look_for_a_namesake(opened.session)

    def _look_for_a_namesake(self, session: Session) -> None:
        kept = self.context.line_drafts
        if kept is not None and session.role != "reader" and not kept.is_only_session(session.meeting.id):
            said = words.NAMESAKE.format(name=session.by)
            self.notify(said, severity="warning", timeout=20, markup=False)

    def tell_notices(self) -> None:
        """Show the journal's new notices."""
        for notice in self.context.journal.notices():
            self.notify(notice, severity="warning", timeout=30, markup=False)

    # ---- everywhere

    def action_cover(self) -> None:
        if self._locked_store is None and not any(
            type(screen).__name__ == "CoverScreen" for screen in self.screen_stack
        ):
            self.push_screen(navigation.cover(self._unlocks, self._input_at))

    def cover_if_idle(self) -> None:
        """Cover the screen after `cover_after` idle minutes."""
        if monotonic() - self._touched >= self._cover_after:
            self.action_cover()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent | events.Paste):
            if self._exit:
                return  # typed after the key that quits
            self._touched, self._input_at = monotonic(), event.time
        if isinstance(event, events.Paste) and not event.is_forwarded and self._refuses(event.text):
            return
        if isinstance(event, events.MouseDown):
            with suppress(AttributeError):  # Textual starts a selection in a widget that was just removed
                await super().on_event(event)
            return
        await super().on_event(event)

    def _refuses(self, pasted: str) -> bool:
        """Whether a paste is too long for the focused widget; says so if it is."""
        from textual.widgets import Input, TextArea

        from screens.paste_limits import reason_against
        from screens.widgets.capture_line import CaptureLine

        one_field = isinstance(self.focused, Input | TextArea) and not isinstance(self.focused, CaptureLine)
        reason = reason_against(pasted, lines=not one_field)
        if reason:
            self.notify(reason, severity="warning", timeout=20, markup=False)
        return bool(reason)

    def action_help(self) -> None:
        name = type(self.screen).__name__
        if name not in HELP:
            return
        title, explanation = HELP[name]
        self.push_screen(navigation.help_(title, explanation, commands_here(self.screen)))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: this screen's commands with their keys, then the themes."""
        return palette_commands(screen, partial(self.call_later, self._give), self._wear)

    async def _give(self, action: str, node: DOMNode) -> None:
        """Run the command chosen in the palette, unless its screen has been left since."""
        if node is self or self.screen in node.ancestors_with_self:
            await self.run_action(action, node)

    def action_command_palette(self) -> None:
        from screens.palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette())

    def get_key_display(self, binding: Binding) -> str:
        """The display name of a key, for footer, palette and help."""
        return spell(binding.key)

    def _wear(self, name: str) -> None:
        """Apply a theme and save it."""
        self.theme = THEMES[name].name
        if self.context.settings is not None:
            try:
                self.context.settings.keep({"theme": name})
            except BadSettings as problem:
                self.notify(str(problem), severity="warning", timeout=8, markup=False)

    def action_settings(self) -> None:
        """Open the settings over the current screen, unless it is covered or the store isn't open yet."""
        name = type(self.screen).__name__
        if self._locked_store is not None or name not in HELP or name == "SettingsScreen":
            return
        if self.context.settings is None:
            self.notify(settings_words.NO_FILE, severity="warning", markup=False)
            return
        labels = {id_: command.label for id_, command in COMMANDS_BY_ID.items()}
        self.push_screen(navigation.settings(self.context.settings, labels, self.context.rekey))

    def on_settings_screen_saved(self, message: SettingsScreen.Saved) -> None:
        """Apply the theme and the folder for minutes; the meeting reads its hints when it is shown again."""
        self.theme = THEMES[message.settings.theme].name
        self.context.ui_state.exports = str(exports_folder(message.settings).absolute())

    def action_help_quit(self) -> None:
        """Ctrl+C, which people press to copy or out of habit, doesn't quit."""
        self.notify(words.HOW_TO_LEAVE, markup=False)

    async def action_quit(self) -> None:
        """Quit; if unsaved input would be lost, only when the key is pressed again."""
        if self.times_told_to_leave is not None:
            self.times_told_to_leave += 1
        unsaved = any(getattr(screen, "unsaved", False) for screen in self.screen_stack)
        if unsaved and not self._leaving:
            self._leaving = True
            self.notify(words.UNSAVED, severity="warning", timeout=8, markup=False)
            self.set_timer(8, self._stay)
            return
        for screen in self.screen_stack:
            if isinstance(screen, DismissOnce):
                screen.keep_half_typed()
        self.exit()

    def _stay(self) -> None:
        self._leaving = False

    # ---- too small, and what nobody expected

    def on_resize(self, event: events.Resize) -> None:
        small = event.size.width < USABLE[0] or event.size.height < USABLE[1]
        shown = type(self.screen).__name__ == "TooSmallScreen"
        if small and not shown:
            from screens.cover import TooSmallScreen

            self.push_screen(TooSmallScreen())
        elif shown and not small:
            self.pop_screen()

    def _handle_exception(self, error: Exception) -> None:
        """Exit with a one-line message that quotes no input, as it stays on the terminal."""
        failed: object = getattr(error, "error", None)  # a worker's own exception, which `WorkerFailed` holds
        cause = failed if isinstance(failed, BaseException) else error.__cause__ or error
        if isinstance(cause, JournalError):
            line = str(cause)
        else:
            frames = traceback.extract_tb(cause.__traceback__)
            place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
            line = words.FAILED.format(what=type(cause).__name__, place=place)
        if not self.failure:
            self.failure = line
            self._exit_renderables.append(Text(line, overflow="ignore", no_wrap=True))
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        if not self.is_headless:
            deadline.begin(1)
        self._close_messages_no_wait()
