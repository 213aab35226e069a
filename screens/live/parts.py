"""The two parts of a meeting: the family joins the second, and the screen then shows only what they may see."""

from __future__ import annotations

from chairtui.meeting.records import Part
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens import navigation
from screens.cover import CoverScreen
from screens.live.quick_edit import QuickHand


class TwoParts(QuickHand):
    """Turning to part two and back, each asked once more; a seat follows when another one turns."""

    shown_part: Part = 1

    def action_part(self) -> None:
        """Start part two, or turn back to part one: asked below the line, never in a box."""
        if self.session.meeting.closed:
            self.say(words.LINE_CLOSED, "bad")
        elif self.visibility.family_here:
            self.dock.confirm(quick_edit.TURN_BACK, lambda: self._turn_to(1))
        else:
            joined = [e.record.name for e in self.session.meeting.attendees if 2 in e.record.parts]
            who = ", ".join(joined) or quick_edit.NOBODY_YET
            self.dock.confirm(quick_edit.FAMILY_JOINS.format(who=who), lambda: self._turn_to(2))

    def _turn_to(self, part: Part) -> None:
        details = self.session.meeting.details.model_copy(update={"part": part})
        if self.try_to(lambda: self.session.save(details)):
            self.show_again()

    def follow_part(self) -> None:
        """Where the meeting has turned, at this seat or another: nothing of the part before stays on the screen."""
        part: Part = 2 if self.visibility.family_here else 1
        if part == self.shown_part:
            return
        self.shown_part = part
        self.dock.turn_to(part)
        self.dock.aim_at(self.capture_mode())
        if part == 2:
            self._clear_above()
        self.say(quick_edit.IN_PART_TWO if part == 2 else quick_edit.IN_PART_ONE, "good")

    def _clear_above(self) -> None:
        """Leave the screens above this one, which show everything; a form half filled in is covered instead."""
        stack = self.app.screen_stack
        above = stack[stack.index(self) + 1 :] if self in stack else []
        if any(getattr(screen, "unsaved", False) for screen in above):
            self.app.push_screen(navigation.cover())
            return
        for screen in above:
            if not isinstance(screen, CoverScreen):
                self.app.pop_screen()

    def blocked_by_family(self) -> bool:
        """Whether the family is here, so that what was asked for can't be shown; that is said."""
        if self.visibility.family_here:
            self.say(quick_edit.NOT_NOW, "bad")
        return self.visibility.family_here
