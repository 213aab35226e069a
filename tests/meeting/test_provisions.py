"""Every provision of the two published texts and of the baseline stands in its format, cited and answered."""

from __future__ import annotations

import pytest

from chairtui.meeting.closing.rules import RULES
from chairtui.meeting.formats.model import Format
from tests.meeting.formats_and_meetings import EVERY, format_called

ALL = [f"ALL-{n:02}" for n in range(1, 13)]
IOW = [f"IOW-{n:02}" for n in range(1, 26)]
KBSP = [f"KBSP-{n:02}" for n in range(1, 22)]
BOTH = pytest.mark.parametrize("format_id", ["isle-of-wight", "bristol"])

TWELVE = ["details", "introduction", "attendance", "aim", "prior", "information", "during", "discussion", "plan"]


@pytest.mark.parametrize(("format_id", "rows"), [("isle-of-wight", IOW), ("bristol", KBSP)])
def test_a_format_has_each_row_of_its_text_in_order_and_then_the_baseline(format_id: str, rows: list[str]) -> None:
    assert [p.id for p in format_called(format_id).provisions] == rows + ALL


@BOTH
def test_every_provision_says_where_it_stands_and_how_it_is_answered(format_id: str) -> None:
    for provision in format_called(format_id).provisions:
        assert provision.cites and provision.how


def answers(format_: Format, provision: str) -> set[str]:
    """The ways in which a format answers a provision."""
    row = format_.provision(provision)
    assert row is not None
    ways: set[str] = {row.built_in} if row.built_in else set()
    ways |= {"prompt" for item in format_.agenda for p in item.prompts if p.provision == provision}
    ways |= {"question" for q in format_.questions if q.provision == provision}
    ways |= {q.needed for q in format_.questions if q.provision == provision and q.needed}
    ways |= {r.level for r in format_.rules if r.provision == provision}
    ways |= {"clock" for c in format_.clocks if c.provision == provision}
    ways |= {"reasons"} if format_.reasons_provision == provision else set()
    ways |= {"scope"} if provision in (format_.scope_provision, *(e.provision for e in format_.excluded)) else set()
    ways |= {"route"} if format_.route.provision == provision else set()
    return ways


