"""The table in `docs/provisions.md`: every row of the checklist, each with its test, and nothing left blank."""

from __future__ import annotations

import pytest

from tests.meeting.formats_and_meetings import EVERY, format_called
from tests.provisions.table import PAGE, named_tests, page, rows

CHECKLIST = {"ALL": 11, "IOW": 22, "KBSP": 20, "CH": 16, "MSCB": 13, "DG": 20}
"""How many rows the checklist has for each body. What we added beyond comes after these."""


def test_every_row_of_the_checklist_is_in_a_format_and_has_a_test_named_for_it() -> None:
    wanted = [f"{body}-{n:02}" for body, last in CHECKLIST.items() for n in range(1, last + 1)]
    assert len(wanted) == 102
    assert set(wanted) <= set(rows())
    assert set(rows()) == set(named_tests())


def test_the_page_is_up_to_date() -> None:
    """A prompt, question, rule or clock that goes, comes or moves changes the page."""
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make provisions"


def test_no_cell_is_empty() -> None:
    lines = [line for line in page().splitlines() if line.startswith("|")]
    assert len(lines) > 102
    for line in lines:
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        assert len(cells) == 6 and all(cells), line


@pytest.mark.parametrize("format_id", EVERY)
def test_every_prompt_question_rule_and_clock_cites_a_row_of_its_format(format_id: str) -> None:
    format_ = format_called(format_id)
    known = {provision.id for provision in format_.provisions}
    cited = {p.provision for item in format_.agenda for p in item.prompts}
    cited |= {q.provision for q in format_.questions} | {r.provision for r in format_.rules}
    cited |= {c.provision for c in format_.clocks} | {format_.route.provision}
    assert cited <= known
    assert all(provision.cites and provision.how for provision in format_.provisions)
