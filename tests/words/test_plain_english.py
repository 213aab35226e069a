"""Every word the program says to a person, as one list, held to the rules of plain British English.

To read the list: `python -m pytest tests/words -s -k list`.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import chairtui.words

ROOT = Path(__file__).parents[2]
LONGEST = 260
"""Characters of one line; more than that nobody reads between two sentences of a meeting."""
AMERICAN = (
    r"(?:colors?|centers?|favorite|behavior|honor|neighbor|labor|analyze\w*|organiz\w*|recogniz\w*|apologiz\w*|"
    r"summariz\w*|minimiz\w*|maximiz\w*|customiz\w*|prioritiz\w*|finaliz\w*|canceled|canceling|labeled|labeling|"
    r"fulfill\b|license[sd]? (?!file)|gotten|catalog\b|dialog\b|gray|program me|zip code|check ?mark)"
)
JARGON = (
    r"(?:invalid|illegal|abort\w*|fatal|null|exception|traceback|stack|parse[drs]?|parsing|buffer|cache\w*|boolean|"
    r"integer|string|regex|payload|commit\w*|instantiat\w*|initiali[sz]\w*|execut\w*|terminat\w*|mandatory|"
    r"utili[sz]e\w*|leverage\w*|facilitat\w*|prior to|in order to|please note|simply|just click|successfully|oops|"
    r"stakeholders?|going forward|action point|touch base|input field|user|users)"
)
BEGINNINGS = ("importing.WRONG",)
"""Texts that another one puts the full stop to."""
NOT_FOR_SENTENCES = re.compile(r"\{[a-z_]*(?::[^}]*)?\}|`[^`]*`|“[^”]*”|\"[^\"]*\"")
COMMAND = re.compile(r"chairtui [a-z]+|[A-Z]{2,}|--|…|\$|@|:$|\(|\{[^}]*\}$|\[|=")
"""What a sentence may end in without a full stop: a command to type, or a value filled in."""


def strings(value: object) -> Iterator[str]:
    """Every text in a constant, whatever it is kept in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from strings(each)


@cache
def everything() -> tuple[tuple[str, str], ...]:
    """(where it stands, the text) of every text in `chairtui.words`."""
    found = []
    for module in pkgutil.walk_packages(chairtui.words.__path__, "chairtui.words."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if name.isupper():
                found += [(f"{module.name.rpartition('.')[2]}.{name}", text) for text in strings(value)]
    return tuple(found)


def breaking(pattern: str) -> list[str]:
    rule = re.compile(rf"\b{pattern}\b", re.IGNORECASE)
    return [f"{where}: {text}" for where, text in everything() if rule.search(NOT_FOR_SENTENCES.sub("", text))]


def test_all_of_it_stands_in_one_list() -> None:
    for where, text in everything():
        print(f"{where}: {text}")
    assert len(everything()) > 600


def test_nothing_is_spelt_the_american_way() -> None:
    assert breaking(AMERICAN) == []


def test_nothing_is_said_in_a_programmer_s_or_an_office_s_jargon() -> None:
    assert breaking(JARGON) == []


def test_no_line_is_too_long_to_read_at_a_glance() -> None:
    lines = [(where, line) for where, text in everything() for line in text.split("\n")]
    assert [f"{where}: {line}" for where, line in lines if len(line) > LONGEST] == []


def test_what_has_two_sentences_ends_its_last_one() -> None:
    wrong = []
    for where, text in everything():
        if where in BEGINNINGS:
            continue
        last = text.rstrip().split("\n")[-1]
        sentences = re.split(r"(?<=[a-z)][.?!]) (?=[A-Z])", NOT_FOR_SENTENCES.sub("x", last))
        if len(sentences) > 1 and not re.search(r"[.?!:)]$", last) and not COMMAND.search(sentences[-1] + last):
            wrong.append(f"{where}: {text}")
    assert wrong == []


def test_nobody_is_shouted_at_and_no_spaces_are_doubled_in_a_sentence() -> None:
    assert [
        f"{w}: {t}" for w, t in everything() if re.search(r"[a-z]{3,}!(?:\s|$)", t) and "!restricted" not in t
    ] == []
    assert [f"{w}: {t}" for w, t in everything() if re.search(r"[a-z]\.  [A-Z]", t)] == []


def test_each_apostrophe_is_the_one_on_the_keyboard() -> None:
    assert [f"{where}: {text}" for where, text in everything() if "’" in text] == []


def test_no_sentence_hides_in_the_code_of_a_screen() -> None:
    """What a person reads stands in `chairtui/words`, where it is reviewed; docstrings are for us."""
    hidden = []
    for file in sorted((ROOT / "screens").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        ours = {
            id(statement.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            for statement in node.body
            if isinstance(statement, ast.Expr)
        }
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in ours else None
            if isinstance(text, str) and "{ " not in text and re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", text):
                hidden.append(f"{file.name}:{getattr(node, 'lineno', 0)}: {text}")
    assert hidden == []


OF_CHILDREN = re.compile(
    r"\b(?:child\w*|school\w*|pupil\w*|nurser\w*|mother|father|mum|dad|parents?|Guernsey|boy|girl)\b", re.IGNORECASE
)
RECOGNISED = (
    "agencies.GROUPS", "family.FAMILY", "family.KIN", "release.INQUIRIES", "release.RELATED", "names.",
    "file_names.NO_INITIAL",
    "screens.PERSONS", "findings.ONE", "command_line.HELP_PERSON", "command_line.SAMPLE_RELATIVE", "release.HELP_ABOUT",
    "formats.NO_SUCH_PLACE", "release.ONESELF", "release.VIEWS_", "release.TO_READER", "release.INQUIRIES",
    "agencies.NAMES", "agencies.CHILDREN",
)  # fmt: skip
"""Words that are looked for in what people type, or that name a child, a young person and an adult alike."""


def test_no_word_or_example_supposes_that_a_meeting_is_about_a_child() -> None:
    assert [
        f"{where}: {text}"
        for where, text in everything()
        if OF_CHILDREN.search(re.sub(r"\{[a-z_]+\}", "", text)) and not where.startswith(RECOGNISED)
    ] == []


def test_no_template_of_a_file_or_an_email_supposes_that_either() -> None:
    files = [file for file in (ROOT / "data" / "templates").rglob("*") if file.is_file()]
    assert files and not [file.name for file in files if OF_CHILDREN.search(file.read_text(encoding="utf-8"))]


def test_no_words_stand_twice_under_one_name() -> None:
    """The second would be said in place of the first."""
    for module in sorted((ROOT / "chairtui" / "words").glob("*.py")):
        names = [
            target.id
            for statement in ast.parse(module.read_text(encoding="utf-8")).body
            if isinstance(statement, ast.Assign | ast.AnnAssign)
            for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
            if isinstance(target, ast.Name)
        ]
        assert sorted(names) == sorted(set(names)), module.name
