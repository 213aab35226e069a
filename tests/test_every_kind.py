"""Every kind of record, taken through everything that goes by kind. A new kind fails here until all of it is done."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from chairtui.commands.record_summary import summarise
from chairtui.data_files import read_data
from chairtui.meeting.after.printed_lines import line_ids, line_text
from chairtui.meeting.after.proposals import Proposals
from chairtui.meeting.capture.capture import Understood, capture
from chairtui.meeting.editing.fields import change, fields_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.formats.model import AgendaItem
from chairtui.meeting.formats.snapshot import keep
from chairtui.meeting.kinds import KINDS, STATEMENTS, category_of, letter_of, own_texts
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
from chairtui.minutes.audience import Access, NotReleased, PartTwoAccess
from chairtui.minutes.exchange import read_json, to_json
from chairtui.minutes.file_kinds import KINDS as FILES
from chairtui.minutes.file_kinds import Branding, Kind, Reader, build_file
from chairtui.minutes.text_summary import show
from chairtui.words import release as release_words
from chairtui.words.kinds import HEADINGS
from chairtui.words.kinds import KINDS as CALLED
from screens.panes.pane_selection import sections_of
from screens.panes.view import View
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.opened import all_words
from tests.minutes.releasing import DAWN, MICK, copy_for, released, write
from tests.minutes.strategies import a_meeting

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

IN_THE_ROOM = frozenset(STATED) - {"unsettled"}
"""Categories that may stand on the screen while the family is in the room, where no mark forbids it."""

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


OTHER_READERS: dict[str, frozenset[Audience]] = {
    **dict.fromkeys(OTHERS, frozenset()),
    **dict.fromkeys(("attendee", "answer", "amendment"), frozenset({"attendees", "family"})),
    **dict.fromkeys(("details", "agreement"), frozenset({"attendees"})),
    "departure": frozenset({"attendees", "actions"}),
    "not-convened": frozenset({"attendees"}),
}
"""Which copies in words print any other record. A decision not to convene stands alone; lists of actions name
departures."""


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
    return " ".join(all_words(file, build_file(of, FORMAT, file, Reader(audience), BRANDING)).split())


def test_every_kind_has_a_row_a_sample_and_a_name() -> None:
    statements = {category for kind in STATEMENTS for category in kind.letters}
    assert set(STATED) == set(READERS) == statements
    assert set(OTHERS) == set(KINDS) - {kind.name for kind in STATEMENTS}
    assert statements <= set(CALLED)
    assert {kind.name for kind in STATEMENTS} <= set(HEADINGS)
    models = set(get_args(get_args(Record)[0]))
    assert {kind.model for kind in KINDS.values()} == models
    letters = [letter for kind in KINDS.values() for letter in kind.letters.values()]
    assert len(letters) == len(set(letters))


NOT_DRAWN = {"format", "not-convened", "release"}
"""Kinds that no random meeting of `strategies.py` has: it has the tests' format, is held, and its tests release it."""


def test_random_meetings_draw_every_kind() -> None:
    meetings = (a_meeting(seed, lambda: WORDS) for seed in range(60))
    assert {version.record.kind for of in meetings for version in of.versions} == set(KINDS) - NOT_DRAWN


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


@pytest.mark.parametrize("category", [category for category in STATED if CALLED[category].starts])
def test_a_captured_line_keeps_its_words_place_and_marks(category: str) -> None:
    of = meeting(details(part=2), JO, DAWN)
    line = f"{CALLED[category].starts[0]}: {WORDS} @Jo Bell !restricted {RESTRICTED} !not Dawn Why !only Health Whose"
    outcome = capture(line, of, FORMAT, item="talk", new_id=lambda: "x")
    assert isinstance(outcome, Understood)
    (draft,) = outcome.drafts
    said = draft.record
    assert isinstance(said, Statement)
    assert category_of(said) == category
    assert said.text.startswith(WORDS)
    assert (said.item, said.part, said.restricted) == ("talk", 2, RESTRICTED)
    assert (said.kept_from, said.kept_why, said.only, said.only_why) == ((DAWN.id,), "Why", ("Health",), "Whose")


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
    rows = [row for section in sections_of(View(of, FORMAT, item_of(record))) for row in section.rows]
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


