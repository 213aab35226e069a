"""The closing rules by name: what a format's `[[rules]]` may ask for, and what each needs from the format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.closing.rules.rule_context import RuleContext
from chairtui.meeting.formats.model import QuestionType, Rule

Finds = Callable[[RuleContext, Rule], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of rule. `figures`: those it needs, with the least and the most each may be. `question`: the types
    of question it looks at, none for a rule that looks at records. `words`: it needs an answer and a message;
    `message`: a message alone; `names`: words to look for; `other`: a second question."""

    name: str
    finds: Finds
    figures: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    question: tuple[QuestionType, ...] = ()
    words: bool = False
    names: bool = False
    message: bool = False
    other: bool = False


RULES: dict[str, Check] = {}
"""Every rule there is, by the name that formats use."""


def rule(
    name: str,
    *,
    figures: Mapping[str, tuple[int, int]] | None = None,
    question: tuple[QuestionType, ...] = (),
    words: bool = False,
    names: bool = False,
    message: bool = False,
    other: bool = False,
) -> Callable[[Finds], Finds]:
    """Enter a function among the rules. It gives its findings in the order of the records."""

    def enter(finds: Finds) -> Finds:
        assert name not in RULES, name
        RULES[name] = Check(name, finds, figures or {}, question, words, names, message, other)
        return finds

    return enter
