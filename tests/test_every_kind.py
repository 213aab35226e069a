"""Every kind of record, taken through everything that goes by kind. A new kind fails here until all of it is done."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from chairtui.commands.record_summary import summarise
from chairtui.data_files import read_data
from chairtui.meeting.editing.fields import change, fields_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import home_of
from chairtui.meeting.formats.snapshot import keep
from chairtui.meeting.kinds import KINDS, STATEMENTS, category_of, letter_of
from chairtui.meeting.records import (
    Action,
    Agreement,
    Amendment,
    Answer,
    AnyStatement,
    Attendee,
    Audience,
    Closure,
    Decision,
    Departure,
    Distribution,
    Draft,
    FollowUp,
    NextMeeting,
    NotConvened,
    Note,
    Observation,
    PersonConcerned,
    Progress,
    Record,
    Relative,
    Release,
    ReleasedLine,
    Statement,
    Unsettled,
    Who,
)
from chairtui.minutes.audience import Access, NotReleased
from chairtui.minutes.exchange import read_json, to_json
from chairtui.minutes.file_kinds import KINDS as FILES
from chairtui.minutes.file_kinds import Branding, Kind, Reader, made
from chairtui.minutes.text_summary import show
from chairtui.words.kinds import HEADINGS
from chairtui.words.kinds import KINDS as CALLED
from screens.panes.pane_selection import sections_of
from screens.panes.view import View
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.opened import all_words
from tests.minutes.releasing import DAWN, copy_for, released, write

BRANDING = Branding(read_data("templates/minutes.md"))
AT = datetime(2026, 12, 3, 15, 0, tzinfo=UTC)
WORDS = "Quinces ripen late"
RESTRICTED = "Medlars are softer"
JO = Attendee(id="p1", name="Jo Bell", role="Nurse", agency="Health", status="present")
VISIT = Action(id="a9", text="Visit", owner=Who(name="Jo Bell", attendee="p1"), deadline=date(2026, 12, 4))

STATED: dict[str, AnyStatement] = {
    "strength": Observation(id="x", theme="strength", text=WORDS, item="during"),
    "need": Observation(id="x", theme="need", text=WORDS, item="during"),
    "risk": Observation(id="x", theme="risk", text=WORDS, item="during"),
    "fact": Note(id="x", nature="fact", text=WORDS, item="news"),
    "opinion": Note(id="x", nature="opinion", text=WORDS, item="news"),
    "reported": Note(id="x", nature="reported", text=WORDS, item="talk", source=Who(name="Jo Bell", attendee="p1")),
    "views": Note(id="x", nature="views", text=WORDS, item="talk", source=Who(name="Jo Bell", attendee="p1")),
    "question": Note(id="x", nature="question", text=WORDS, item="talk"),
    "document": Note(id="x", nature="document", text=WORDS, item="talk"),
    "decision": Decision(id="x", text=WORDS, item="plan"),
    "unsettled": Unsettled(id="x", text=WORDS, reason="no letter", item="talk"),
    "action": Action(id="x", text=WORDS, item="plan", owner=VISIT.owner, deadline=VISIT.deadline),
}
"""A statement of each category."""

READERS: dict[str, frozenset[Audience]] = {
    **dict.fromkeys(
        ("strength", "need", "risk", "fact", "opinion", "reported", "views", "question", "document", "decision"),
        frozenset({"attendees", "family"}),
    ),
    "unsettled": frozenset(),
    "action": frozenset({"attendees", "family", "actions"}),
}
"""Which copies print an unrestricted statement of each category. Whoever adds one says so here."""

OTHERS: dict[str, Record] = {
    "details": details(aim=WORDS),
    "attendee": Attendee(id="x", name=WORDS, role="Nurse", agency="Health", status="present"),
    "answer": Answer(id="answer:lead", question="lead", value=WORDS, part=1),
    "agreement": Agreement(
        id="x", provision="OUR-01", of=Who(name="Police"), said="disagreed", asked=date(2026, 12, 1), why=WORDS
    ),
    "departure": Departure(
        id="x", provision="OUR-01", reason=WORDS, decided_by=Who(name="Ida Hill"), route="Not taken"
    ),
    "progress": Progress(id="progress:news", item="news", state="done"),
    "closure": Closure(digest="0" * 64, position=1),
    "amendment": Amendment(id="x", target="p1", text=WORDS, reason="An error"),
    "follow-up": FollowUp(id="x", action="a9", status="done", reason=WORDS),
    "distribution": Distribution(id="x", to=Who(name=WORDS), sent=date(2026, 12, 8)),
    "next-meeting": NextMeeting(id="x", meeting="m2", starts=AT),
    "format": keep(FORMAT),
    "not-convened": NotConvened(rationale=WORDS, decided_by="Jo Bell", on=date(2026, 12, 3)),
    "concerned": PersonConcerned(id="x", name=WORDS, age=9),
    "relative": Relative(id="x", name=WORDS, relation="mother of Robin"),
    "release": Release(id="x", relative="dawn", held=(ReleasedLine(of="p1", digest="0" * 32, reason=WORDS),)),
}


def held(record: Record) -> Meeting:
    """A meeting in which it was said, and closed since where that is when it belongs."""
    if KINDS[record.kind].after_closing:
        return meeting(details(), JO, VISIT, closed=True, then=[record])
    return meeting(
        details() if record.kind != "details" else record, JO, VISIT, *([record] * (record.kind != "details"))
    )


def copy(of: Meeting, file: Kind, audience: Audience) -> str:
    """All that can be read; for the family, what Dawn gets once all is released that isn't held back."""
    if audience == "family":
        return " ".join(copy_for(released(of, FORMAT), FORMAT, file).split())
    return " ".join(all_words(file, made(of, FORMAT, file, Reader(audience), BRANDING)).split())


