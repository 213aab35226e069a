"""AttendanceScreen: a list of attendees whose status is changed, and saved, with one key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.capture.comings import come_or_go
from chairtui.meeting.capture.names import plain
from chairtui.meeting.chairing.agencies import not_in_the_room
from chairtui.meeting.closing.agreement import agreement_of, agreement_rule
from chairtui.meeting.closing.attendance_gaps import without_reason, without_report
from chairtui.meeting.dates.calendar import show_clock
from chairtui.meeting.editing import NotThat
from chairtui.meeting.editing.agreements import agreement_draft
from chairtui.meeting.family import relative_for, side_of
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Attendance, Attendee, Draft, Part, Relative, Said
from chairtui.meeting.undo import NothingToUndo
from chairtui.words import family as family_words
from chairtui.words import live as line_words
from chairtui.words import quick_edit
from chairtui.words import screens as words
from chairtui.words.chair_prompts import AND_MORE
from chairtui.words.departures import NOBODY_AGREES
from screens import navigation
from screens.bindings import ATTENDANCE, bindings
from screens.context import AppContext
from screens.due import counted
from screens.form_page import KEEP_EVERY
from screens.list_view import DrawnRow, RowList
from screens.panes.reader_tags import tags_of
from screens.second_press import SecondPress
from screens.text_layout import Cell, row
from screens.typed_people import NotAPerson, read_attendee
from screens.visibility import Visibility
from screens.widgets.one_line import FieldLine

REPORTS = ("", "sent", "not sent", "not asked")
AGREES: tuple[Said | None, ...] = (None, "agreed", "disagreed", "no answer", "not asked")
PARTS: tuple[tuple[Part, ...], ...] = ((1,), (1, 2), (2,))
NAMED_AT_ONCE = 8
"""References listed in a line; the rest are counted."""
OTHERS = 0.5
"""Seconds between checks for changes made elsewhere."""
INKS = {"present": "good", "apologies": "warn", "absent": "muted", "invited": "late"}


class AttendanceScreen(SecondPress[None]):
    """One row per person: status, name and role; below, agency, report, agreement, and how they attend."""

    CSS_PATH = "attendance.tcss"
    HEADING = words.ATTENDANCE
    CHOOSING = words.EDITS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ATTENDANCE)]
    AUTO_FOCUS = "RowList"

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format = format_
        self.visibility = Visibility(session, format_)
        self._seen = -1
        self._draft = context.form_draft(session, "attendance line")
        self._adding = False
        """Whether the line for adding was opened, with what was half typed before."""
        self._told_of = ""
        """The row that was marked when something was said last."""
        self._choices: dict[str, str] = {}
        """Lines that answer the question asked last, by the text of the line with the digit typed behind it."""
        self._answered = ""

    def compose_body(self) -> ComposeResult:
        yield RowList(each=2, id="people")
        yield Static(words.NOBODY, id="nobody", classes="-away", markup=False)
        yield Static(id="missing", markup=False)
        yield FieldLine(placeholder=words.ADD_SOMEBODY, id="add", classes="-away", max_length=1000)

    def on_mount(self) -> None:
        self._again()
        self.set_interval(KEEP_EVERY, self.keep_half_typed)
        self.set_interval(OTHERS, self._look)

    @property
    def unsaved(self) -> bool:
        """Whether something is typed in the line for adding."""
        return bool(self.query_one("#add", Input).value.strip())

    def _look(self) -> None:
        if self._seen != self.session.meeting.position:
            self._again()

    def _again(self) -> None:
        self._seen = self.session.meeting.position
        people = {e.record.id: e for e in self.visibility.meeting.attendees}
        rows = self.query_one(RowList)
        rows.show(list(people), self._draw)
        self._told_of = rows.key
        rows.set_class(not people, "-away")
        self.query_one("#nobody").set_class(bool(people), "-away")
        counts = dict.fromkeys(words.ATTENDANCE_STATUS, 0)
        for entry in people.values():
            counts[entry.record.status] += 1
        shown = {**counts, "apologies": counted(words.APOLOGIES_COUNTED, counts["apologies"])}
        self.head(words.ATTENDANCE, words.ATTENDANCE_COUNTS.format(**shown))
        missing = self.query_one("#missing", Static)
        to_say = "\n".join(self._missing()) if self.context.now() >= self.visibility.meeting.details.starts else ""
        missing.update(to_say)
        missing.set_class(not to_say, "-away")

    def _missing(self) -> Iterator[str]:
        """Who isn't here, and what is still to be asked of those on the list."""
        meeting, family_here = self.visibility.meeting, self.visibility.family_here
        if gone := not_in_the_room(meeting, ""):
            yield words.NO_AGENCY_PRESENT.format(agencies=", ".join(gone))
        if family_here or meeting.closed:
            return
        if silent := without_reason(meeting, self.format):
            yield words.WHY_TO_ASK.format(refs=_refs(silent))
        if silent := without_report(meeting, self.format):
            yield words.REPORT_TO_ASK.format(refs=_refs(silent))

    def _draw(self, index: int, width: int) -> DrawnRow:
        entry = self.visibility.meeting.find(self.query_one(RowList).keys[index])
        assert entry is not None
        person = entry.record
        assert isinstance(person, Attendee)
        status = f"{words.ATTENDANCE_SIGN[person.status]} {words.ATTENDANCE_STATUS[person.status]}"
        name = f"{person.name}, {person.role}" if person.role else person.name
        first = row(
            [Cell(entry.ref, 4, "muted"), Cell(status, 11, INKS[person.status]), Cell(name, 0, "strong")], width
        )
        coming = words.COMING if person.coming and person.status == "invited" else ""
        parts = words.PARTS[person.parts] if person.parts != (1,) else ""
        agency = person.agency if plain(person.agency) != plain(person.role) else ""
        more = [coming, agency, parts, words.REMOTE if person.remote else ""]
        more += [form.format(clock=show_clock(at)) for form, at in self._times(person)]
        if not self.visibility.family_here:
            side = family_words.SIDES[side_of(person, self.session.meeting)]
            if plain(side) in (plain(person.agency), plain(person.role)):
                side = ""  # it stands there already
            more[2:2] = [side, words.REPORT[person.report], words.AGREES[self._agreed(person)]]
            tags = tags_of(person.why_readers, self.session.meeting) if person.why else ()
            more.append(" ".join((*tags, person.why)))
        about = " · ".join(part for part in more if part)
        return DrawnRow([first, row([Cell("", 4), Cell("", 11), Cell(about, 0, "muted")], width)])

    def _times(self, person: Attendee) -> list[tuple[str, datetime]]:
        """Times of late arrival and early leaving, in this seat's time zone."""
        zone = self.context.now().tzinfo
        given = ((quick_edit.ARRIVED_SHORT, person.arrived), (quick_edit.LEFT_SHORT, person.left))
        return [(form, at.astimezone(zone)) for form, at in given if at]

    @on(RowList.Marked)
    def _forget(self, marked: RowList.Marked) -> None:
        """Clear the message once another row is marked: it is about the one before."""
        if marked.rows.key != self._told_of:
            self._told_of = marked.rows.key
            self.say("")

    # ---- each key, saved at once

    def _marked(self) -> Attendee | None:
        entry = self.session.meeting.find(self.query_one(RowList).key)
        return entry.record if entry and isinstance(entry.record, Attendee) else None

    def _change(
        self, change: Callable[[Attendee], dict[str, object]], more: Callable[[Attendee], str] = lambda _changed: ""
    ) -> None:
        """Save a change of the marked person. `more` is said after it."""
        person = self._marked()
        if person is None:
            self.say(words.NOBODY, wrong=True)
            return
        changed = person.model_copy(update=change(person))
        if self._write(lambda: self.session.save(changed)):
            shown = [words.ATTENDANCE_STATUS[changed.status]]
            if not self.visibility.family_here:
                shown.append(words.REPORT[changed.report])
            shown += [words.PARTS[changed.parts], words.REMOTE if changed.remote else ""]
            self._say_saved(
                words.STATUS_SAVED.format(name=changed.name, status=", ".join(s for s in shown if s)), more(changed)
            )

    def _say_saved(self, said: str, more: str = "") -> None:
        """Say what was saved, and how to take it back where that can be done here."""
        undo = "" if self.visibility.family_here else words.TAKES_BACK
        self.say(" ".join(filter(None, (said, undo, more))))

    def _write(self, write: Callable[[], object]) -> bool:
        """Run `write` and redraw; returns False and shows the reason if it failed."""
        try:
            write()
        except (JournalError, NothingToUndo) as problem:
            self.say(words.READ_ONLY if self.session.meeting.closed else str(problem), wrong=True)
            self._again()
            return False
        self._again()
        return True

    def action_status(self, status: Attendance) -> None:
        self._change(lambda _person: {"status": status})

    def action_come_or_go(self) -> None:
        """Mark as arrived, gone or back, as of now."""
        person = self._marked()
        if person is None:
            self.say(words.NOBODY, wrong=True)
            return
        meeting = self.session.meeting
        draft, said = come_or_go(person, meeting.base_of(person.id), self.context.now(), meeting)
        if self._write(lambda: self.session.append([draft])):
            self._say_saved(f"{said}.")

    def action_report(self) -> None:
        self._change(
            lambda p: {"report": _next_report(p)},
            lambda p: words.REPORT_NEXT.format(report=words.REPORT[_next_report(p)]),
        )

    def action_agrees(self) -> None:
        """Cycle through what this person said when asked to agree."""
        meeting = self.session.meeting
        entry = meeting.find(self.query_one(RowList).key)
        if entry is None or not isinstance(person := entry.record, Attendee):
            self.say(words.NOBODY, wrong=True)
            return
        said = AGREES[(AGREES.index(self._agreed(person)) + 1) % len(AGREES)]
        try:
            draft = agreement_draft(cast(Entry[Attendee], entry), said, meeting, self.format)
        except NotThat as problem:
            self.say(str(problem), wrong=True)
            return
        if self._write(lambda: self.session.append([draft])):
            saved = words.STATUS_SAVED.format(name=person.name, status=words.AGREES[said] or words.AGREES_UNSAID)
            self._say_saved(saved, words.AGREES_WHY if said == "disagreed" else "")

    def action_agreement(self) -> None:
        """Open what the marked person said when asked to agree: when they were asked, and why not."""
        person, rule = self._marked(), agreement_rule(self.format)
        entry = self.session.meeting.entry(f"agreement:{rule.provision}:{person.id}") if person and rule else None
        if self.visibility.family_here:
            self.say(quick_edit.NOT_NOW, wrong=True)
        elif rule is None:
            self.say(NOBODY_AGREES, wrong=True)
        elif entry is None or entry.removed:
            self.say(words.AGREES_FIRST, wrong=True)
        else:
            screen = navigation.edit(self.context, self.session, self.format, entry.record.id, "why")
            self.app.push_screen(screen, lambda _saved: self._again())

    def _agreed(self, person: Attendee) -> Said | None:
        """This person's agreement, None if not recorded."""
        rule = agreement_rule(self.format)
        given = agreement_of(self.visibility.meeting, rule.provision, person.id) if rule else None
        return given.said if given else None

    def action_family(self) -> None:
        """Family or here for an agency; a relative is recorded beside one of the family, and taken off again."""
        person, meeting = self._marked(), self.session.meeting
        if person is None:
            self.say(words.NOBODY, wrong=True)
            return
        if side_of(person, meeting) == "relative" and not self.pressed_twice("family", person.id):
            self.say(family_words.SURE_NO_RELATIVE.format(name=person.name))
            return
        changed = person.model_copy(update={"relative": side_of(person, meeting) != "relative"})
        drafts = [Draft(record=changed, base=meeting.base_of(person.id))]
        beside = relative_for(changed, meeting, self.context.new_id) if changed.relative else None
        same = [e for e in meeting.all(Relative) if plain(e.record.name) == plain(person.name)]
        if beside is not None:
            drafts.append(Draft(record=beside, base=meeting.base_of(beside.id)))
        if not changed.relative:
            drafts += [Draft(record=entry.record, base=entry.base, removed=True) for entry in same]
        if self._write(lambda: self.session.append(drafts)):
            self._say_saved(family_words.TOGGLED[bool(changed.relative)].format(name=person.name))

    def action_coming(self) -> None:
        """Their reply to the invitation: they are coming, or nobody knows."""
        person = self._marked()
        if person is None:
            self.say(words.NOBODY, wrong=True)
            return
        changed = person.model_copy(update={"coming": not person.coming})
        if self._write(lambda: self.session.save(changed)):
            status = words.COMING if changed.coming else words.NOT_SAID_COMING
            self._say_saved(words.STATUS_SAVED.format(name=person.name, status=status))

    def action_remote(self) -> None:
        self._change(lambda p: {"remote": not p.remote})

    def action_part(self) -> None:
        self._change(lambda p: {"parts": PARTS[(PARTS.index(p.parts) + 1) % len(PARTS)] if p.parts in PARTS else (1,)})

    def action_remove(self) -> None:
        person = self._marked()
        if person is not None and self._write(lambda: self.session.remove(person)):
            self.say(words.REMOVED.format(name=person.name))

    def action_undo(self) -> None:
        if self.visibility.family_here:
            self.say(quick_edit.UNDO_IN_MEETING, wrong=True)
        elif self._write(self.session.undo):
            self.say(words.UNDONE)

    @on(RowList.Chosen)
    def _edit(self, chosen: RowList.Chosen) -> None:
        screen = navigation.edit(self.context, self.session, self.format, chosen.key)
        self.app.push_screen(screen, lambda _saved: self._again())

    def action_invitations(self) -> None:
        if self.visibility.family_here:
            self.say(quick_edit.NOT_NOW_MINUTES, wrong=True)
            return
        self.app.push_screen(navigation.invitations(self.context, self.session, self.format))

    # ---- adding

    def action_add(self) -> None:
        self._adding = True
        add = self.query_one("#add", FieldLine)
        if not add.value and (kept := self._draft.read().get("add")):
            add.put(kept, draft=True)
            self.say(line_words.DRAFT_BACK)
        add.remove_class("-away")
        self.set_focus(add)

    def keep_half_typed(self) -> None:
        typed = self.query_one("#add", Input).value
        if self._adding:
            self._draft.keep({"add": typed} if typed.strip() else {})

    @on(Input.Submitted, "#add")
    def _add(self, submitted: Input.Submitted) -> None:
        if self._answered and submitted.value in ("", self._answered):
            self._answered = ""  # enter after a digit that has chosen already
        elif not submitted.value.strip():
            self.action_back()
        else:
            self._add_line(submitted.value)

    @on(Input.Changed, "#add")
    def _answer(self, changed: Input.Changed) -> None:
        """Take a digit typed right behind the line that was asked about as the answer."""
        if changed.value in self._choices and changed.value == changed.input.value:
            self._answered = changed.value
            self._add_line(self._choices[changed.value])
        elif changed.value:
            self._answered = ""

    def _add_line(self, line: str) -> None:
        add = self.query_one("#add", Input)
        try:
            drafts = read_attendee(line, self.session.meeting, self.format, self.context.new_id)
        except NotAPerson as problem:
            choices = enumerate(problem.choices, 1)
            self._choices = {f"{add.value}{number}": choice.line for number, choice in choices if number < 10}
            self.say(str(problem), wrong=True)
            return
        self._choices = {}
        person = drafts[0].record
        if isinstance(person, Attendee) and self._write(lambda: self.session.append(drafts)):
            add.value = ""
            self._draft.keep({})
            ref = self.visibility.meeting.ref_of(person.id)
            said = words.ADDED.format(ref=ref, name=person.name, status=words.ATTENDANCE_STATUS[person.status])
            self.query_one(RowList).mark(person.id)
            self._told_of = person.id
            self.say(said.lstrip())

    def action_back(self) -> None:
        """Leave the line first, keeping its text; then the screen."""
        add = self.query_one("#add", Input)
        if self.focused is add:
            add.set_class(not add.value.strip(), "-away")
            self.keep_half_typed()
            self.set_focus(self.query_one(RowList))
            if not self.query_one(RowList).display:
                self.set_focus(None)
            return
        self.dismiss(None)


def _next_report(person: Attendee) -> str:
    return REPORTS[(REPORTS.index(person.report) + 1) % len(REPORTS)]


def _refs(entries: Sequence[Entry[Attendee]]) -> str:
    shown = ", ".join(entry.ref for entry in entries[:NAMED_AT_ONCE])
    more = len(entries) - NAMED_AT_ONCE
    return AND_MORE.format(who=shown, count=more) if more > 0 else shown
