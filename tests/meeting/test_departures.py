"""A blocker of the guidance is answered by the truth: not done, because, and who decided to go on without it."""

from __future__ import annotations

import pytest

from chairtui.meeting.closing.depart import NotDeparted
from chairtui.meeting.editing import NotThat, set_key
from chairtui.meeting.records import Agreement, Attendee, Departure
from tests.meeting.formats_and_meetings import EVERY, Table, format_called, ready


def late_review() -> Table:
    table = ready("bristol")
    table.answer("review-date", "2027-04-01")
    assert table.findings("KBSP-19", "blocker")
    return table


def test_a_review_that_is_late_is_closed_with_the_reason_why() -> None:
    table = late_review()
    table.depart("kbsp-19", "The school is shut until April", "Sam Okafor")
    assert not table.findings("KBSP-19", "blocker")
    (entry,) = table.meeting.all(Departure)
    assert (entry.ref, entry.record.provision, entry.record.decided_by.attendee) == ("G1", "KBSP-19", "p1")


def test_a_second_departure_from_a_provision_takes_the_place_of_the_first() -> None:
    table = late_review()
    table.depart("KBSP-19", "First")
    table.depart("KBSP-19", "Second")
    assert [e.record.reason for e in table.meeting.all(Departure)] == ["Second"]


def test_a_removed_departure_answers_nothing() -> None:
    table = late_review()
    table.depart("KBSP-19")
    table.remove("G1")
    assert table.findings("KBSP-19", "blocker")


def test_a_departure_from_what_is_met_after_all_is_remarked_on() -> None:
    table = late_review()
    table.depart("KBSP-19")
    table.answer("review-date", "2027-02-25")
    assert "it is done now" in table.one("KBSP-19", "advice").message


def test_where_the_text_has_a_route_the_departure_says_whether_it_was_taken() -> None:
    table = ready("dumfries-galloway")
    table.answer("partners-agree", "no", "Health sees no need")
    table.depart("DG-08")
    assert "Line managers" in table.one("DG-08", "advice").message
    table.depart("DG-08", route="Both line managers spoke on 1 December")
    assert not table.findings("DG-08")


@pytest.mark.parametrize(
    ("provision", "reason", "who", "said"),
    [
        ("ALL-01", "No time", "Ida Hill", "takes no departure"),
        ("KBSP-08", "No time", "Ida Hill", "does not block closing"),
        ("KBSP-03", "No time", "Ida Hill", "needs no sorting out"),
        ("KBSP-99", "No time", "Ida Hill", "no provision"),
        ("KBSP-19", " ", "Ida Hill", "why"),
        ("KBSP-19", "No time", " ", "who decided"),
        ("KBSP-19", "No time", "everyone", "who decided"),
        ("KBSP-19", "No time", "Health would not agree; it could not wait", "not a name"),
    ],
    ids=["the baseline's", "no blocker", "met", "unknown", "no reason", "nobody", "nobody in particular", "a sentence"],
)
def test_what_cannot_be_departed_from_is_refused_in_one_line(provision: str, reason: str, who: str, said: str) -> None:
    with pytest.raises(NotDeparted) as refused:
        late_review().depart(provision, reason, who)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_format_may_take_no_departure_from_a_provision() -> None:
    table = late_review()
    strict = tuple(
        p.model_copy(update={"departure": False}) if p.id == "KBSP-19" else p for p in table.format.provisions
    )
    table.format = table.format.model_copy(update={"provisions": strict})
    with pytest.raises(NotDeparted):
        table.depart("KBSP-19")


@pytest.mark.parametrize("format_id", EVERY)
def test_the_baseline_takes_no_departure_and_every_other_blocker_does(format_id: str) -> None:
    format_ = format_called(format_id)
    for provision in format_.blocking:
        assert format_.takes_departure(provision) == (not provision.startswith("ALL-")), provision


@pytest.mark.parametrize("format_id", EVERY)
def test_a_provision_says_what_was_unmet_where_a_meeting_may_depart_from_it(format_id: str) -> None:
    format_ = format_called(format_id)
    said = {provision.id for provision in format_.provisions if provision.unmet}
    assert said == {provision.id for provision in format_.provisions if format_.takes_departure(provision.id)}


# ---- what each said


def asked(table: Table, ref: str, typed: str) -> None:
    table.put(set_key(f"{ref}.agrees", typed, table.meeting, table.format).record)


def untold() -> Table:
    table = ready("isle-of-wight")
    table.answer("family-informed", "no", "It would put Robin at risk.")
    table.put(Attendee(id="p3", name="Ida Fairweather", agency="Police", status="present", why="x", report="sent"))
    return table


def test_agreement_that_was_sought_and_not_answered_stops_nothing() -> None:
    table = untold()
    asked(table, "P2", "yes")
    assert table.findings("IOW-04", "blocker")
    asked(table, "P3", "no answer")
    assert not table.findings("IOW-04")


def test_somebody_who_was_not_asked_is_still_to_be_asked() -> None:
    table = untold()
    asked(table, "P2", "yes")
    asked(table, "P3", "not asked")
    assert "Police" in table.one("IOW-04", "blocker").message


def test_a_disagreement_shows_their_words_and_the_route_and_is_closed_by_a_departure() -> None:
    table = untold()
    asked(table, "P2", "yes")
    asked(table, "P3", "no: they should hear it from us")
    found = table.one("IOW-04", "blocker")
    assert "they should hear it from us" in found.message
    assert "HIPS" in found.message
    table.depart("IOW-04", "The risk is immediate", "Sam Okafor", route="Raised with both line managers")
    assert not table.findings("IOW-04")
    assert [e.record.said for e in table.meeting.all(Agreement)] == ["agreed", "disagreed"]


def test_taking_the_answer_back_puts_the_blocker_back() -> None:
    table = untold()
    asked(table, "P2", "yes")
    asked(table, "P3", "yes")
    draft = set_key("P3.agrees", "", table.meeting, table.format)
    table.put(draft.record, removed=draft.removed)
    assert table.findings("IOW-04", "blocker")


def test_what_an_earlier_version_kept_with_the_attendee_still_counts() -> None:
    table = untold()
    table.change("P2", agrees=True)
    table.change("P3", agrees=False)
    assert table.one("IOW-04", "blocker").ref == "P3"
    asked(table, "P3", "yes")
    assert not table.findings("IOW-04")


@pytest.mark.parametrize("typed", ["no", "no:", "no:  ", "maybe"])
def test_a_disagreement_without_words_is_refused(typed: str) -> None:
    with pytest.raises(NotThat):
        set_key("P3.agrees", typed, untold().meeting, untold().format)


def test_the_day_somebody_was_asked_stays_when_they_answer() -> None:
    table = untold()
    asked(table, "P2", "no answer")
    table.put(set_key("Y1.asked", "2026-12-01", table.meeting, table.format).record)
    asked(table, "P2", "yes")
    (entry,) = table.meeting.all(Agreement)
    assert (entry.record.said, str(entry.record.asked)) == ("agreed", "2026-12-01")
