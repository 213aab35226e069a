"""CaptureDock: the capture line and the preview under it.

A line is filed when enter is pressed, before the next key is read; what is reported as saved is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from chairtui.journal.line_drafts import LineDrafts
from chairtui.journal.session import Session
from chairtui.meeting.capture.result import Asks, Choice, LeftUnsettled, Refused, Understood
from chairtui.meeting.records import Part, Statement
from chairtui.meeting.text import LONGEST_TEXT
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.widgets.capture_line import CaptureLine
from screens.widgets.choosing import Choosing
from screens.widgets.line_drafts import ModeDrafts, filed_last
from screens.widgets.line_modes import MOST, LineMode
from screens.widgets.pasted_lines import PastedLines
from screens.widgets.preview_line import Mood, PreviewLine

KEEP_EVERY = 1.0
"""Interval at which changed half-typed text is saved, in seconds: a crash loses no more."""
PREVIEW_AFTER = 0.06
"""Delay from a key to updating the preview, in seconds; quicker keys share one update."""


def unsettled_in_words(ref: str, left: LeftUnsettled) -> str:
    """The message about a line that was kept as typed: why, and what settles it."""
    how = words.SETTLE_HOW["choice" if left.choices else left.missing].format(ref=ref)
    return f"{words.UNSETTLED.format(ref=ref, reason=left.reason)}\n{how}"


class CaptureDock(PastedLines):
    """The capture line and its preview."""

    def __init__(self, session: Session, kept: LineDrafts | None = None, *, id: str | None = None) -> None:
        super().__init__(session, id=id)
        self._mode: LineMode | None = None
        self._drafts = ModeDrafts(session.meeting.id, None if session.meeting.closed else kept)
        self._confirmed: Callable[[], None] | None = None
        self._choosing: Choosing | None = None
        self._due: Timer | None = None
        self._said_at: str | None = None
        self._start = ""
        self.key_hints: Callable[[], str] = str
        """The key hints shown while the line is closed."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="line-row"):
            yield Static("›", id="line-sign")
            yield CaptureLine(id="line")
        yield PreviewLine(id="preview")

    def on_mount(self) -> None:
        self.line = self.query_one("#line", CaptureLine)
        self.preview = self.query_one("#preview", PreviewLine)
        self.line.placeholder = self._placeholder
        self.line.on_enter = self.file
        self.line.opening = self._opening
        self.line.starting = self._starting
        self.line.on_escape = self._escape
        self.line.on_tab = self._complete
        self.line.on_lines = self._ask_about_lines
        self.line.on_too_long = self._refuse_length
        self.line.on_editor = self._edit_outside
        self.line.catch = self._catch
        if self._drafts.lasting:
            self.set_interval(KEEP_EVERY, self._keep_half)

    def _opening(self, text: str) -> str:
        return self._mode.opening(text) if self._mode is not None else text

    def _starting(self, text: str) -> str:
        return self._mode.starting(text) if self._mode is not None else text

    def on_unmount(self) -> None:
        self._keep_half()

    # ---- what is half typed

    def _keep_half(self) -> None:
        """Save half-typed text so that it survives a crash."""
        begun = self._mode.key if self._mode is not None and self._begun else ""
        self._drafts.keep(begun, self._half)

    def turn_to(self, part: Part) -> None:
        """Switch to another part of the meeting: half-typed text and earlier lines of the part before are put away."""
        self.save_draft()
        self.line.remembered = self._drafts.turn_to(part, self.line.remembered)
        self._choosing, self._pasted, self._continued, self._confirmed, self._mode = None, "", None, None, None
        self._left, self._left_said = [], ""
        self.line.write("")
        self.leave()

    # ---- coming to the line and leaving it

    @property
    def asking(self) -> bool:
        """Whether the next key answers a question that the dock has asked."""
        return self._choosing is not None or self._confirmed is not None or bool(self._pasted)

    @property
    def typing(self) -> bool:
        """Whether the line is open."""
        return self.screen.focused is self.line

    def begin(self, mode: LineMode, start: str = "", proposed: str = "") -> None:
        """Open the line in a mode, with that mode's half-typed text or else with `start`.

        `proposed` follows the start; the first letter replaces it, → keeps it to be corrected.
        """
        self._mode = mode
        kept = self._drafts.take(mode.key)
        filed = self._drafts.found(kept) and filed_last(kept, mode, self._session)
        if filed:
            self.line.remember(kept)
            kept = ""
        self._start = start
        if mode.again and kept and start and not kept.startswith(start):
            self.line.remember(kept)
            self.line.write(start)
            self.say(words.KEPT, "quiet")
        elif kept:
            self.line.offer(kept, start if mode.again else "")
            self.say(words.DRAFT_BACK, "quiet")
        elif proposed:
            self._start = f"{start}{proposed}"
            self.line.write(self._start)
            self.line.selection = Selection(len(start), len(self._start))
        else:
            self.line.write(start)
            self.line.started = start
            self._follow()
        self.line.placeholder = ""
        self.screen.set_focus(self.line)
        if filed:
            self.say(words.DRAFT_FILED, "quiet")

    def _refuse_length(self, length: int) -> None:
        self.say(words.LONG_LINE.format(count=f"{length:,}", most=f"{LONGEST_TEXT:,}"), "bad")

    def leave(self) -> None:
        """Close the line."""
        self.line.placeholder = self._placeholder
        self.screen.set_focus(None)

    @property
    def _placeholder(self) -> str:
        """The placeholder of the closed line: the letters that begin a line, with as many labels as fit."""
        if self._session.meeting.closed:
            return words.LINE_SHUT
        room = self.size.width - 4
        return next((hint for hint in words.LINE_HINTS if len(hint) <= room), words.LINE_HINTS[-1])

    def on_resize(self) -> None:
        if not self.typing:
            self.line.placeholder = self._placeholder

    def aim_at(self, mode: LineMode) -> None:
        """Set the mode in which the line opens next; its half-typed text is restored."""
        self.save_draft()
        self._mode = mode
        self.line.write(self._drafts.of(mode.key))

    def go_on(self, mode: LineMode) -> None:
        """Keep the line open for another of the same mode, parsed against the current meeting."""
        if self._mode is not None and self._mode.key == mode.key:
            self._mode = mode

    def save_draft(self) -> None:
        """Keep the half-typed text under its mode."""
        if self._mode is not None:
            if self._begun:
                self._drafts.put(self._mode.key, self._half)
            else:
                self._drafts.take(self._mode.key)

    def done(self) -> None:
        """Clear a line that was handled elsewhere; it stays in the history."""
        if self.line.value.strip() and self._mode is not None:
            self._after(self.line.value, self._mode)

    @property
    def _begun(self) -> bool:
        """Whether the line differs from its initial text."""
        return self._half.strip() not in ("", self._start.strip())

    @property
    def _half(self) -> str:
        """The half-typed text, also while it is asked whether to file pasted text that continues it."""
        return self._continued or self.line.value

    @property
    def half_typed(self) -> bool:
        """Whether there is text that is neither filed nor saved as a draft."""
        begun = bool(self._begun or self._drafts) and not self._drafts.lasting
        return bool(begun or self._left or self._pasted)

    def _escape(self) -> None:
        self._choosing, self._confirmed = None, None
        self._leave_pasted_out()
        self.save_draft()
        self.leave()
        self.say("", "quiet")

    def say(self, text: str, mood: Mood, below: str = "") -> None:
        """Show a message under the line until the next key. `below` is shown muted under it; while the line is closed
        that is the key hints."""
        if self._due is not None:
            self._due.stop()
            self._due = None
        self._said_at = self.line.value
        self.preview.say(text, mood, below if self.typing else self.key_hints())

    def show_key_hints(self) -> None:
        """Show the key hints; the message before stays."""
        if not self.typing:
            self.line.placeholder = self._placeholder
            self.preview.say(self.preview.text, self.preview.mood, self.key_hints())

    def say_saved(self, text: str) -> None:
        """Show what was saved, and below it why the next left-over line was not, or the key hints if the line is
        closed."""
        if self._left_said and self.line.value:
            self.say(f"{text}\n{self._left_said}", "bad")
        else:
            self.say(text, "good", quick_edit.ONCE_LEFT.format(keys=self.key_hints().partition("\n")[0]))

    # ---- while typing

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        if self.line.value == self._said_at:
            return  # a message about this text stays until a key changes it
        self._said_at = None
        if self._due is None and self.typing and self._choosing is None:
            self._due = self.set_timer(PREVIEW_AFTER, self._follow_if_due)

    def _follow_if_due(self) -> None:
        """A stopped timer may still fire: don't replace a newer message."""
        if self._due is not None:
            self._follow()

    def _follow(self) -> None:
        """Show what the text will become. One pass serves all keys pressed meanwhile."""
        self._due = None
        text = self.line.value
        if self._mode is None or self._choosing is not None or self._pasted:
            return
        if not text.strip():
            self.preview.say(self._mode.hint, "quiet")
        elif len(text) > MOST:
            self.preview.say(words.LONG.format(count=f"{len(text):,}"), "quiet")
        else:
            self._say_reading(text, self._mode)

    def _say_reading(self, text: str, mode: LineMode) -> None:
        look = mode.look(text, self.line.cursor_position)
        shown = "  ".join(completion.shown for completion in look.completions[:4])
        offered = words.COMPLETES.format(shown=shown) if shown else ""
        said = "\n".join(filter(None, (look.said, look.hint or offered)))
        self.preview.say(said, "will" if look.fileable else "quiet")

    def _complete(self) -> bool:
        """Complete the name or reference at the cursor; tab again gives the next one."""
        if self._mode is None:
            return False
        text, cursor = self.line.value, self.line.cursor_position
        found = self._mode.completions(text, cursor)
        if not found:
            return False
        first = found[0]
        after = text[first.end :] or " "
        self.line.write(text[: first.start] + first.text + after, first.start + len(first.text) + (after == " "))
        return True

    # ---- filing

    def file(self) -> None:
        """File the text, understood or not. It stays in the line only if the journal refused it, or if a mode other
        than capture could not read it."""
        text, mode = self.line.value, self._mode
        if mode is None:
            return
        if not text.strip():
            self._next_left_over()
            return
        reading = mode.read(text)
        match reading:
            case Understood():
                versions = self._keep(reading)
                if versions:
                    ref = self._reference_to(reading.record_id) if mode.numbered else ""
                    said = reading.preview if mode.tells_of(reading) else ""
                    if ref and said and mode.again and not said.startswith(ref):
                        said = f"{ref} {said}"
                    self.post_message(self.Filed(tuple(versions), reading.record_id, said=said))
                    self._after(ref or text, mode)
            case LeftUnsettled():
                versions = self._keep(reading)
                if versions:
                    ref = self._session.meeting.ref_of(reading.record_id)
                    kept = words.KEPT_AS_TYPED.format(reason=reading.reason)
                    asked = unsettled_in_words(ref, reading) if mode.numbered else kept
                    self.post_message(self.Filed(tuple(versions), reading.record_id, asked=asked))
                    self._after(ref if mode.numbered else text, mode)
            case Asks():
                self._ask(reading)
            case Refused():
                self.say(reading.reason, "bad")
                if mode.again:
                    self.line.offer(text)  # what is said next is never typed behind it
                elif reading.end >= 0:
                    self.line.cursor_position = reading.end

    def _reference_to(self, record_id: str) -> str:
        """The reference with which the up arrow opens the record, "" for one without text."""
        entry = self._session.meeting.entry(record_id)
        return entry.ref if entry and isinstance(entry.record, Statement) and not entry.removed else ""

    def _after(self, text: str, mode: LineMode) -> None:
        self.line.remember(text)
        self._drafts.take(mode.key)
        self._left_said = ""
        self.line.write("")
        if self._left:
            self._next_left_over()
        elif mode.again:
            self.line.placeholder = words.LINE_OPEN
        else:
            self.leave()
        self._keep_half()

    # ---- asked once more

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Ask for confirmation below the line: enter confirms, escape cancels. The line's text stays."""
        self._confirmed = then
        self.say(question, "ask")
        self.screen.set_focus(self.line)

    def _catch_for_confirming(self, key: str) -> bool:
        then = self._confirmed
        if key in ("enter", "escape") and then is not None:
            self._confirmed = None
            self.leave()
            self.say(quick_edit.NOT_STARTED, "quiet")
            if key == "enter":
                then()
        return True

    # ---- a text of one's own editor

    def _edit_outside(self) -> None:
        """Edit the line in the user's editor; several lines are handled as a paste."""
        from screens.editor import EditorFailed, edit_suspended

        try:
            said = edit_suspended(self.app, self.line.value)
        except EditorFailed as problem:
            self.say(str(problem), "bad")
            return
        self.line.write(" ".join(said))
        if self._ask_about_lines("\n".join(said)):
            self._edited = self.line.value
        else:
            self.say(quick_edit.EDITED, "will")

    # ---- an ambiguous name

    def _ask(self, asks: Asks) -> None:
        self._choosing = Choosing(asks)
        self.say(self._choosing.shown, "ask")

    def _catch(self, key: str) -> bool:
        """Handle a key while something is asked: a choice of names, a confirmation, or whether to file pasted lines."""
        if self._confirmed is not None:
            return self._catch_for_confirming(key)
        if self._pasted:
            return self._catch_for_lines(key)
        choosing = self._choosing
        if choosing is None:
            return False
        match choosing.press(key):
            case Choice() as choice:
                self._choosing = None
                self.line.write(choice.line)
                self.file()
            case "asking":
                self.say(choosing.shown, "ask")
            case "left":
                self._choosing = None
                self._follow()
            case "typed":
                self._choosing = None
                return False
        return True
