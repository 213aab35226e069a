"""Registry of closing rules by name: the rules that a format may use, and the parameters each takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.rules.rule_context import RuleContext
from chairtui.meeting.formats.model import QuestionType, Rule

Finds = Callable[[RuleContext, Rule], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A closing rule and its parameters.

    `figures`: required figures with their least and greatest value. `question`: types of question it looks at, () for
    a rule about records. `words`: requires an answer and a message; `message`: a message alone; `names`: words to
    search for; `other`: a second question. `fields`: names of the record's fields that resolve its findings.
    """

    name: str
    finds: Finds
    figures: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    question: tuple[QuestionType, ...] = ()
    words: bool = False
    names: bool = False
    message: bool = False
    other: bool = False
    fields: tuple[str, ...] = ()


RULES: dict[str, Check] = {}
"""All rules, by the name that formats use."""


def rule(
    name: str,
    *,
    figures: Mapping[str, tuple[int, int]] | None = None,
    question: tuple[QuestionType, ...] = (),
    words: bool = False,
    names: bool = False,
    message: bool = False,
    other: bool = False,
    fields: tuple[str, ...] = (),
) -> Callable[[Finds], Finds]:
    """Register a function as a rule. It yields its findings in the order of the records."""

    def enter(finds: Finds) -> Finds:
        assert name not in RULES, name
        RULES[name] = Check(name, finds, figures or {}, question, words, names, message, other, fields)
        return finds

    return enter