@pytest.mark.parametrize(
    ("format_id", "provision", "ways"),
    [
        ("isle-of-wight", "ALL-01", {"blocker"}),
        ("isle-of-wight", "ALL-02", {"blocker"}),
        ("isle-of-wight", "ALL-03", {"blocker", "advice"}),
        ("isle-of-wight", "ALL-04", {"blocker"}),
        ("isle-of-wight", "ALL-05", {"note nature"}),
        ("isle-of-wight", "ALL-06", {"advice"}),
        ("isle-of-wight", "ALL-07", {"seal"}),
        ("isle-of-wight", "ALL-08", {"immediate risk", "blocker"}),
        ("isle-of-wight", "ALL-09", {"question", "advice", "prompt"}),
        ("isle-of-wight", "ALL-10", {"question", "advice", "prompt"}),
        ("isle-of-wight", "ALL-11", {"attendance", "advice"}),
        ("isle-of-wight", "IOW-01", {"prompt"}),
        ("isle-of-wight", "IOW-02", {"question", "advice"}),
        ("isle-of-wight", "IOW-03", {"question"}),
        ("isle-of-wight", "IOW-04", {"blocker"}),
        ("isle-of-wight", "IOW-05", {"question"}),
        ("isle-of-wight", "IOW-06", {"scope"}),
        ("isle-of-wight", "IOW-07", {"reasons", "blocker"}),
        ("isle-of-wight", "IOW-08", {"question", "blocker", "advice"}),
        ("isle-of-wight", "IOW-09", {"question", "prompt"}),
        ("isle-of-wight", "IOW-10", {"distribution"}),
        ("isle-of-wight", "IOW-11", {"question"}),
        ("isle-of-wight", "IOW-12", {"blocker"}),
        ("isle-of-wight", "IOW-13", {"blocker", "question"}),
        ("isle-of-wight", "IOW-14", {"advice"}),
        ("isle-of-wight", "IOW-15", {"question"}),
        ("isle-of-wight", "IOW-16", {"blocker", "question"}),
        ("isle-of-wight", "IOW-17", {"question"}),
        ("isle-of-wight", "IOW-18", {"restricted"}),
        ("isle-of-wight", "IOW-19", {"parts"}),
        ("isle-of-wight", "IOW-20", {"follow-up meeting"}),
        ("isle-of-wight", "IOW-21", {"agenda"}),
        ("isle-of-wight", "IOW-22", {"dissent", "route"}),
        ("bristol", "KBSP-01", {"scope", "prompt"}),
        ("bristol", "KBSP-02", {"scope"}),
        ("bristol", "KBSP-03", {"reasons", "blocker"}),
        ("bristol", "KBSP-04", {"question"}),
        ("bristol", "KBSP-05", {"question", "route"}),
        ("bristol", "KBSP-06", {"question", "prompt"}),
        ("bristol", "KBSP-07", {"question", "advice"}),
        ("bristol", "KBSP-08", {"clock"}),
        ("bristol", "KBSP-09", {"agenda"}),
        ("bristol", "KBSP-10", {"question", "blocker"}),
        ("bristol", "KBSP-11", {"advice"}),
        ("bristol", "KBSP-12", {"agenda", "question"}),
        ("bristol", "KBSP-13", {"advice"}),
        ("bristol", "KBSP-14", {"blocker"}),
        ("bristol", "KBSP-15", {"question", "blocker"}),
        ("bristol", "KBSP-16", {"question", "family copy"}),
        ("bristol", "KBSP-17", {"parts"}),
        ("bristol", "KBSP-18", {"blocker"}),
        ("bristol", "KBSP-19", {"blocker", "clock"}),
        ("bristol", "KBSP-20", {"follow-up meeting"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_provision_is_answered_in_each_way_that_it_asks_for(format_id: str, provision: str, ways: set[str]) -> None:
    assert ways <= answers(format_called(format_id), provision)


@pytest.mark.parametrize(
    ("format_id", "tenth"), [("isle-of-wight", "family-meeting"), ("bristol", "family-group-conference")]
)
def test_the_agenda_has_the_twelve_items_in_their_order_and_an_hour(format_id: str, tenth: str) -> None:
    format_ = format_called(format_id)
    assert [item.id for item in format_.agenda] == [*TWELVE, tenth, "lead-practitioner", "review"]
    assert format_.minutes == 60
    origins = [(item.id, item.origin) for item in format_.agenda if item.kind == "observations"]
    assert origins == [("prior", "prior"), ("during", "during")]
    assert all(item.prompts for item in format_.agenda if item.id != "attendance")


def test_the_isle_of_wight_gives_seven_reasons_and_three_of_reflective_supervision() -> None:
    reasons = format_called("isle-of-wight").reasons
    assert sum(reason.under is None for reason in reasons) == 7
    assert sum(reason.under == "reflective-supervision" for reason in reasons) == 3


def test_bristol_gives_six_reasons() -> None:
    assert len(format_called("bristol").reasons) == 6


@BOTH
def test_a_question_that_means_the_same_has_the_same_name_in_both(format_id: str) -> None:
    ids = {q.id for q in format_called(format_id).questions}
    assert {
        "family-informed",
        "agencies-agree",
        "family-objected",
        "objection-approach",
        "chair-experienced",
        "confidentiality-read",
        "wishes-and-feelings",
        "existing-plan",
        "who-informs-family",
        "lead-practitioner",
        "review-date",
    } <= ids


@BOTH
def test_confidentiality_is_the_first_thing_the_chair_is_prompted_to_say(format_id: str) -> None:
    item = format_called(format_id).item("introduction")
    assert item is not None
    assert item.prompts[0].provision == "ALL-10"


def test_every_rule_there_is_is_used_by_a_format() -> None:
    used = {rule.rule for name in EVERY for rule in format_called(name).rules}
    assert used == set(RULES)
