"""ReleaseScreen: what a relative is given of the minutes, line by line, and that it is released."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import on
from textual.binding import BindingType
from textual.widgets import Input, Static

from chairtui.journal.session import Session
from chairtui.meeting.after.release_decisions import (
    Line,
    first_to_release,
    lines,
    released_by,
    standing,
    why_given_nothing,
)
from chairtui.meeting.copy_readers import family_reader, family_readers, kept_out
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.formats.model import Format
from chairtui.words import release as words
from chairtui.words.sentence import sentence
from screens import navigation
from screens.bindings import RELEASE, bindings
from screens.context import AppContext
from screens.list_view import RowList
from screens.released_lines import LinesPage, shown_ref
from screens.second_press import SecondPress


class ReleaseScreen(SecondPress[None], LinesPage[None]):
    """One relative at a time."""

    CSS_PATH = "release.tcss"
    HEADING = words.PAGE_NOBODY
    CANCELLED = words.NOT_SURE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(RELEASE)]

    def __init__(self, context: AppContext, session: Session, format_: Format, relative: str = "") -> None:
        super().__init__(context, session, format_)
        self._relative = relative
        self._asking: Literal["why", "relative"] = "why"

    def readers(self) -> Sequence[str]:
        return [self._relative] if self._relative else []

    def found(self) -> list[Line]:
        return [] if self._gets_nothing else lines(self.session.meeting, self.format, self._relative)

    @property
    def _gets_nothing(self) -> bool:
        """Whether there is nothing to decide: no relative, or one who is given nothing."""
        return not self._relative or kept_out(self._relative, self.session.meeting) is not None

    @property
    def _everyone(self) -> list[str]:
        return [entry.record.id for entry in family_readers(self.session.meeting)]

    def _first_of(self, everyone: Sequence[str]) -> str:
        last = self.context.ui_state.relatives.get(self.session.meeting.id, "")
        return first_to_release(everyone, self.session.meeting, self.format, looked_at=last)

    @property
    def _who(self) -> str:
        reader = family_reader(self._relative, self.session.meeting)
        return reader.name if reader else ""

    def show_again(self) -> None:
        everyone = self._everyone
        if self._relative not in everyone:
            self._relative = self._first_of(everyone)
        self.context.ui_state.relatives[self.session.meeting.id] = self._relative
        self.order(self.found())
        self.query_one(RowList).show(list(self.lines), self.draw_line)
        self.refresh_bindings()
        if not self._relative:
            self.head(words.PAGE_NOBODY)
            self.query_one("#verdict", Static).update(words.NOBODY)
            return
        number = everyone.index(self._relative) + 1
        several = words.OF_SEVERAL.format(number=number, all=len(everyone)) if len(everyone) > 1 else ""
        shown = filter(None, (several, "" if self._gets_nothing else self.counts()))
        self.head(words.PAGE.format(name=self._who), words.APART.join(shown))
        self._show_verdict()

    def _show_verdict(self) -> None:
        meeting = self.session.meeting
        stands = standing(meeting, self._relative, list(self.lines.values()))
        last = released_by(meeting, self._relative)
        zone = self.context.now().tzinfo
        day = show_date(last.at.astimezone(zone).date()) if last else ""
        verdict = self.query_one("#verdict", Static)
        verdict.set_class(stands == "released", "-released")
        why = why_given_nothing(self._relative, meeting)
        verdict.update(words.STANDS[stands].format(name=self._who, by=last.by if last else "", day=day, why=why))

    # ---- releasing

    def action_release(self) -> None:
        if not self._relative:
            self.say(words.NOBODY, wrong=True)
            return
        if not self.pressed_twice("release"):
            decide = self.count("decide")
            left = words.SURE_LEFT.format(decide=decide) if decide else ""
            self.say(words.SURE.format(name=self._who, goes_in=self.count("goes in"), left=left))
            return
        if self.decides(done=True):
            self.say(sentence(words.RELEASED_NOW, name=self._who))

    def action_next_relative(self, steps: int = 1) -> None:
        everyone = self._everyone
        if self._relative in everyone:
            self._relative = everyone[(everyone.index(self._relative) + steps) % len(everyone)]
            self.show_again()
            self.say("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "next_relative" and len(self._everyone) < 2:
            return False
        if action in ("place", "why", "release") and self._gets_nothing:
            return False
        if action == "edit" and not self._relative:
            return False
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Open the form of the relative or person concerned."""
        self.app.push_screen(navigation.edit(self.context, self.session, self.format, self._relative))

    # ---- the line: why something is held back, or who is a relative

    def action_why(self) -> None:
        line = self.lines.get(self.marked)
        if line is None:
            self.say(words.NO_LINE, wrong=True)
        elif line.locked:
            self.say(words.MARK_FIRST.format(ref=shown_ref(line), why=line.why), wrong=True)
        else:
            self._asking = "why"
            self.open_line(words.ASK_WHY.format(ref=shown_ref(line)))

    def action_add(self) -> None:
        self._asking = "relative"
        self.open_line(words.BAD_RELATIVE, words.ADD)

    @on(Input.Submitted, "#line")
    def _answered(self, submitted: Input.Submitted) -> None:
        if self._asking == "why":
            self.close_line()
            self.action_place("held back", " ".join(submitted.value.split()))
        elif (added := self.add_relative(submitted.value)) is not None:
            self._relative = added.id
            self.show_again()
