"""The vocabulary of dates, in lower case."""

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
TWO_MEANINGS = frozenset(("mon", "wed", "sat", "sun", "mar", "march", "may"))
"""Days and months whose names are other words, or names, as well."""

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
CARDINALS = {word: n for n, word in enumerate((*_ONES, *_TEENS, "twenty"), 1)} | {"thirty": 30}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    "twentieth",
)
ORDINALS = {word: n for n, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}

DAYS, WEEKS, FORTNIGHTS, MONTHS_, YEARS, HOURS, WORKING = "day", "week", "fortnight", "month", "year", "hour", "working"
UNITS = {
    **dict.fromkeys(("d", "day", "days"), DAYS),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), WEEKS),
    **dict.fromkeys(("fortnight", "fortnights"), FORTNIGHTS),
    **dict.fromkeys(("m", "mth", "mths", "month", "months"), MONTHS_),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), YEARS),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), HOURS),
    **dict.fromkeys(("wd", "wds"), WORKING),
}
WORKS = frozenset(("working", "business", "work"))
SINGLE = {"today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "tomoz": 1, "yesterday": -1}
"""Days from the meeting's own."""

FIXED_FEASTS = {
    ("christmas", "eve"): (24, 12),
    ("xmas", "eve"): (24, 12),
    ("christmas", "day"): (25, 12),
    ("xmas", "day"): (25, 12),
    ("boxing", "day"): (26, 12),
    ("new", "year's", "eve"): (31, 12),
    ("new", "years", "eve"): (31, 12),
    ("hogmanay",): (31, 12),
    ("new", "year's", "day"): (1, 1),
    ("new", "years", "day"): (1, 1),
    ("burns", "night"): (25, 1),
    ("valentine's", "day"): (14, 2),
    ("st", "david's", "day"): (1, 3),
    ("st", "patrick's", "day"): (17, 3),
    ("st", "george's", "day"): (23, 4),
    ("halloween",): (31, 10),
    ("bonfire", "night"): (5, 11),
    ("remembrance", "day"): (11, 11),
    ("st", "andrew's", "day"): (30, 11),
}
"""Feasts by day and month."""
EASTER_FEASTS = {
    ("shrove", "tuesday"): -47,
    ("pancake", "day"): -47,
    ("ash", "wednesday"): -46,
    ("palm", "sunday"): -7,
    ("maundy", "thursday"): -3,
    ("good", "friday"): -2,
    ("easter", "saturday"): -1,
    ("easter", "sunday"): 0,
    ("easter", "day"): 0,
    ("easter", "monday"): 1,
    ("ascension", "day"): 39,
    ("whit", "sunday"): 49,
    ("whit", "monday"): 50,
}
"""Feasts by days from Easter Sunday."""
SEASONS = frozenset(
    (
        *(
            "christmas",
            "xmas",
            "easter",
            "whitsun",
            "lent",
            "advent",
            "diwali",
            "eid",
            "ramadan",
            "passover",
            "hanukkah",
        ),
        *("spring", "summer", "autumn", "winter", "term", "terms", "half-term", "midterm", "holiday", "holidays"),
        *("weekend", "weekends", "quarter", "halloween", "hogmanay", "weekday", "weekdays"),
    )
)
"""Times of the year, and stretches of it, that are no day."""

CLOSE = frozenset(("cop", "cob", "eod"))
PARTS_OF_DAY = frozenset(
    (
        *("morning", "afternoon", "evening", "night", "lunchtime", "lunch", "teatime", "bedtime", "noon", "midday"),
        *("midnight", "am", "pm", "a.m", "p.m", "daytime", "breakfast"),
    )
)
PARTS_OF_SCHOOL_DAY = frozenset(
    ("school", "work", "lunch", "lunchtime", "tea", "breakfast", "nursery", "dinner", "bed")
)
"""What a day has a before and an after of: `friday after school` is Friday."""
POINTERS = frozenset(("next", "last", "this", "coming", "following", "of", "mid", "early", "late", "before", "after"))
"""Words that with a word of time after them are of a date and of nothing else."""
AT_THE_LATEST = frozenset(("latest", "sharp", "prompt"))
OR_ELSE = frozenset(("so", "more", "less", "later", "thereabouts", "thereafter"))
"""What follows an `or` that leaves the day open."""

TIME_WORDS = frozenset(
    (
        *(*WEEKDAYS, *MONTHS, *UNITS, *SINGLE, *SEASONS, *CLOSE),
        *("eow", "eom", "eoy", "working", "midnight", "o'clock", "oclock", "pm", "minute", "minutes", "mins"),
    )
)
"""Words that belong to a date wherever they stand."""
NAMED = {
    first: [names for names in (*FIXED_FEASTS, *EASTER_FEASTS, ("new", "year"), ("new", "years")) if names[0] == first]
    for first in {names[0] for names in (*FIXED_FEASTS, *EASTER_FEASTS)}
}
"""Names of days by their first word."""

QUALIFIERS = frozenset(
    (
        *(
            "next",
            "last",
            "coming",
            "following",
            "before",
            "after",
            "of",
            "past",
            "ago",
            "until",
            "till",
            "til",
            "since",
        ),
        *("every", "each", "within", "from", "onwards", "onward", "inclusive", "latterly", "prior", "week-commencing"),
    )
)
"""Words that change what day is meant, wherever they stand in a phrase."""
HEDGES = frozenset(("maybe", "perhaps", "possibly", "probably", "possible", "hopefully", "ideally", "ish"))
"""Words before or after a date that leave it open: `perhaps friday`, `friday ideally`."""
LEANERS = frozenset(
    (
        *(
            "the",
            "a",
            "an",
            "in",
            "on",
            "at",
            "from",
            "to",
            "and",
            "or",
            "this",
            "that",
            "early",
            "late",
            "later",
            "mid",
        ),
        *(
            "start",
            "beginning",
            "middle",
            "end",
            "back",
            "half",
            "about",
            "around",
            "roughly",
            "approximately",
            "approx",
        ),
        *(
            "circa",
            "between",
            "now",
            "sometime",
            "some",
            "any",
            "by",
            "during",
            "through",
            "throughout",
            "no",
            "not",
            "than",
        ),
        *("couple", "few", "several", "commencing", "ending", "w/c", "wc", "w/e", "first", "close", "play", "business"),
        *(*HEDGES, "say", "or", "&", "-", "–", "—", "thing", "our", "his", "her", "their"),
        *("new", "school", "bank", "out", "towards", "over", "for", "only", "exactly", "nearer", "due"),
    )
)
"""Words that belong to a date only where a word of time follows them."""
CONDITIONS = frozenset(("when", "whenever", "once", "until", "till", "before", "after", "if", "unless", "while"))
AFTER_A_DAY = frozenset(
    (
        *("to", "with", "and", "for", "so", "at", "if", "unless", "via", "by", "who", "or", "but", "then", "he", "she"),
        *("they", "we", "i", "it", "because", "as", "in", "from", "on", "the", "a", "that", "is", "are", "will", "&"),
        *("measure", "through", "please", "latest", "without", "after", "before", "using", "about", "noon", "midday"),
    )
)
"""Words before which a bare ordinal is a day: `the 9th to the school`, but not `the 9th visit`."""

_EVENTS = (
    r"(?:the )?(?:next|following) (?:review|meeting|conference|visit|core group|contact|session|time)",
    r"(?:the )?(?:review|review meeting|conference|core group)",
)
VAGUE = re.compile(
    "|".join(
        (
            *_EVENTS,
            r"a\.?s\.?a\.?p",
            r"as soon as(?: (?:it is |is )?(?:reasonably )?(?:possible|practicable|practical|able|can be))?",
            r"on[\s-]?going|(?:in )?due course|tb[acd]|n/a|unknown|open[\s-]ended",
            r"to be (?:confirmed|agreed|advised|decided|determined|arranged|announced)",
            r"(?:very |really )?soon(?:er|est)?|sooner rather than later|shortly|in the near future",
            r"immediately|immediate|(?:very )?urgent(?:ly)?|with immediate effect|straight[\s-]?away|right away",
            r"forthwith|promptly|quickly|without (?:undue )?delay",
            r"(?:when|where|as|if)(?:ever)? (?:possible|able|appropriate|available|needed|required|necessary|and when)",
            r"continu(?:ous|ously|al|ally|ing|es)|routine(?:ly)?|regularly|weekly|daily|monthly|fortnightly",
            r"maybe|perhaps|later|later on|eventually|at some point|whenever|some ?time|any ?time",
        )
    )
)
"""Deadlines nobody can be held to (ALL-01)."""
EVENT = re.compile(rf"(?:{'|'.join(_EVENTS)})(?!\w)", re.IGNORECASE)
"""A meeting named instead of its day."""
