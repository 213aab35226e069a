"""The reference of the format file says what the models say."""

from __future__ import annotations

from chairtui.meeting.closing.rules import RULES
from chairtui.meeting.formats.model import Format, Question
from tests.provisions.format_reference import PAGE, page


def test_the_page_is_what_the_models_make_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make provisions"


def test_every_key_and_every_rule_is_on_the_page() -> None:
    said = page()
    for key in (*Format.model_fields, *Question.model_fields, *RULES):
        assert f"| `{key}` |" in said