NURSE = JO.model_copy(update={"parts": (1, 2)})
OFFICER = Attendee(id="p2", name="Pat Law", role="Sergeant", agency="Police", status="present", parts=(1, 2))
FIRST = Attendee(id="p3", name="Only First", role="Nurse", agency="Health", status="present", parts=(1,))
SECOND = Attendee(id="p4", name="Only Second", role="Nurse", agency="Health", status="present", parts=(2,))
COPIES: tuple[tuple[Kind, Audience], ...] = (("md", "attendees"), ("json", "attendees"), ("csv", "actions"))
SEEN_BY_ATTENDEES = [category for category in STATED if "attendees" in READERS[category]]


def said(category: str, **changes: object) -> AnyStatement:
    return STATED[category].model_copy(update=changes)


def two_parts(*records: Record) -> Meeting:
    """A meeting whose second part the family joined."""
    return meeting(details(part=2), NURSE, OFFICER, FIRST, SECOND, *records)


def told(of: Meeting, file: Kind, audience: Audience, person: Attendee) -> bool:
    return WORDS in all_words(file, build_file(of, FORMAT, file, Reader(audience, person.id), BRANDING))


def listed(category: str, audience: Audience) -> bool:
    return audience != "actions" or category == "action"


@pytest.mark.parametrize(("file", "audience"), COPIES)
@pytest.mark.parametrize("category", STATED)
def test_what_is_for_one_agency_only_is_in_the_copies_of_its_people(
    category: str, file: Kind, audience: Audience
) -> None:
    of = two_parts(said(category, only=("Police",), only_why="Not theirs"))
    assert told(of, file, audience, OFFICER) == (category in SEEN_BY_ATTENDEES and listed(category, audience))
    assert not told(of, file, audience, NURSE)
    assert WORDS not in all_words("md", build_file(of, FORMAT, "md", Reader("attendees"), BRANDING))


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("category", STATED)
def test_a_statement_kept_from_one_relative_goes_to_the_other(category: str, file: Kind) -> None:
    of = meeting(details(), JO, VISIT, DAWN, MICK, said(category, kept_from=(DAWN.id,), kept_why=RESTRICTED))
    dawns = copy_for(released(of, FORMAT), FORMAT, file)
    assert WORDS not in dawns
    assert RESTRICTED not in dawns
    micks = copy_for(released(of, FORMAT, MICK), FORMAT, file, MICK)
    prints = "family" in READERS[category] and (category == "action" or file not in ("csv", "ics"))
    assert (WORDS in " ".join(micks.split())) == prints


@pytest.mark.parametrize(("file", "audience"), COPIES)
@pytest.mark.parametrize("category", STATED)
@pytest.mark.parametrize(("part", "inside", "outside"), [(1, FIRST, SECOND), (2, SECOND, FIRST)])
def test_a_statement_is_in_the_copies_of_those_who_were_in_its_part(
    category: str, part: int, inside: Attendee, outside: Attendee, file: Kind, audience: Audience
) -> None:
    of = two_parts(said(category, part=part))
    assert told(of, file, audience, inside) == (category in SEEN_BY_ATTENDEES and listed(category, audience))
    assert not told(of, file, audience, outside)


@pytest.mark.parametrize("category", STATED)
def test_what_was_said_before_a_relative_joined_is_held_back_from_their_copy(category: str) -> None:
    for part in (1, 2):
        family = " ".join(copy_for(released(two_parts(said(category, part=part)), FORMAT), FORMAT).split())
        assert (WORDS in family) == (part == 2 and "family" in READERS[category])


