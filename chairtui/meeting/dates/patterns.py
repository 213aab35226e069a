"""The forms in which people write a day, as patterns over `day_words.normal` text. Each takes all of it or none."""

from __future__ import annotations

import re

from chairtui.words import dates as words_

WEEKDAYS = {
    **{name.casefold(): n for n, name in enumerate(words_.FULL_DAYS)},
    **{name.casefold(): n for n, name in enumerate(words_.DAYS)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
MONTHS = {
    **{name.casefold(): n for n, name in enumerate(words_.FULL_MONTHS, 1)},
    **{name.casefold(): n for n, name in enumerate(words_.MONTHS, 1)},
    "sept": 9,
}
_UP_TO_FIFTEEN = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
NUMBERS = {
    **{word: n for n, word in enumerate(_UP_TO_FIFTEEN, 1)},
    "a": 1,
    "an": 1,
    "twenty": 20,
    "thirty": 30,
    "couple": 2,
    "couple of": 2,
    "a couple of": 2,
}
SINGLE = {
    "today": 0,
    "tonight": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "yesterday": -1,
    "the day before yesterday": -2,
    "day before yesterday": -2,
}
"""Days from the meeting's own."""


def _any(words: dict[str, int], name: str) -> str:
    return f"(?P<{name}>" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_WD, _MONTH, _COUNT = _any(WEEKDAYS, "wd"), _any(MONTHS, "month") + r"\.?", _any(NUMBERS, "word")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"

CALENDAR = tuple(
    re.compile(rf"(?:{_WD}\.?\s)?(?:the\s)?{form}", re.ASCII)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?P<between>[-/.])(?P<number>\d{{1,2}})(?P=between){_YEAR}",
        r"(?P<day>\d{1,2})(?P<between>[/.])(?P<number>\d{1,2})",
        rf"{_DAY}[\s-]?(?:of\s)?{_MONTH}(?:[\s-]?{_YEAR})?",
        rf"{_MONTH}\s(?:the\s)?{_DAY}(?:\s(?P<year>\d{{4}}))?",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)",
    )
)
WEEKDAY_AND_NUMBER = re.compile(rf"{_WD}\s(?P<day>\d{{1,2}})", re.ASCII)
WEEKDAY = re.compile(rf"(?:(?P<which>this|this coming|coming|next)\s)?{_WD}(?:\s(?P<later>week|fortnight))?")
LATER_WEEKDAY = re.compile(rf"(?:a\s)?(?P<later>week|fortnight)\s(?:on\s)?{_WD}")
LATER_DAY = re.compile(r"(?P<start>today|tomorrow)\s(?P<later>week|fortnight)")
DURATION = re.compile(
    rf"(?:in\s|within\s)?(?:the next\s)?(?:(?P<count>\d{{1,4}})|{_COUNT}(?=\s))\s?"
    r"(?P<unit>d|days?|w|wks?|weeks?|fortnights?|m|mths?|months?|y|yrs?|years?|h|hrs?|hours?"
    r"|(?:working|business|work)[\s-]days?|wds?)'?"
    r"(?:\stime)?(?:\s(?:(?:from|after)\s)?(?P<start>now|today|tomorrow|the meeting|this meeting))?",
    re.ASCII,
)
END = re.compile(
    r"(?:the\s)?end\s(?:of\s)?(?:the\s|this\s)?(?:(?P<next>next)\s)?(?P<unit>week|month|year)"
    r"|(?P<unit2>month|year)[\s-]end"
)
END_OF_MONTH = re.compile(rf"(?:the\s)?end\s(?:of\s)?{_MONTH}(?:\s(?P<year>\d{{4}}))?", re.ASCII)
CLOSE_OF_DAY = re.compile(
    r"(?:the\s)?(?:close of (?:play|business)|end of (?:the\s)?(?:day|play)|cop|cob|eod)(?:\s(?:on\s)?|$)"
)
WHICH_DAY = re.compile(
    rf"(?:this|next|early|mid|late|during)[\s-](?:week|month|year|term|{_MONTH})(?:\s\d{{4}})?"
    r"|(?:the\s)?(?:beginning|middle|start) of (?:the\s)?(?:next\s)?\w+"
    r"|(?:this|next|the) (?:weekend|spring|summer|autumn|winter)"
)
MONTH_ALONE = re.compile(rf"{_MONTH}(?:\s(?P<year>\d{{4}}))?", re.ASCII)
LEADING = re.compile(r"(?:(?:by|on|due by|due|no later than)\s)+")

VAGUE = re.compile(
    "|".join(
        (
            r"a\.?s\.?a\.?p",
            r"as soon as(?: (?:it is |is )?(?:reasonably )?(?:possible|practicable|practical|able|can be))?",
            r"on[\s-]?going|(?:in )?due course|tb[acd]|n/a|unknown|open[\s-]ended",
            r"to be (?:confirmed|agreed|advised|decided|determined|arranged|announced)",
            r"(?:very |really )?soon(?:er|est)?|sooner rather than later|shortly|in the near future",
            r"immediately|immediate|(?:very )?urgent(?:ly)?|with immediate effect|straight[\s-]?away|right away",
            r"forthwith|promptly|quickly|without (?:undue )?delay",
            r"(?:when|where|as|if)(?:ever)? (?:possible|able|appropriate|available|needed|required|necessary|and when)",
            r"continu(?:ous|ously|al|ally|ing|es)|routine(?:ly)?|regularly|weekly|daily|monthly",
            r"(?:the )?(?:next|following) (?:review|meeting|conference|visit|core group|contact|session|time)",
            r"(?:the )?(?:review|review meeting|conference|core group)",
            r"later|later on|eventually|at some point|whenever|some ?time|any ?time",
        )
    )
)
"""Deadlines nobody can be held to (ALL-01)."""

LEFT_TO_LIBRARY = frozenset(
    (
        *("ago", "last", "in", "from", "now", "and", "half", "of", "today", "tomorrow"),
        *("day", "days", "week", "weeks", "fortnight", "fortnights", "month", "months", "year", "years"),
    )
)
"""The words, beside numbers and weekdays, of phrases that `dateparser` may read."""