def test_every_kind_has_a_row_a_sample_and_a_name() -> None:
    statements = {category for kind in STATEMENTS for category in kind.letters}
    assert set(STATED) == set(READERS) == statements
    assert set(OTHERS) == set(KINDS) - {kind.name for kind in STATEMENTS}
    assert statements <= set(CALLED)
    models = set(get_args(get_args(Record)[0]))
    assert {kind.model for kind in KINDS.values()} == models
    letters = [letter for kind in KINDS.values() for letter in kind.letters.values()]
    assert len(letters) == len(set(letters))


@pytest.mark.parametrize("record", [*STATED.values(), *OTHERS.values()], ids=[*STATED, *OTHERS])
def test_any_record_is_filed_referred_to_and_summarised(record: Record) -> None:
    of = held(record)
    entry = of.find(record.id)
    assert entry is not None
    assert entry.ref.rstrip("0123456789") == letter_of(record)
    assert of.of_kind(record.kind)[-1].record == record
    assert summarise(record, of)
    assert home_of(record, FORMAT) in {item.id for item in FORMAT.agenda}
    assert category_of(record)


@pytest.mark.parametrize("category", STATED)
def test_a_statement_can_be_edited_in_a_form(category: str) -> None:
    record = STATED[category]
    of = held(record)
    fields = {field.name: field for field in fields_of(record, of, FORMAT)}
    assert fields["text"].value == WORDS
    changed = change(record, {"text": "Pears too", "restricted": "Not theirs"}, of, FORMAT)
    assert isinstance(changed, Statement)
    assert (changed.text, changed.restricted) == ("Pears too", "Not theirs")


@pytest.mark.parametrize("category", STATED)
def test_a_statement_stands_on_the_screen_and_in_both_summaries(category: str) -> None:
    record = STATED[category]
    of = held(record)
    item = FORMAT.item(home_of(record, FORMAT))
    assert item is not None
    rows = [row for section in sections_of(View(of, FORMAT, item)) for row in section.rows]
    assert [row.text for row in rows if row.key == record.id] == [WORDS]
    assert WORDS in show(of, FORMAT)
    assert record.kind in HEADINGS


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("category", STATED)
def test_every_file_for_every_reader_prints_what_the_reader_may_see(category: str, file: Kind) -> None:
    of = held(STATED[category])
    for audience in get_args(Audience):
        if file == "json" and audience == "attendees":
            continue  # the whole meeting, to be imported again
        shown = WORDS in copy(of, file, audience)
        may = audience in READERS[category]
        only_actions = file in ("csv", "ics") or audience == "actions"
        assert shown == (may and (category == "action" or not only_actions)), audience


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("category", STATED)
def test_a_restricted_statement_is_in_no_file_for_the_family(category: str, file: Kind) -> None:
    of = held(STATED[category].model_copy(update={"restricted": RESTRICTED}))
    entry = of.find("x")
    assert entry is not None
    assert not Access(released(of, FORMAT), FORMAT, "family", DAWN.id).sees(entry)
    text = copy(of, file, "family")
    assert WORDS not in text
    assert RESTRICTED not in text


OPEN = {name: record for name, record in {**STATED, **OTHERS}.items() if name != "closure"}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("record", OPEN.values(), ids=OPEN)
def test_no_file_for_a_relative_is_made_until_it_is_released(record: Record, file: Kind) -> None:
    of = held(record)
    write(of, Draft(record=DAWN))
    with pytest.raises(NotReleased, match="nothing is released for Dawn"):
        made(of, FORMAT, file, Reader("family", DAWN.id), BRANDING)
    with pytest.raises(NotReleased):
        made(of, FORMAT, file, Reader("family"), BRANDING)


MADE_ANEW = {"closure", "format"}
"""An imported meeting is sealed anew, and held to the format it is imported with."""
KEPT = {name: record for name, record in {**STATED, **OTHERS}.items() if name not in MADE_ANEW}


@pytest.mark.parametrize("record", KEPT.values(), ids=KEPT)
def test_a_meeting_goes_to_json_and_back_whole(record: Record) -> None:
    of = held(record)
    back = read_json(to_json(of))
    drafts = [draft.record for draft in back.drafts] + [later.draft.record for later in back.later]
    assert record in drafts