@pytest.mark.parametrize("category", STATED)
def test_the_screen_in_part_two_shows_what_was_said_there_and_nothing_marked(category: str) -> None:
    def shown(**changes: object) -> bool:
        of = two_parts(DAWN, said(category, **changes))
        entry = of.find("x")
        assert entry is not None
        return PartTwoAccess(of, FORMAT).sees(entry)

    assert shown(part=2) == (category in IN_THE_ROOM)
    assert not shown(part=1)
    assert not shown(part=2, restricted=RESTRICTED)
    assert not shown(part=2, kept_from=(DAWN.id,))
    assert not shown(part=2, only=("Police",))


@pytest.mark.parametrize("name", [name for name in OTHERS if name != "closure"])
def test_every_other_record_is_printed_for_the_readers_stated(name: str) -> None:
    of = held(OTHERS[name])
    for audience in get_args(Audience):
        if name == "not-convened" and audience == "family":
            continue  # a relative is told of it only where that line was released, see the tests of the release
        assert (WORDS in copy(of, "md", audience)) == (audience in OTHER_READERS[name]), audience


@pytest.mark.parametrize("record", [*STATED.values(), *OTHERS.values()], ids=[*STATED, *OTHERS])
def test_whoever_decides_about_a_line_reads_all_that_it_prints(record: Record) -> None:
    of = held(record)
    assert (record.id in line_ids(of)) == (bool(KINDS[record.kind].given) and record.kind != "details")
    if record.id in line_ids(of):
        assert WORDS in line_text(record.id, of, FORMAT)


OWN = "Damsons need sugar"
OWN_TEXTS = [(category, name) for kind in STATEMENTS for category in kind.letters for name in own_texts(kind)]
"""Each text field that a statement has beside its words, for every category."""


@pytest.mark.parametrize(("category", "name"), OWN_TEXTS)
def test_a_line_that_names_another_relative_in_any_of_its_texts_is_proposed_to_be_held_back(
    category: str, name: str
) -> None:
    of = meeting(details(), JO, VISIT, DAWN, MICK, said(category, **{name: f"{OWN}, says Mick"}))
    place, why = Proposals(of, FORMAT, DAWN.id).of("x")
    assert (place, why) == ("held back", release_words.ANOTHER_RELATIVE)


IN_NO_FORM = {("action", "status_reason"), ("unsettled", "reason")}
"""Texts that no form changes: why an action was dropped is typed with `A1 drop:`, and a line to settle is settled."""
ADDED = "Sloes make gin"


def holding(category: str, name: str, text: str = OWN) -> tuple[AnyStatement, Meeting]:
    """A statement with a text in one of its own fields, and a meeting in which it was said."""
    record = said(category, **{name: text})
    return record, held(record)


def item_of(record: Record) -> AgendaItem:
    item = FORMAT.item(home_of(record, FORMAT))
    assert item is not None
    return item


def typed(line: str, of: Meeting) -> Understood:
    outcome = capture(line, of, FORMAT, item="talk", new_id=lambda: "new")
    assert isinstance(outcome, Understood), outcome
    return outcome


def kept(outcome: Understood, id_: str, name: str) -> str:
    """What a field of a record holds once the drafts of a line are saved."""
    return next(str(getattr(draft.record, name)) for draft in outcome.drafts if draft.record.id == id_)


@pytest.mark.parametrize(("category", "name"), OWN_TEXTS)
def test_each_own_text_of_a_statement_is_on_the_screen_and_in_the_minutes_the_letter_the_form_and_the_history(
    category: str, name: str
) -> None:
    record, of = holding(category, name)
    assert (OWN in copy(of, "md", "attendees")) == (category in SEEN_BY_ATTENDEES)
    assert (OWN in copy(of, "md", "family")) == (name in KINDS[record.kind].given)
    assert OWN in summarise(record, of)
    if name in KINDS[record.kind].given:
        assert OWN in line_text("x", of, FORMAT), "whoever decides about the line reads all that it prints"
    in_form = OWN in [field.value for field in fields_of(record, of, FORMAT)]
    assert in_form == ((category, name) not in IN_NO_FORM)
    rows = [row for section in sections_of(View(of, FORMAT, item_of(record))) for row in section.rows]
    assert category == "unsettled" or OWN in str(rows), "what is wrong with a line to settle is worked out anew"


