"""A partnership's own format, small and sound, for tests to break line by line."""

from __future__ import annotations

import pytest

from chairtui.meeting.formats.loader import BadFormat, load_format
from chairtui.meeting.formats.model import Format
from tests.meeting.formats_and_meetings import baseline

OURS = """\
id = "ours"
version = "1"
name = "Ours"
body = "Our partnership"
citation = "Our guidance, 2026"
summary = "How we meet."
nation = "England"
reasons_provision = "OUR-01"
scope_provision = "OUR-02"

[words]
person = "young person"

[[agenda]]
id = "details"
title = "Where and when"
kind = "details"
minutes = 2

[[agenda.prompts]]
text = "Who is missing?"
provision = "OUR-03"
cites = "Our guidance, 3"

[[agenda]]
id = "needs"
title = "Needs and risks"
kind = "observations"
origin = "during"
minutes = 10

[[questions]]
id = "told"
item = "details"
type = "yes-no"
text = "Was the family told?"
provision = "OUR-03"
about = "family-and-person-told"

[[questions]]
id = "level"
item = "needs"
type = "choice"
text = "Which level of need?"
provision = "OUR-03"
opens = { question = "told", answer = "yes" }
choices = [
    { id = "one", text = "Level one" },
    # the second
    { id = "two", text = "Level two" },
]

[[questions]]
id = "review-date"
item = "details"
type = "date"
text = "When next?"
provision = "OUR-03"
or_reason = true

[[reasons]]
id = "stuck"
text = "We are stuck"

[[kinds]]
id = "planning"
name = "Planning"

[[excluded]]
id = "strategy"
name = "Strategy discussion"
forum = "a strategy discussion"

[[rules]]
rule = "date-within-months"
provision = "OUR-03"
level = "blocker"
question = "review-date"
figures = { months = 3 }

[[rules]]
rule = "caution"
provision = "OUR-03"
level = "advice"
question = "told"
answer = "no"
message = "Tell them."

[[clocks]]
id = "minutes-out"
what = "Minutes sent"
provision = "OUR-03"
about = "minutes"
working_days = 5

[pathway]
cites = "Our guidance, 9"
steps = ["Call 999."]

[route]
text = "Ask the board."
provision = "OUR-03"
cites = "Our guidance, 8"

[[provisions]]
id = "OUR-01"
text = "One reason."
cites = "Our guidance, 1"
how = "blocker"

[[provisions]]
id = "OUR-02"
text = "What it is for."
cites = "Our guidance, 2"
how = "scope"

[[provisions]]
id = "OUR-03"
text = "All the rest."
cites = "Our guidance, 3"
how = "questions"
"""


def load(text: str) -> Format:
    return load_format(text, "ours.toml", baseline())


def line_of(words: str, text: str = OURS, nth: int = 1) -> int:
    """The line, from 1, of the nth line that is exactly these words."""
    return [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == words][nth - 1]


def refused(old: str, new: str, *more: str) -> BadFormat:
    """What is said of our format with the first occurrence of some words replaced; `more` are further such pairs."""
    text = OURS
    for words, instead in zip((old, *more[::2]), (new, *more[1::2]), strict=True):
        assert words in text
        text = text.replace(words, instead, 1)
    with pytest.raises(BadFormat) as bad:
        load(text)
    return bad.value
