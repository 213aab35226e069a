"""Shares in a report: of what is known, as a range where some is hidden, and by what a meeting went without."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from chairtui.minutes.report.counts import FAMILY, NO_AGENCY, UNTOLD, Counts
from chairtui.minutes.report.model import Bar, share, share_of
from chairtui.minutes.report.tables import tables
from chairtui.words import report as words
from tests.meeting.formats_and_meetings import format_called
from tests.minutes.report_meetings import FORMATS, TODAY, counted, made_up
from tests.minutes.test_report import RANDOM, SEEDS, percent


def test_a_share_is_of_what_is_known_and_never_rounded_to_none_or_all() -> None:
    assert share([6, 0, 0, 20], 3, 26) == ("6 of 6 (100%)", Bar(6, 6))
    assert share([8, "small", "withheld", 20], 3, 40)[0] == "8 of 20 (40%)", "by the sum, less what isn't"
    assert share([8, "small", "withheld", "small"], 3, 40) == ("8 of 36–39 (21–22%)", Bar(8, 37, exact=False))
    assert share([8, "small", "withheld", "withheld"], 3, 40) == ("8 (share not shown)", None), "of 14 to 35"
    assert share([300, "small", "withheld", "small"], 3, 900)[0] == "300 of 896–899 (about 33%)"
    assert share(["small", 8, 7, 20], 3, 37) == ("fewer than 5", None)
    assert share([0, 0, 0, 9], 3, 9)[0] == words.NONE_KNOWN
    assert share([0, "small", "withheld", "small"], 2, 14)[0] == "0 (0%)", "not of 1–4"
    assert [share_of(*pair) for pair in ((1, 900), (899, 900))] == ["1 of 900 (1%)", "899 of 900 (99%)"]


@RANDOM
@given(SEEDS, st.integers(60, 240))
def test_a_range_in_a_sentence_holds_the_exact_share(seed: int, meetings: int) -> None:
    counts = counted(made_up(seed, meetings))
    shares = {
        "actions": (counts.actions, ("in time",), ("in time", "late", "dropped", "overdue"), ()),
        "people": (counts.attendance, ("present",), ("present", "apologies", "absent"), (FAMILY, NO_AGENCY, UNTOLD)),
    }
    for sentence in tables(counts, FORMATS.get).in_short:
        if found := re.match(r"Between (\d+)% and (\d+)% of (\w+)", sentence):
            of, parts, known, without = shares[found[3]]
            part, whole = (
                sum(count for (agency, key), count in of.items() if key in keys and agency not in without)
                for keys in (parts, known)
            )
            assert int(found[1]) <= percent(part, whole) <= int(found[2])


def test_a_share_of_all_agencies_is_a_range_where_some_of_their_numbers_are_hidden() -> None:
    counts = Counts(TODAY)
    for agency, came, absent in (("health", 300, 100), ("school", 190, 50), ("rare", 3, 4)):
        counts.attendance.update({(agency, "present"): came, (agency, "absent"): absent})
        counts.spellings[agency] = Counter([agency])
    said_ = "Between 76% and 78% of people invited from agencies came, not counting those not recorded."
    assert any(each.startswith(said_) for each in tables(counts, FORMATS.get).in_short)


def test_a_departure_is_told_by_what_the_meeting_went_without() -> None:
    format_ = format_called("bristol")
    own = format_.model_copy(
        update={"provisions": tuple(each.model_copy(update={"unmet": ""}) for each in format_.provisions)}
    )
    counts = Counts(TODAY)
    counts.meetings["bristol"] = 50
    counts.departures["bristol", "KBSP-19"] = 9
    for of, label in (
        (format_, "No review of the action plan within three months (KBSP-19)"),
        (own, f"Not met: {format_.provision('KBSP-19').text.removesuffix('.')} (KBSP-19)"),  # type: ignore[union-attr]
    ):
        [found] = [t for t in tables(counts, {"bristol": of}.get).tables if t.title == f"{words.DEPARTURES}: Bristol"]
        assert [row.label for row in found.rows] == [label]
        assert found.note.startswith("The guidance is that of: Keeping Bristol Safe Partnership (KBSP).")
