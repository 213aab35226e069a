"""The periods that a report is usually about."""

from __future__ import annotations

from datetime import date, timedelta

from chairtui.meeting.after.tally import Period
from chairtui.words import report as words

FIRST_MONTH = 4
"""A financial year begins in April."""


def periods(today: date) -> list[tuple[str, Period]]:
    """All meetings so far, this financial year and the last one, this quarter and the last one, with their names."""
    year = date(today.year - (today.month < FIRST_MONTH), FIRST_MONTH, 1)
    quarter = date(today.year, today.month - (today.month - 1) % 3, 1)
    before_quarter = quarter - timedelta(days=1)
    last_quarter = before_quarter.replace(month=before_quarter.month - 2, day=1)
    return [
        (words.ALL_MEETINGS, Period()),
        (words.THIS_YEAR, Period(start=year, end=today)),
        (words.LAST_YEAR, Period(start=year.replace(year=year.year - 1), end=year - timedelta(days=1))),
        (words.THIS_QUARTER, Period(start=quarter, end=today)),
        (words.LAST_QUARTER, Period(start=last_quarter, end=before_quarter)),
    ]
