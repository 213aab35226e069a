"""PastedLines: base class of the capture dock that saves lines, and files several pasted ones."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from textual.containers import Vertical
from textual.message import Message

from chairtui.journal.protocol import Conflict, JournalError
from chairtui.journal.session import Session
from chairtui.meeting.capture.result import LeftUnsettled, Understood
from chairtui.meeting.records import Version
from chairtui.meeting.text import clean
from chairtui.words import live as words
from screens.paste_limits import reason_against
from screens.widgets.batch import Batch
from screens.widgets.capture_line import CaptureLine
from screens.widgets.line_modes import LineMode
from screens.widgets.preview_line import Mood, PreviewLine

TOGETHER = 20
"""Number of pasted lines filed in one block."""
BREATH = 0.005
"""Pause between two blocks in seconds, in which keys are handled."""
BREAK = "\n"
LEAVING = ("tab", "up", "down", "ctrl+j", "ctrl+o")
"""Keys that do nothing while it is asked whether to file pasted lines."""
SHOWN_EVERY = 0.5
"""Interval in seconds at which filed lines are shown."""


class PastedLines(Vertical):
    """Handling of several pasted lines, for the dock."""

    line: CaptureLine
    preview: PreviewLine

    @dataclass
    class Filed(Message):
        """Versions were saved through the line; `pasted` when they are some of several lines filed at once; `said`:
        what became of a record, where more is to be told than that it was saved; `asked`: what settles a line that was
        kept as it was typed."""

        versions: tuple[Version, ...]
        record_id: str = ""
        pasted: bool = False
        said: str = ""
        asked: str = ""

    @dataclass
    class Failed(Message):
        """The journal did not take what was typed; it is still in the line."""

        error: JournalError

    @dataclass
    class Conflicted(Message):
        """Somebody changed the same record meanwhile."""

        conflict: Conflict

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = session
        self._mode: LineMode | None = None
        self._pasted = ""
        """Text of several lines that waits for a confirmation."""
        self._continued: str | None = None
        """What stood in the line before `_pasted` continued it; None if that stands for itself."""
        self._left: list[tuple[str, str]] = []
        self._left_said = ""
        self._edited = ""
        self.unfiled = ""
        """How far pasted lines have come while they are filed, for whoever leaves meanwhile; "" when none are."""

    @abstractmethod
    def say(self, text: str, mood: Mood) -> None:
        """Show a message below the line."""

    @abstractmethod
    def _keep_half(self) -> None:
        """Save half-typed text so that it survives a crash."""

    @abstractmethod
    def _follow(self) -> None:
        """Show what the line's text will become."""

    def _keep(self, reading: Understood | LeftUnsettled) -> list[Version]:
        """Save drafts; returns the versions, none with a message if the journal refused them."""
        try:
            return self._session.append(reading.drafts)
        except Conflict as conflict:
            self.post_message(self.Conflicted(conflict))
        except JournalError as error:
            self.say(str(error), "bad")
            self.post_message(self.Failed(error))
        return []

    def _ask_about_lines(self, text: str, joined: bool = False) -> bool:
        """Ask whether to file pasted text, if it is several lines.

        `joined`: it continues the line or the paste before it. What it has after its last break is then in the line, to
        be typed on.
        """
        from chairtui.meeting.capture.tokenise import split_lines

        if self._mode is None or not self._mode.again:
            return False
        before, continues = self.line.value, joined and (not self._pasted or self._continued is not None)
        if continues:
            start, end = sorted(self.line.selection)
            text = f"{self._pasted}{before[:start]}{text}{before[end:]}"
        elif self._pasted:
            text = f"{self._pasted}{'' if joined else BREAK}{text}"
        lines = split_lines(text)
        if len(lines) < 2:
            return False
        if reason := reason_against(text, lines=True):
            self.app.notify(reason, severity="warning", timeout=20, markup=False)
        else:
            if continues:
                self._continued = before if self._continued is None else self._continued
                ended = max(text.rfind(BREAK), text.rfind("\r")) + 1
                self.line.write(str(clean(text[ended:])))
                text = text[:ended]
            self._pasted = text
            self.say(words.PASTE.format(count=len(lines)), "ask")
        return True

    def _catch_for_lines(self, key: str) -> bool:
        """Handle a key while it is asked whether to file pasted lines. What is typed meanwhile goes into the line."""
        if key == "enter":
            self._file_pasted()
        elif key == "escape":
            self._leave_pasted_out()
            self._follow()
        else:
            return key in LEAVING
        return True

    def _file_pasted(self) -> None:
        from chairtui.meeting.capture.tokenise import split_lines

        text, self._pasted = self._pasted, ""
        if self._continued is not None:
            text += self.line.value
            self.line.write("")
        elif self._edited and self._edited == self.line.value:
            self.line.write("")
        self._continued, self._edited = None, ""
        self._keep_half()  # otherwise a crash would restore what is filed now, to be filed again
        self.run_worker(self._file_lines(split_lines(text), self._mode))

    def _leave_pasted_out(self) -> None:
        """Drop pasted text; the line is again what it was before."""
        if self._continued is not None:
            self.line.remember(self.line.value)
            self.line.write(self._continued)
        self._pasted, self._continued = "", None

    async def _file_lines(self, lines: Sequence[str], mode: LineMode | None) -> None:
        """File one line after another, with pauses that keep the screen responsive."""
        import asyncio

        batch, shown = Batch(self._session, self._keep), monotonic()
        mode = mode.pasted() if mode is not None else None
        for number, line in enumerate(lines, 1):
            left = batch.take(line, mode) if mode is not None else ""
            if left:
                self._left.append((line, left))
            if number % TOGETHER == 0:
                self._save_batch(batch)
                self.unfiled = words.PASTE_INTERRUPTED.format(
                    done=number, count=len(lines), line=lines[number - 1][:60]
                )
                if monotonic() - shown >= SHOWN_EVERY:
                    self._show_batch(batch)
                    self.say(words.PASTE_PROGRESS.format(done=number, count=len(lines)), "will")
                    shown = monotonic()
                await asyncio.sleep(BREATH)
        self._save_batch(batch)
        self.unfiled = ""
        self._show_batch(batch)
        self._say_filed(batch.saved if mode is None or mode.numbered else [], batch.unsettled)

    def _save_batch(self, batch: Batch) -> None:
        """Save the queued drafts at once; lines that could not be saved are left over."""
        batch.save()
        self._left.extend((line, self.preview.text) for line in batch.refused)
        batch.refused = []

    def _show_batch(self, batch: Batch) -> None:
        if batch.fresh:
            self.post_message(self.Filed(tuple(batch.fresh), pasted=True))
        batch.fresh = []

    def _say_filed(self, saved: list[str], unsettled: int) -> None:
        refs = f"{saved[0]} – {saved[-1]}" if len(saved) > 6 else ", ".join(saved)
        if not self._left:
            said = words.SAVED_SEVERAL.format(count=len(saved), refs=refs) if saved else words.SAVED_ANSWER
            if unsettled:
                said = f"{said} {words.SEVERAL_UNSETTLED.format(count=unsettled)}"
            self.say(said, "ask" if unsettled else "good")
            return
        if self.line.value.strip():
            self.line.remember(self.line.value)
        self._put_left_over(words.PASTE_RESULT.format(count=len(saved), left=len(self._left)))

    def _next_left_over(self) -> None:
        """The next line that could not be filed; clearing one and pressing enter passes over it."""
        if self._left:
            self._put_left_over("")

    def _put_left_over(self, said: str) -> None:
        left = len(self._left)
        line, reason = self._left.pop(0)
        self.line.remember(line)
        self.line.write(line)
        self._left_said = words.PASTE_REFUSED.format(left=left, reason=reason)
        self.say("\n".join(filter(None, (said, self._left_said))), "bad")
