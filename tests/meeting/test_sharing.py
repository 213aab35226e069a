"""What a format says about who gets what: statutory agencies, and what is proposed for a relative's copy."""

from __future__ import annotations

import pytest

from chairtui.meeting.after.proposals import Proposals
from chairtui.meeting.capture.capture import LeftUnsettled, Understood
from chairtui.meeting.chairing.agencies import is_of, statutory_of
from chairtui.meeting.formats.loader import BadFormat, load_format
from chairtui.meeting.formats.model import FAMILY_TOLD
from chairtui.meeting.formats.sharing import Agencies
from chairtui.meeting.formats.snapshot import format_for, keep
from chairtui.meeting.records import Decision, Relative
from chairtui.words import release as words
from tests.meeting.capture_room import Room
from tests.meeting.formats_and_meetings import EVERY, baseline, format_called, ready
from tests.meeting.our_format import OURS


@pytest.mark.parametrize("format_id", EVERY)
@pytest.mark.parametrize(
    "agency",
    [
        "Police Scotland", "Hampshire Constabulary and Police", "Dumfries & Galloway Council", "NHS Highland",
        "Tayside Health Board", "Southern Health and Social Care Trust", "Mill Lane GP Practice", "Annan Academy",
        "St Mary's Primary School", "South West Ambulance Service", "Falkirk Health and Social Care Partnership",
        "National Probation Service", "Fire and Rescue Service",
        "Health", "NHS", "GP", "GP surgery", "Health board", "NHS Dumfries & Galloway", "Community nursing",
        "Social work", "Children's Social Care", "Children’s Social Care", "Childrens Services", "Adult social care",
        "School", "Annan Primary", "Annan School", "Education", "Police", "Ambulance", "Council", "Council housing",
        "Health and Social Care Partnership", "Health & Social Care Partnership", "community mental health team",
    ],
)  # fmt: skip
def test_public_bodies_are_statutory(agency: str, format_id: str) -> None:
    assert is_of(agency, ("statutory",), statutory_of(format_called(format_id)))


@pytest.mark.parametrize(
    "agency",
    [
        "Lantern Befriending", "Refugee Council",
        "Kirkside Riding School", "Academy Homecare Ltd", "Council for Voluntary Service", "Age UK",
        "St John Ambulance",
        "Nith Care", "Housing", "Nith Housing Association", "Environmental Health", "Occupational Health",
        "Health Foods", "Bright Ltd NHS",
        "Nith Health and Wellbeing", "Nith Primary Minders", "Veterinary Surgery", "Police Federation",
        "Barnardo's school project", "Red Cross hospital transport", "Friends of the Hospital", "Independent School",
        "",
    ],
)  # fmt: skip
def test_voluntary_bodies_and_private_providers_are_not(agency: str) -> None:
    assert not is_of(agency, ("statutory",), statutory_of(format_called("dumfries-galloway")))


def test_a_meeting_stored_before_agencies_had_whole_names_has_those_of_now() -> None:
    table = ready("dumfries-galloway")
    before = table.format.model_copy(update={"agencies": Agencies(statutory=("police", "nhs"))})
    table.put(keep(before))
    now = format_for(table.meeting, format_called)
    assert now is not None and is_of("Health", ("statutory",), statutory_of(now))


def test_an_agency_named_exactly_is_that_one_alone() -> None:
    known, there = statutory_of(format_called("bristol")), ("Health", "Environmental Health", "Harbour Police")
    assert [name for name in there if is_of(name, ("health",), known, there)] == ["Health"]
    assert [name for name in there if is_of(name, ("police",), known, there)] == ["Harbour Police"]


@pytest.mark.parametrize(
    ("agency", "called"),
    [
        ("NHS Highland", "health"), ("Mill Lane GP Practice", "health"), ("Police Scotland", "police"),
        ("Hampshire Constabulary", "police"), ("Annan Academy", "education"), ("Moray Social Work", "social work"),
    ],
)  # fmt: skip
def test_a_group_stands_for_the_bodies_listed_for_it(agency: str, called: str) -> None:
    assert is_of(agency, (called,), statutory_of(format_called("bristol")))


