"""What a format refers to must be there: items, questions, provisions, rules and their figures."""

from __future__ import annotations

import pytest

from chairtui.meeting.editing import fields_of
from chairtui.meeting.formats.loader import BadFormat
from chairtui.meeting.formats.validation import DETAIL_KEYS
from tests.meeting.formats_and_meetings import ready
from tests.meeting.our_format import OURS, line_of, load, refused

OPENS = 'opens = { question = "told", answer = "yes" }'

CASES = [
    ("a number for an item", 'id = "needs"', 'id = "7"', 'id = "needs"', "can't be called “7”"),
    ("an item twice", 'id = "needs"', 'id = "details"', 'id = "needs"', "the agenda item “details” is there twice"),
    (
        "a question twice",
        'id = "review-date"',
        'id = "told"',
        'id = "review-date"',
        "the question “told” is there twice",
    ),
    (
        "a choice twice",
        'id = "two"',
        'id = "one"',
        '{ id = "two", text = "Level two" },',
        "the choice “one” is there twice",
    ),
    ("a provision twice", 'id = "OUR-03"', 'id = "OUR-02"', 'id = "OUR-03"', "the provision “OUR-02” is there twice"),
    (
        "a kind twice",
        'id = "strategy"',
        'id = "planning"',
        'id = "strategy"',
        "the kind of meeting “planning” is there twice",
    ),
    ("a detail's name", 'id = "review-date"', 'id = "chair"', 'id = "review-date"', "one of a meeting's own details"),
    (
        "a question nowhere",
        'item = "needs"',
        'item = "plan"',
        'item = "needs"',
        "no agenda item “plan”. Use one of: details, needs.",
    ),
    ("a choice of nothing", 'type = "yes-no"', 'type = "choice"', 'type = "yes-no"', "needs choices"),
    (
        "a text that looks back",
        'type = "choice"',
        'type = "choice"\nlooks = "back"',
        'looks = "back"',
        "only a question of type date",
    ),
    ("choices for a text", 'type = "choice"', 'type = "text"', "choices = [", "only a question of type choice"),
    ("an opener unheard of", 'opens = { question = "told"', 'opens = { question = "hold"', OPENS, "“hold” does not"),
    (
        "an opener below",
        'opens = { question = "told"',
        'opens = { question = "review-date"',
        OPENS,
        "“review-date” does not",
    ),
    (
        "no such answer",
        'answer = "yes" }',
        'answer = "perhaps" }',
        OPENS,
        "“perhaps” is not an answer to “told”. Use one of: yes, no.",
    ),
    ("an origin elsewhere", 'kind = "observations"', 'kind = "plan"', 'origin = "during"', "“origin” belongs to items"),
    (
        "an uncited provision in a prompt",
        'provision = "OUR-03"',
        'provision = "OUR-04"',
        'provision = "OUR-04"',
        "no provision “OUR-04”",
    ),
    ("reasons without a provision", 'reasons_provision = "OUR-01"\n', "", "[[reasons]]", "no reasons_provision"),
    ("kinds without a provision", 'scope_provision = "OUR-02"\n', "", "[[kinds]]", "no scope_provision"),
    (
        "a rule unheard of",
        'rule = "caution"',
        'rule = "courtesy"',
        'rule = "caution"',
        "no rule “courtesy”. Use one of: action-specific",
    ),
    (
        "a figure unheard of",
        "{ months = 3 }",
        "{ months = 3, years = 1 }",
        "figures = { months = 3 }",
        "has no figure “years”. It takes: months.",
    ),
    (
        "a figure out of range",
        "{ months = 3 }",
        "{ months = 30 }",
        "figures = { months = 3 }",
        "“months” must be from 1 to 24",
    ),
    (
        "a figure in words",
        "{ months = 3 }",
        '{ months = "3" }',
        "figures = { months = 3 }",
        "“months” must be a whole number",
    ),
    ("a figure missing", "figures = { months = 3 }\n", "", "[[rules]]", "needs the figure “months”"),
    ("a rule without its question", 'question = "review-date"\n', "", "[[rules]]", "looks at a question's answer"),
    (
        "a rule on no question",
        'question = "review-date"',
        'question = "review"',
        'question = "review-date"',
        "no question “review”. Add it",
    ),
    (
        "a rule on a wrong type",
        'question = "review-date"',
        'question = "told"',
        'question = "review-date"',
        "needs a question of type date, and “told” is yes-no",
    ),
    ("a caution without words", 'message = "Tell them."\n', "", "[[rules]] #2", "needs an answer and a message"),
    (
        "a caution about no answer",
        'answer = "no"',
        'answer = "nope"',
        'answer = "no"',
        "“nope” is not an answer to “told”",
    ),
    (
        "words for a rule without",
        "figures = { months = 3 }",
        'figures = { months = 3 }\nmessage = "x"',
        'message = "x"',
        "takes no answer and no message",
    ),
    (
        "a clock of both",
        "working_days = 5",
        "working_days = 5\nmonths = 1",
        "[[clocks]]",
        "either working_days or months",
    ),
    ("a clock of none", "working_days = 5\n", "", "[[clocks]]", "either working_days or months"),
    (
        "a clock out of range",
        "working_days = 5",
        "working_days = 0",
        "working_days = 5",
        "“working_days” must be 1 or more",
    ),
    (
        "a provision nobody answers",
        'id = "OUR-02"',
        'id = "OUR-09"',
        'scope_provision = "OUR-02"',
        "no provision “OUR-02”",
    ),
]