@pytest.mark.parametrize(("category", "name"), [own for own in OWN_TEXTS if own[0] != "unsettled"])
def test_a_correction_or_a_join_loses_no_own_text_of_a_statement(category: str, name: str) -> None:
    record, of = holding(category, name)
    entry = of.find("x")
    assert entry is not None
    assert kept(typed(f"{entry.ref} Pears too", of), "x", name) == OWN
    write(of, Draft(record=record.model_copy(update={"id": "y", name: ADDED})))
    second = of.find("y")
    assert second is not None
    word = KINDS[record.kind].opens[name]
    assert kept(typed(f"{entry.ref} join {second.ref}", of), "x", name) == (f"{OWN} {ADDED}" if word else OWN)


@pytest.mark.parametrize(("category", "name"), [own for own in OWN_TEXTS if KINDS[STATED[own[0]].kind].opens[own[1]]])
def test_a_line_gives_an_own_text_after_its_word_and_the_preview_shows_it(category: str, name: str) -> None:
    record, of = holding(category, name, ADDED)
    word = KINDS[record.kind].opens[name]
    new = typed(f"{CALLED[category].starts[0]}: Pears too @Jo Bell {word}: {OWN}", of)
    assert kept(new, "new", name) == OWN
    assert OWN in " ".join(new.details)
    assert "Pears too" in kept(new, "new", "text") and OWN not in kept(new, "new", "text")
    entry = of.find("x")
    assert entry is not None
    assert kept(typed(f"{entry.ref} {word}: {OWN}", of), "x", name) == OWN


@pytest.mark.parametrize("category", STATED)
def test_who_does_not_get_a_statement_gets_no_text_of_it_and_no_reason_through_an_action_for_it(category: str) -> None:
    texts = dict.fromkeys(own_texts(KINDS[STATED[category].kind]), OWN)
    record = said(category, **texts, restricted=RESTRICTED)
    for_it = VISIT.model_copy(update={"addresses": ("x",), "restricted": RESTRICTED, "part": 2})
    of = two_parts(record, for_it)
    outside = [SECOND] if category in SEEN_BY_ATTENDEES else [SECOND, NURSE]
    for file, audience in COPIES:
        for person in outside:
            text = all_words(file, build_file(of, FORMAT, file, Reader(audience, person.id), BRANDING))
            assert "Visit" in text
            assert [each for each in (WORDS, OWN, RESTRICTED) if each in text] == []
    letter = copy_for(released(of, FORMAT), FORMAT)
    assert [each for each in (WORDS, OWN, RESTRICTED) if each in letter] == []


OPEN = {name: record for name, record in {**STATED, **OTHERS}.items() if name != "closure"}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("record", OPEN.values(), ids=OPEN)
def test_no_file_for_a_relative_is_made_until_it_is_released(record: Record, file: Kind) -> None:
    of = held(record)
    write(of, Draft(record=DAWN))
    with pytest.raises(NotReleased, match="nothing is released for Dawn"):
        build_file(of, FORMAT, file, Reader("family", DAWN.id), BRANDING)
    with pytest.raises(NotReleased):
        build_file(of, FORMAT, file, Reader("family"), BRANDING)


MADE_ANEW = {"closure", "format"}
"""An imported meeting is sealed anew, and held to the format it is imported with."""
KEPT = {name: record for name, record in {**STATED, **OTHERS}.items() if name not in MADE_ANEW}


@pytest.mark.parametrize("record", KEPT.values(), ids=KEPT)
def test_a_meeting_goes_to_json_and_back_whole(record: Record) -> None:
    of = held(record)
    back = read_json(to_json(of))
    drafts = [draft.record for draft in back.drafts] + [later.draft.record for later in back.later]
    assert record in drafts
