"""A format somebody wrote: a good one is read, a bad one refused with its file, its line, the reason, what to do."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.meeting.formats.line_numbers import TomlLines
from chairtui.meeting.formats.loader import BadFormat, load_format
from tests.meeting.formats_and_meetings import baseline
from tests.meeting.our_format import OURS, line_of, load, refused


def test_a_partnerships_own_format_is_read_with_the_floor_under_it() -> None:
    format_ = load(OURS)
    assert [item.id for item in format_.agenda] == ["details", "needs"]
    assert [p.id for p in format_.provisions][:4] == ["OUR-01", "OUR-02", "OUR-03", "ALL-01"]
    assert {rule.rule for rule in format_.rules} >= {"date-within-months", "owner-named", "aim-written"}
    assert format_.question("confidentiality-read")
    assert all(format_.item(question.item) for question in format_.questions)


def test_a_format_may_ask_a_question_of_the_floor_in_its_own_words() -> None:
    own = '\n[[questions]]\nid = "confidentiality-read"\nitem = "needs"\ntype = "yes-no"\ntext = "All agreed?"\n'
    asked = [q for q in load(OURS + own + 'provision = "ALL-10"\n').questions if q.id == "confidentiality-read"]
    assert [(q.item, q.text) for q in asked] == [("needs", "All agreed?")]
    with pytest.raises(BadFormat, match="every format has the question “confidentiality-read”") as bad:
        load(OURS + own + 'provision = "OUR-03"\n')
    assert bad.value.line == len(OURS.splitlines()) + 3


def test_a_byte_order_mark_and_windows_line_ends_are_no_harm() -> None:
    assert load("\ufeff" + OURS.replace("\n", "\r\n")) == load(OURS)


def test_a_bad_format_says_file_line_reason_and_what_to_do() -> None:
    bad = refused("minutes = 2", 'minutes = "2"')
    assert str(bad) == "ours.toml:18: “minutes” must be a whole number. Change the value."
    assert (bad.file, bad.line) == ("ours.toml", line_of("minutes = 2"))


CASES = [
    # What is wrong, what is replaced by what, the line that is named, and words of the reason.
    ("not TOML", 'kind = "details"', "kind = details", 'kind = "details"', "this is not TOML"),
    ("a key twice", 'nation = "England"', 'nation = "England"\nid = "x"', 'id = "x"', "this is not TOML"),
    ("a string that never ends", 'name = "Ours"', 'name = "Ours', 'name = "Ours"', "this is not TOML"),
    ("a number for text", 'name = "Ours"', "name = 5", 'name = "Ours"', "“name” must be text in quotation marks"),
    ("a date for text", 'name = "Ours"', "name = 5.5", 'name = "Ours"', "“name” must be text"),
    ("a list for text", 'text = "We are stuck"', 'text = ["a"]', 'text = "We are stuck"', "“text” must be text"),
    (
        "text for a list",
        'steps = ["Call 999."]',
        'steps = "Call 999."',
        'steps = ["Call 999."]',
        "“steps” must be a list",
    ),
    ("text for true", "or_reason = true", 'or_reason = "yes"', "or_reason = true", "“or_reason” must be true or false"),
    ("a half minute", "minutes = 10", "minutes = 9.5", "minutes = 10", "“minutes” must be a whole number"),
    ("too many minutes", "minutes = 10", "minutes = 600", "minutes = 10", "“minutes” must be 240 or less"),
    ("fewer than none", "minutes = 10", "minutes = -1", "minutes = 10", "“minutes” must be 0 or more"),
    (
        "a nation unheard of",
        '"England"',
        '"Narnia"',
        'nation = "England"',
        "“nation” can't be “Narnia”. Use one of: England, Scotland, Wales, Northern Ireland.",
    ),
    (
        "a pane unheard of",
        'kind = "observations"',
        'kind = "tables"',
        'kind = "observations"',
        "“kind” can't be “tables”. Use one of: details, attendance",
    ),
    ("a blank text", '"We are stuck"', '"  "', 'text = "We are stuck"', "“text” is blank"),
    ("an id with a space", 'id = "stuck"', 'id = "st uck"', 'id = "stuck"', "“st uck” is not an id"),
    (
        "a provision's id in small letters",
        'id = "OUR-02"',
        'id = "our2"',
        'id = "OUR-02"',
        "“our2” is not a provision's id",
    ),
    (
        "an unknown key",
        'name = "Planning"',
        'name = "Planning"\nforum = "x"',
        'forum = "x"',
        "This kind of meeting has no “forum”",
    ),
    ("an unknown table", "[words]", "[word]", "[words]", "The format has no “word”"),
    (
        "a key missing",
        'forum = "a strategy discussion"\n',
        "",
        "[[excluded]]",
        "“forum” is missing from this excluded kind",
    ),
    ("a key of the format missing", 'version = "1"\n', "", 'id = "ours"', "“version” is missing from the format"),
    (
        "a built-in unheard of",
        'how = "scope"',
        'how = "scope"\nbuilt_in = "magic"',
        'built_in = "magic"',
        "“built_in” can't be “magic”",
    ),
]


@pytest.mark.parametrize(("old", "new", "at", "why"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, at: str, why: str) -> None:
    bad = refused(old, new)
    assert why in bad.reason
    assert bad.reason.endswith((".", "?"))
    text = OURS.replace(old, new, 1)
    at, _, nth = at.partition(" #")
    assert bad.line == line_of(at, text if at in text.splitlines() else OURS, int(nth or 1))


def test_a_key_spelt_almost_right_is_named_with_the_right_one_and_not_as_missing_too() -> None:
    bad = refused("minutes = 2", "minute = 2")
    assert bad.reason == "This agenda item has no “minute”. Did you mean “minutes”?"
    assert bad.more == ()


def test_every_error_of_a_file_is_reported_each_at_its_line() -> None:
    keys = refused('name = "Ours"', 'name = 5\nversoin = "2"', "minutes = 10", 'minutes = "10"')
    assert [each.reason[:20] for each in (keys, *keys.more)] == [
        "“name” must be text ",
        "“minutes” must be a ",
        "The format has no “v",
    ]
    references = refused('item = "needs"', 'item = "need"', 'provision = "OUR-03"', 'provision = "OUR-99"')
    reasons = [each.reason for each in (references, *references.more)]
    assert any("no provision “OUR-99”" in reason for reason in reasons)
    assert "there is no agenda item “need”. Did you mean “needs”?" in reasons


def test_a_missing_agenda_is_said_to_be_missing() -> None:
    head, rest = OURS.split("[[agenda]]", 1)
    text = head + rest[rest.index("[[questions]]") :]
    with pytest.raises(BadFormat, match="the agenda is missing") as bad:
        load(text)
    assert bad.value.line == 1
    with pytest.raises(BadFormat, match="the agenda is empty") as bad:
        load("agenda = []\n" + text)
    assert bad.value.line == 1


def test_the_second_file_that_breaks_says_its_own_name() -> None:
    with pytest.raises(BadFormat, match=r"^theirs\.toml:1: "):
        load_format("= 3", "theirs.toml", baseline())


@pytest.mark.parametrize(
    "text", ["", "[" * 5000, "x = " + "[" * 5000, "x = 1" + "0" * 5000, "\x00", "a.b = 1\na = 2", "x = nan"]
)
def test_whatever_is_in_the_file_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadFormat) as bad:
        load(text)
    assert str(bad.value).isprintable()
    assert len(bad.value.reason) < 1000
    assert bad.value.line >= 1


def test_lines_are_found_past_strings_comments_and_brackets_of_every_kind() -> None:
    text = (
        '# [[nothing]]\na = """\n[[b]]\nnot = "a key"\n"""\n[[b]]\nc = [ # one [\n  "]", # two\n\n  { d = "}" },\n]\n'
        "[b.e]\nf.g = '''x\n'''\n\"h i\" = 1\n[[b]]\n[[b.j]]\n[[b.j]]\nk = 2\n"
    )
    raw = tomllib.loads(text)
    assert raw["b"][1]["j"][1]["k"] == 2
    lines = TomlLines(text)
    expected = {
        ("a",): 2,
        ("b",): 6,
        ("b", 0): 6,
        ("b", 0, "c"): 7,
        ("b", 0, "c", 0): 8,
        ("b", 0, "c", 1): 10,
        ("b", 0, "c", 1, "d"): 10,
        ("b", 0, "e"): 12,
        ("b", 0, "e", "f", "g"): 13,
        ("b", 0, "e", "h i"): 15,
        ("b", 1): 16,
        ("b", 1, "j", 0): 17,
        ("b", 1, "j", 1, "k"): 19,
        ("nowhere", "at", "all"): 1,
    }
    assert {path: lines.line_of(path) for path in expected} == expected


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(OURS)), st.integers(0, 12), st.text(max_size=6))
def test_a_format_damaged_anywhere_is_read_or_refused_in_one_line(at: int, cut: int, put: str) -> None:
    text = OURS[:at] + put + OURS[at + cut :]
    try:
        load(text)
    except BadFormat as bad:
        assert 1 <= bad.line <= text.count("\n") + 1
        assert str(bad).isprintable()
