"""Date and time types limited to 2000 to 2199, which leaves room for time zones and date arithmetic."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2199, 12, 31)

Moment = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


def day_in(text: str) -> date | None:
    """The day that a text such as an answer holds as YYYY-MM-DD; None for words, and for a day that no meeting has."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
