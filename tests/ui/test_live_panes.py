"""What each kind of agenda item shows, and how text is laid out in the columns there are."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from chairtui.journal.session import Session
from chairtui.meeting.closing.checks import deadlines
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, PaneKind
from chairtui.meeting.records import (
    Action,
    Answer,
    Attendee,
    Decision,
    Draft,
    Immediate,
    NextMeeting,
    Note,
    Observation,
    Previous,
    Record,
    Relative,
    Unsettled,
    Version,
    Who,
)
from chairtui.words import live as words
from screens.panes.pane_selection import PANES, sections_of
from screens.panes.view import View
from screens.themes import THEMES
from screens.widgets.list_row import Cell, Row, Section, heading
from screens.widgets.record_list import RecordList
from screens.widgets.row_layout import lay_out
from screens.widgets.wrapping import shorten, shown, wrap
from tests.ui.app_harness import NOW, WALL, WIDE, format_of
from tests.ui.live_harness import a_meeting, keys, live_context, live_meeting, until

SAM = Who(name="Sam Okafor", attendee="sam-o")
PRIYA = Who(name="Priya Larkspur", attendee="priya")


def seen(folder: Path, kind: PaneKind, *records: Record) -> tuple[tuple[Section, ...], Session, Format]:
    """The sections of the first item of that kind, once these records were filed."""
    folder.mkdir(exist_ok=True)
    context = live_context(folder)
    session = a_meeting(context)
    session.append(
        [Draft(record=record, base=session.meeting.base_of(record.id)) for record in records]
    ) if records else None
    format_ = format_of(context, session)
    item = format_.first_item(kind)
    assert item is not None
    return sections_of(View(session.meeting, format_, item)), session, format_


def cells(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def rows_of(sections: tuple[Section, ...]) -> dict[str, Row]:
    return {row.key: row for section in sections for row in section.rows}


def test_there_is_a_pane_for_each_kind_of_item() -> None:
    assert set(PANES) == set(get_args(PaneKind))


def test_strengths_needs_and_risks_stand_in_three_columns_with_prior_and_new_told_apart(tmp_path: Path) -> None:
    sections, _, format_ = seen(tmp_path, "observations")
    assert [s.title for s in sections if s.column] == ["Strengths", "Needs", "Risks"]
    assert rows_of(sections)["s1"].label == "", "the item's title says that it was known before"
    desk_rows = rows_of(sections)
    assert "r1" not in desk_rows, "what is new stands under its own item"
    empty = next(s for s in sections if s.title == "Risks")
    assert empty.rows == () and empty.empty == words.NO_RISK
    assert format_.first_item("observations", "during") is not None


def test_an_immediate_risk_says_that_its_decision_is_missing(tmp_path: Path) -> None:
    raised = Immediate(raised=NOW, raised_by="Sam Okafor")
    record = Observation(id="r2", theme="risk", text="Alone now", origin="prior", immediate=raised)
    sections, _, _ = seen(tmp_path, "observations", record)
    assert words.IMMEDIATE_UNDECIDED in rows_of(sections)["r2"].warnings


def test_information_stands_by_agency_with_its_nature_and_who_said_it(tmp_path: Path) -> None:
    sections, _, _ = seen(
        tmp_path,
        "information",
        Note(id="f1", nature="fact", text="Attendance is 71%", source=SAM),
        Note(id="o1", nature="opinion", text="K. is tired", source=PRIYA),
        Note(id="h1", nature="reported", text="Shouting in the evening"),
        Note(id="f2", nature="fact", text="Two appointments missed", source=SAM),
    )
    assert [s.title for s in sections][:3] == ["Health", "Social Care", words.NOBODY_NAMED]
    assert [row.key for row in sections[0].rows] == ["f1", "f2"]
    rows = rows_of(sections)
    assert (rows["f1"].label, cells(rows["f1"])) == ("fact", ["Sam Okafor"]), "the agency is the section's title"
    assert rows["o1"].label == "opinion"
    assert (rows["h1"].label, cells(rows["h1"])) == ("reported", [words.SAID_BY_NOBODY])
    assert rows["h1"].tags == (words.TAG_UNVERIFIED,)
    assert words.UNHEARD.format(agencies="Police") in [s.empty for s in sections]


def test_what_a_relative_says_stands_under_what_they_are(tmp_path: Path) -> None:
    lisa = Attendee(id="lisa", name="Lisa Hart", role="mother of K.", status="present", relative=True)
    said = Note(id="lisas", nature="fact", text="x", source=Who(name="Lisa Hart", attendee="lisa"), item="information")
    sections, _, _ = seen(tmp_path, "information", lisa, said)
    assert sections[0].title == "mother of K."


def test_a_discussion_shows_what_was_said_and_decided(tmp_path: Path) -> None:
    sections, _, format_ = seen(tmp_path, "discussion")
    assert sections[0].empty == words.NO_DISCUSSION
    item = format_.first_item("discussion")
    assert item is not None
    sections, _, _ = seen(
        tmp_path / "again",
        "discussion",
        Note(id="f1", nature="fact", text="A breakfast club was tried", item=item.id),
        Decision(id="d1", text="Try it again", reason="it helped", item=item.id),
    )
    assert [s.title for s in sections][:2] == [words.SAID, words.DECIDED]
    assert rows_of(sections)["d1"].notes == ("because it helped",)


def test_the_plan_shows_each_action_whole_and_what_no_action_answers(tmp_path: Path) -> None:
    sections, _, _ = seen(
        tmp_path,
        "plan",
        Action(
            id="a1",
            text="Walk home with K.",
            owner=SAM,
            deadline=date(2026, 12, 10),
            measure="K. is home by four",
            addresses=("n1",),
            item="discussion",
        ),
        Action(id="a2", text="Ring the housing office"),
    )
    rows = rows_of(sections)
    assert cells(rows["a1"]) == ["Sam Okafor", "Thu 10 Dec 2026"]
    assert rows["a1"].notes == ("for N1 · measure: K. is home by four",)
    assert rows["a1"].warnings == ()
    assert cells(rows["a2"]) == [f"! {words.NO_OWNER}", f"! {words.NO_DEADLINE}"]
    assert rows["a2"].warnings == (f"! {words.NO_MEASURE}",)
    narrow = ["".join(text for text, _ in line).strip() for line in lay_out(rows["a2"], 48, 5)]
    missing = f"! {words.NO_OWNER} · {words.NO_DEADLINE} · {words.NO_MEASURE}"
    assert " ".join(narrow[1:]) == missing, "in a list without columns"
    unanswered = next(s for s in sections if s.title == words.NOT_ANSWERED)
    assert [row.key for row in unanswered.rows] == ["r1"]


def test_the_details_name_the_meetings_before_and_after_but_not_with_the_family_in_the_room(tmp_path: Path) -> None:
    sections, session, format_ = seen(tmp_path, "details")
    labels = (words.DETAILS["follows"], words.DETAILS["followed-by"])
    assert not any(row.text.startswith(labels) for section in sections for row in section.rows)
    before = Previous(meeting="0a1b2c", title="Meeting before", starts=NOW)
    linked = session.meeting.details.model_copy(update={"previous": before})
    after = [NextMeeting(id="x1", meeting="3d4e5f", starts=NOW)]
    for part, there in ((1, 2), (2, 0)):
        details = linked.model_copy(update={"part": part})
        records: list[Record] = [details, *(e.record for e in session.meeting.attendees), *after]
        versions = (Version(record=r, seq=n, at=NOW, by="Sam") for n, r in enumerate(records, 1))
        item = format_.first_item("details")
        assert item is not None
        rows = [r for s in sections_of(View(Meeting("m1", versions), format_, item)) for r in s.rows]
        links = [row for row in rows if row.text.startswith(labels)]
        assert len(links) == there
        assert all(row.key == "" for row in links), "a link isn't changed here"
        assert not links or ("Meeting before" in links[0].text and "0a1b2c" in links[0].text)
        assert not links or "3d4e5f" in links[1].text


def test_a_question_tells_whether_it_is_answered(tmp_path: Path) -> None:
    sections, session, format_ = seen(tmp_path, "review")
    question = next(q for q in format_.questions_of(format_.first_item("review").id) if q.type == "date")  # type: ignore[union-attr]
    key = f"question:{question.id}"
    assert rows_of(sections)[key].mark == "?"
    session.save(Answer(id=f"answer:{question.id}", question=question.id, value="2027-02-25"))
    item = format_.first_item("review")
    assert item is not None
    answered = rows_of(sections_of(View(session.meeting, format_, item)))[key]
    assert (answered.mark, answered.notes) == ("✓", ("Thu 25 Feb 2027",))


def test_the_review_shows_what_will_be_due(tmp_path: Path) -> None:
    sections, session, format_ = seen(tmp_path, "review")
    expected = deadlines(session.meeting, format_)
    assert expected
    assert [row.text for row in sections[-1].rows] == [f"{show_date(d.due)}  {d.what}" for d in expected]


def test_a_question_that_waits_for_another_answer_is_not_shown_before(tmp_path: Path) -> None:
    _, session, format_ = seen(tmp_path, "details")
    waiting = next(q for q in format_.questions if q.opens)
    item = format_.item(waiting.item)
    assert item is not None and waiting.opens is not None
    key = f"question:{waiting.id}"
    assert key not in rows_of(sections_of(View(session.meeting, format_, item)))
    first = waiting.opens
    session.save(Answer(id=f"answer:{first.question}", question=first.question, value=first.answer, reason="so"))
    assert key in rows_of(sections_of(View(session.meeting, format_, item)))


def test_what_was_filed_under_another_kind_of_item_shows_there(tmp_path: Path) -> None:
    _, session, format_ = seen(tmp_path, "aim")
    item = format_.first_item("aim")
    assert item is not None
    session.save(Note(id="f9", nature="fact", text="Said under the aim", item=item.id))
    sections = sections_of(View(session.meeting, format_, item))
    assert sections[-1].title == words.FILED_HERE
    assert [row.key for row in sections[-1].rows] == ["f9"]


def test_every_record_shows_under_its_home(tmp_path: Path) -> None:
    """Whatever is recorded has a place on the screen."""
    from chairtui.meeting.formats.homes import home_of

    context = live_context(tmp_path)
    for format_ in context.formats.values():
        session = a_meeting(context)
        for number, item in enumerate(format_.agenda):
            records: list[Record] = [
                Note(id=f"f{number}", nature="fact", text="x", item=item.id),
                Decision(id=f"d{number}", text="x", item=item.id),
                Action(id=f"a{number}", text="x", item=item.id),
            ]
            session.append([Draft(record=record) for record in records])
        meeting: Meeting = session.meeting
        kept: list[Record] = [
            *(entry.record for entry in meeting.attendees),
            *(entry.record for entry in meeting.observations),
            *(entry.record for entry in meeting.notes),
            *(entry.record for entry in meeting.decisions),
            *(entry.record for entry in meeting.actions),
        ]
        for record in kept:
            home = format_.item(home_of(record, format_))
            assert home is not None
            assert record.id in rows_of(sections_of(View(meeting, format_, home)))


async def test_three_columns_where_there_is_room_and_one_where_there_is_not(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context), WALL) as (live, pilot):
        await keys(pilot, "5")
        columns = list(live.pane.query(".column").results(RecordList))
        assert all(column.region.width >= 40 for column in columns)
        assert len({column.region.y for column in columns}) == 1
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert all(not column.region for column in columns)
        assert live.pane.size.width >= 90
        await keys(pilot, "T")
        assert live.panel.region and live.pane.region.width >= 60, "with the panel open too"
        assert {"s1", "n1"} <= set(live.pane.query_one("#rows", RecordList).keys)


async def test_a_long_text_is_shown_whole_over_several_lines(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    session = a_meeting(context)
    long = " ".join(f"word{n}" for n in range(60))
    session.save(Observation(id="s7", theme="strength", text=long, origin="prior"))
    async with live_meeting(context, session, (80, 40)) as (live, pilot):
        await keys(pilot, "5")
        drawn = [live.pane.query_one("#rows", RecordList).render_line(y).text for y in range(30)]
        words_seen = " ".join(" ".join(drawn).split())
        assert all(f"word{n}" in words_seen for n in range(60))


@given(st.text(max_size=200), st.integers(1, 60))
@settings(max_examples=150, deadline=None)
def test_wrapping_loses_no_letter_and_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    widest = max((cell_len(c) for c in shown(text)), default=1)
    assert all(cell_len(line) <= max(width, widest) for line in lines)
    kept = "".join("".join(lines).split())
    assert kept == "".join(shown(text).split())


@given(st.text(max_size=100), st.integers(0, 40))
@settings(max_examples=100, deadline=None)
def test_a_shortened_text_fits_on_its_line(text: str, width: int) -> None:
    cut = shorten(text, width)
    assert cell_len(cut) <= width
    assert "\n" not in cut
    if cut != shown(text).replace("\n", " "):
        assert width == 0 or cut.endswith("…")


@given(st.text(min_size=1, max_size=120), st.integers(4, 140), st.integers(0, 2), st.booleans(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_row_fits_the_width_it_is_laid_out_for(
    text: str, width: int, columns: int, labelled: bool, tagged: bool
) -> None:
    label = "reported" if labelled else ""
    tags = (words.TAG_UNVERIFIED, words.TAG_RESTRICTED) if tagged else ()
    notes, warnings = ("not for the family: it names a neighbour",), ("! no measure yet",)
    beside = (Cell("Bartholomew Fotheringhay-Cholmondeley"), Cell("Thu 10 Dec 2026", "by Thu 10 Dec 2026"))[:columns]
    row = Row("id", "R12", text, "risk", label, notes, warnings, beside, tags, "◂ Ottoline")
    widest = max(1, *(cell_len(c) for c in shown(text)))
    lines = ["".join(piece for piece, _ in line) for line in lay_out(row, width, 5)]
    assert all(cell_len(line) <= max(width, 4 + widest) for line in lines)


def test_an_owner_and_a_day_stand_in_columns_of_their_own_from_the_narrowest_screen_with_an_agenda(
    tmp_path: Path,
) -> None:
    action = Action(id="a1", text="Walk home with K. each day", owner=SAM, deadline=date(2026, 12, 10))
    sections, _, _ = seen(tmp_path, "plan", action)
    row = rows_of(sections)["a1"]
    plan = heading(sections[0].title, sections[0].columns)
    for width in (52, 72, 90):
        title, first = ("".join(text for text, _ in lay_out(each, width, 5)[0]) for each in (plan, row))
        assert first.index("Sam") == title.index(words.OWNER_COLUMN), width
        assert first.index("Thu 10") == title.index(words.DEADLINE_COLUMN), width


def test_what_the_family_may_not_read_is_tagged_by_a_sign_and_a_word_before_its_text(tmp_path: Path) -> None:
    sections, _, _ = seen(
        tmp_path,
        "information",
        Relative(id="l1", name="Mick Fielding", relation="stepfather"),
        Note(id="f1", nature="fact", text="A car was seen", restricted="an enquiry", item="information"),
        Note(id="f2", nature="fact", text="It was blue", kept_from=("l1",), kept_why="it is his", item="information"),
        Note(id="f3", nature="fact", text="Its owner is known", only=("Police",), only_why="asked", item="information"),
        Unsettled(id="u1", text="s K. likes it", reason="No sign.", item="information"),
    )
    rows = rows_of(sections)
    assert rows["f1"].tags == (words.TAG_RESTRICTED,)
    assert rows["f2"].tags == (words.TAG_KEPT_FROM.format(who="Mick Fielding"),)
    assert rows["f3"].tags == (words.TAG_ONLY.format(who="Police"),)
    assert rows["u1"].tags == (words.TAG_UNSETTLED,)
    for key, why in (("f1", "an enquiry"), ("f2", "it is his"), ("f3", "asked")):
        assert any(why in note for note in rows[key].notes)
        lines = ["".join(text for text, _ in line) for line in lay_out(rows[key], 90, 5)]
        assert f"■ {rows[key].tags[0][2:]}  {rows[key].text}" in lines[0]
    signs = [t[0] for t in (words.TAG_RESTRICTED, words.TAG_UNSETTLED, words.TAG_UNVERIFIED, words.TAG_NEW)]
    assert len(set(signs)) == len(signs), "each has a shape of its own"


async def test_another_look_changes_every_colour_at_once(tmp_path: Path) -> None:
    context = live_context(tmp_path)
    async with live_meeting(context, a_meeting(context)) as (live, pilot):
        await keys(pilot, "5T")
        await until(pilot, lambda: live.findings is not None)

        def warning() -> Style:
            lines = [live.panel.render_line(y) for y in range(live.panel.size.height)]
            found = next(line for line in lines if line.text.startswith(" !"))
            style = next(segment for segment in found if segment.text.startswith("!")).style
            assert style is not None
            return style

        dark = warning()
        live.app.theme = THEMES["light"].name
        await until(pilot, lambda: warning().color != dark.color)
        light = warning()
        assert light.bgcolor is not None and light.color is not None
        assert light.color.get_truecolor().red < 128 < light.bgcolor.get_truecolor().red