@pytest.mark.parametrize(("old", "new", "at", "why"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_not_there_is_named_with_its_line(old: str, new: str, at: str, why: str) -> None:
    bad = refused(old, new)
    assert why in bad.reason
    assert bad.reason.endswith(".")
    text = OURS.replace(old, new, 1)
    at, _, nth = at.partition(" #")
    assert bad.line == line_of(at, text if at in text.splitlines() else OURS, int(nth or 1))


def test_a_provision_that_nobody_answers_is_named_where_it_stands() -> None:
    extra = OURS + '\n[[provisions]]\nid = "OUR-04"\ntext = "And this."\ncites = "Our guidance, 4"\nhow = "prompt"\n'
    with pytest.raises(BadFormat, match="nothing answers the provision “OUR-04”") as bad:
        load(extra)
    assert bad.value.line == line_of("[[provisions]]", extra, nth=4)
    assert load(extra + 'built_in = "seal"\n').provision("OUR-04")


ADDED = [
    ("a reason twice", '[[reasons]]\nid = "stuck"\ntext = "Still stuck"', 1, "the reason “stuck” is there twice"),
    (
        "a case of no reason",
        '[[reasons]]\nid = "more"\ntext = "More"\nunder = "less"',
        3,
        "there is no reason “less” above",
    ),
    (
        "a clock twice",
        '[[clocks]]\nid = "minutes-out"\nwhat = "x"\nprovision = "OUR-01"\nmonths = 1',
        1,
        "the clock “minutes-out” is there twice",
    ),
    (
        "a clock without its provision",
        '[[clocks]]\nid = "x"\nwhat = "x"\nprovision = "OUR-07"\nmonths = 1',
        3,
        "there is no provision “OUR-07”",
    ),
    (
        "a question without its provision",
        '[[questions]]\nid = "x"\nitem = "needs"\ntype = "text"\ntext = "x"\nprovision = "OUR-07"',
        5,
        "there is no provision “OUR-07”",
    ),
    (
        "a question that opens on words",
        '[[questions]]\nid = "x"\nitem = "needs"\ntype = "text"\ntext = "x"\nprovision = "OUR-01"\n'
        'opens = { question = "review-date", answer = "soon" }',
        6,
        "“soon” is not an answer to “review-date”. Use one of: none.",
    ),
    (
        "an exclusion without its provision",
        '[[excluded]]\nid = "x"\nname = "x"\nforum = "x"\nprovision = "OUR-07"',
        4,
        "there is no provision “OUR-07”",
    ),
    (
        "an alias that is another kind",
        '[[excluded]]\nid = "x"\nname = "x"\nforum = "x"\naliases = [\n  "y",\n  "planning",\n]',
        4,
        "the kind of meeting “planning” is there twice",
    ),
    (
        "a rule without its provision",
        '[[rules]]\nrule = "aim-written"\nprovision = "OUR-07"\nlevel = "advice"',
        2,
        "there is no provision “OUR-07”",
    ),
    (
        "a rule for no item",
        '[[rules]]\nrule = "aim-written"\nprovision = "OUR-01"\nlevel = "advice"\nitem = "aims"',
        4,
        "there is no agenda item “aims”",
    ),
    (
        "a rule with half its words",
        '[[rules]]\nrule = "aim-written"\nprovision = "OUR-01"\nlevel = "advice"\nanswer = "no"',
        4,
        "takes no answer and no message",
    ),
]


@pytest.mark.parametrize(("block", "line", "why"), [case[1:] for case in ADDED], ids=[case[0] for case in ADDED])
def test_what_is_wrong_in_a_block_is_named_with_its_line(block: str, line: int, why: str) -> None:
    with pytest.raises(BadFormat) as bad:
        load(f"{OURS}{block}\n")
    assert why in bad.value.reason
    assert bad.value.line == len(OURS.splitlines()) + 1 + line


def test_the_provisions_of_reasons_scope_and_route_are_looked_up_too() -> None:
    for old in ('reasons_provision = "OUR-01"', 'scope_provision = "OUR-02"'):
        bad = refused(old, old.replace("OUR-0", "OUR-1"))
        assert "there is no provision “OUR-1" in bad.reason
        assert bad.line == line_of(old)
    bad = refused('text = "Ask the board."\nprovision = "OUR-03"', 'text = "Ask the board."\nprovision = "OUR-13"')
    assert bad.line == line_of('text = "Ask the board."') + 1
    without = OURS.replace('[[reasons]]\nid = "stuck"\ntext = "We are stuck"\n', "")
    with pytest.raises(BadFormat, match="the format has no reasons") as none:
        load(without)
    assert none.value.line == line_of('reasons_provision = "OUR-01"')


def test_a_rule_that_looks_at_records_takes_no_question() -> None:
    bad = refused('rule = "caution"', 'rule = "aim-written"')
    assert "looks at no question" in bad.reason
    assert bad.line == line_of('question = "told"')
    plain = (
        OURS + '\n[[rules]]\nrule = "aim-written"\nprovision = "OUR-03"\nlevel = "advice"\nfigures = { months = 1 }\n'
    )
    with pytest.raises(BadFormat, match="has no figure “months”") as none:
        load(plain)
    assert none.value.line == line_of("figures = { months = 1 }", plain)


def test_a_format_may_do_without_reasons_and_without_a_scope() -> None:
    text = OURS
    for gone in (
        'reasons_provision = "OUR-01"\n',
        'scope_provision = "OUR-02"\n',
        '[[reasons]]\nid = "stuck"\ntext = "We are stuck"\n',
        '[[kinds]]\nid = "planning"\nname = "Planning"\n',
        '[[excluded]]\nid = "strategy"\nname = "Strategy discussion"\nforum = "a strategy discussion"\n',
        '[[provisions]]\nid = "OUR-01"\ntext = "One reason."\ncites = "Our guidance, 1"\nhow = "blocker"\n',
        '[[provisions]]\nid = "OUR-02"\ntext = "What it is for."\ncites = "Our guidance, 2"\nhow = "scope"\n',
    ):
        assert gone in text
        text = text.replace(gone, "")
    format_ = load(text)
    assert (format_.reasons, format_.kinds, format_.excluded) == ((), (), ())


def test_no_question_can_take_the_name_of_a_detail_that_people_set() -> None:
    table = ready()
    assert {field.name for field in fields_of(table.meeting.details, table.meeting, table.format)} <= DETAIL_KEYS


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('type = "yes-no"', 'type = "text"', "must take “no” or “none”"),
        ('about = "family-and-person-told"', 'about = "agencies-involved"', "only a question of type text"),
        ('type = "yes-no"', 'type = "date"', "must take “no” or “none”"),
        ('text = "When next?"', 'text = "When next?"\nabout = "told-beforehand"', "only a question of type yes-no"),
    ],
)
def test_a_question_can_have_the_answers_that_what_it_is_about_goes_by(old: str, new: str, said: str) -> None:
    bad = refused(old, new)
    assert any(said in each.reason for each in (bad, *bad.more)), str(bad)
