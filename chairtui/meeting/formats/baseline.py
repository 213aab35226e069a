"""The baseline: provisions, prompts, questions and rules that are merged into every format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from chairtui.meeting.formats.model import Format, Prompt, Provision, Question, Rule
from chairtui.meeting.formats.sharing import Agencies, Proposals
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.text import Id

Places = Annotated[tuple[Id, ...], Field(min_length=1)]
"""Candidate locations in order of preference: ids of agenda items, or kinds of pane."""


CHAIRED = frozenset({"chair-named", "note-taker-named", "chair-takes-no-notes"})
"""Rules that require a chair and a note-taker."""


class BaselinePrompt(Prompt):
    """A prompt for every format, placed under the first existing one of its places."""

    item: Places


class Baseline(Frozen):
    """Provisions, prompts, questions and rules for every format. A question's `item` is a list of places."""

    provisions: tuple[Provision, ...] = ()
    prompts: tuple[BaselinePrompt, ...] = ()
    questions: tuple[BaselineQuestion, ...] = ()
    rules: tuple[Rule, ...] = ()
    agencies: Agencies = Agencies()
    proposals: Proposals = Proposals()

    def rows_under(self, format_: Format) -> Format:
        """Append the baseline's provisions, questions and rules to the format.

        The format's own provision or question wins over one with the same id. Every rule is added, except those about a
        chair and a note-taker if a facilitator leads.
        """
        questions = (q.at(place(q.item, format_)) for q in self.questions if not format_.question(q.id))
        rules = self.rules
        if format_.led_by == "facilitator":
            rules = tuple(rule for rule in rules if rule.rule not in CHAIRED)
        answered = {rule.provision for rule in rules}
        left_out = {rule.provision for rule in self.rules} - answered
        provisions = (p for p in self.provisions if p.id not in left_out and not format_.provision(p.id))
        return format_.model_copy(
            update={
                "provisions": (*format_.provisions, *provisions),
                "questions": (*format_.questions, *questions),
                "rules": (*format_.rules, *rules),
                "agencies": self.agencies.beside(format_.agencies),
                "proposals": self.proposals.under(format_.proposals),
            }
        )

    def taken(self, format_: Format) -> Iterator[tuple[int, BaselineQuestion]]:
        """Questions of the format (by index, from 0) that reuse a baseline question's id for something else."""
        baseline = {q.id: q for q in self.questions}
        for n, question in enumerate(format_.questions):
            same = baseline.get(question.id)
            if same and (same.provision, same.type) != (question.provision, question.type):
                yield n, same

    def prompts_into(self, format_: Format) -> Format:
        """Insert the baseline's prompts before the format's own."""
        homes = [
            (place(p.item, format_), Prompt(text=p.text, provision=p.provision, cites=p.cites)) for p in self.prompts
        ]
        agenda = tuple(
            item.model_copy(update={"prompts": (*(p for home, p in homes if home == item.id), *item.prompts)})
            for item in format_.agenda
        )
        return format_.model_copy(update={"agenda": agenda})


class BaselineQuestion(Question):
    """A question for every format, placed under the first existing one of its places."""

    item: Places  # type: ignore[assignment]

    def at(self, item: str) -> Question:
        """The question, placed under that agenda item."""
        return Question.model_validate({**self.model_dump(), "item": item})


def place(places: tuple[str, ...], format_: Format) -> str:
    """Id of the agenda item for the first existing one of these places; by default the first item."""
    for name in places:
        for item in format_.agenda:
            if name in (item.id, item.kind):
                return item.id
    return format_.agenda[0].id