@pytest.mark.parametrize(
    "agency",
    [
        "Environmental Health", "Occupational Health Ltd", "Health Foods", "Hospital School", "NHS and Social Work",
        "Veterinary Hospital", "Private Hospital", "Red Cross hospital transport", "Police Federation", "Bright",
    ],
)  # fmt: skip
def test_no_other_name_is_taken_for_one_of_a_group(agency: str) -> None:
    known = statutory_of(format_called("bristol"))
    assert not any(is_of(agency, (called,), known) for called in ("health", "police", "education", "social work"))
    assert is_of(agency, (agency.upper(),), known)


def test_a_part_of_an_agencys_name_is_asked_about_and_settled_by_the_whole() -> None:
    room = Room()
    for line in ("Zoe Hart, manager, Bright Homes Ltd", "Cal Reed, officer, Bright Start"):
        room.take(f"present: {line}")
    left = room.take("f: The rent is late !only bright homes she asked")
    assert isinstance(left, LeftUnsettled) and left.missing == "agency"
    assert "Bright Homes Ltd" in left.reason
    settled = room.take("U1 Bright Homes Ltd")
    assert isinstance(settled, Understood)
    assert room.meeting.notes[-1].record.only == ("Bright Homes Ltd",)
    assert room.meeting.notes[-1].record.only_why == "she asked"
    assert is_of("Bright Homes Ltd", ("bright homes ltd",), statutory_of(format_called("bristol")))
    assert not is_of("Bright Homes Ltd", ("bright homes",), statutory_of(format_called("bristol")))


DECISIONS = (
    "An adult support and protection inquiry is opened",
    "A referral is made to the memory clinic",
    "The strategy discussion is on Monday",
    "A section 47 enquiry starts today",
    "We share this with the police",
)


@pytest.mark.parametrize("format_id", EVERY)
def test_a_decision_on_a_referral_or_an_inquiry_never_goes_in_by_proposal(format_id: str) -> None:
    table = ready(format_id)
    nephew = Relative(id="nephew", name="Col", relation="nephew of Robin")
    table.put(nephew)
    for n, text in enumerate(DECISIONS):
        table.put(Decision(id=f"d{n}9", text=text))
    table.put(Decision(id="plain", text="Meet again in spring"))
    proposals = Proposals(table.meeting, table.format, "nephew")
    assert [proposals.of(f"d{n}9")[0] for n in range(len(DECISIONS))] == ["decide"] * len(DECISIONS)
    asked = bool(table.format.questions_about(*FAMILY_TOLD))
    assert asked == (format_id not in ("dumfries-galloway-group-supervision", "dumfries-galloway-reflective-learning"))
    assert proposals.of("plain") == (("goes in", "") if asked else ("decide", words.NOBODY_ASKS))


def test_a_line_for_some_agencies_says_by_name_who_reads_it() -> None:
    room = Room()
    for line in ("Zoe Hart, nurse, Health", "Cal Reed, officer, Environmental Health"):
        room.take(f"present: {line}")
    taken = room.take("f: The raid is on Monday !only health she asked")
    assert isinstance(taken, Understood)
    (said,) = (detail for detail in taken.details if detail.startswith("read by"))
    assert "Zoe Hart" in said
    assert "Cal Reed" not in said


def test_a_format_adds_its_own_agencies_and_changes_what_is_proposed() -> None:
    own = '\n[agencies]\nstatutory = ["harbour office"]\n\n[proposals]\nstrength = "held back"\nrisk = "goes in"\n'
    table = ready()
    table.format = load_format(OURS + own, "ours.toml", baseline())
    assert is_of("Harbour Office", ("statutory",), statutory_of(table.format))
    assert is_of("NHS", ("statutory",), statutory_of(table.format))
    table.put(Relative(id="dawn", name="Dawn", relation="mother of Robin"))
    proposals = Proposals(table.meeting, table.format, "dawn")
    assert proposals.of("o1") == ("held back", "as the format proposes")
    assert [proposals.of(line)[0] for line in ("o2", "o3")] == ["goes in", "goes in"]


def test_a_place_that_there_is_not_is_refused() -> None:
    with pytest.raises(BadFormat, match="perhaps"):
        load_format(OURS + '\n[proposals]\nrisk = "perhaps"\n', "ours.toml", baseline())


def test_a_meeting_whose_stored_format_names_no_agencies_has_those_of_today() -> None:
    table = ready()
    old = table.format.model_copy(update={"agencies": type(table.format.agencies)()})
    table.put(keep(old))
    found = format_for(table.meeting, lambda _: table.format)
    assert found is not None and found.agencies == table.format.agencies
