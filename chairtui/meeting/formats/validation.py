"""Validates the references within a format, beyond the types of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from chairtui.meeting.closing.rules import RULES, Check
from chairtui.meeting.formats.errors import near
from chairtui.meeting.formats.model import SECTIONS, Excluded, Format, Kind, Question, Rule
from chairtui.meeting.formats.placeholders import unknown_places
from chairtui.words import formats as words

DETAIL_KEYS = frozenset(
    {
        "aim",
        "aim-readers",
        "reasons-readers",
        "chair",
        "convening-agency",
        "format",
        "kind",
        "note-taker",
        "part",
        "person",
        "reasons",
        "starts",
        "subject",
        "title",
        "venue",
        "minutes-within",
    }
)
"""Keys of a meeting's own details, which no question may take as its id."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: the path to it in the file (keys, and list indexes from 0), and the reason."""

    path: tuple[str | int, ...]
    reason: str


def faults(format_: Format) -> Iterator[Fault]:
    """All errors, in the order of the file's sections; none for a usable format."""
    yield from _duplicates(format_)
    yield from _layout(format_)
    yield from _agenda(format_)
    yield from _questions(format_)
    yield from _reasons_and_scope(format_)
    yield from _rules(format_)
    yield from _clocks(format_)
    yield from _unanswered(format_)
    yield from (Fault(path, words.NO_SUCH_PLACE.format(name=name)) for path, name in unknown_places(format_))


def _duplicates(format_: Format) -> Iterator[Fault]:
    yield from _twice("agenda", "the agenda item", (i.id for i in format_.agenda))
    yield from _twice("questions", "the question", (q.id for q in format_.questions))
    yield from _twice("reasons", "the reason", (r.id for r in format_.reasons))
    yield from _twice("clocks", "the clock", (c.id for c in format_.clocks))
    yield from _twice("provisions", "the provision", (p.id for p in format_.provisions))
    for n, question in enumerate(format_.questions):
        for fault in _twice("choices", "the choice", (c.id for c in question.choices)):
            yield Fault(("questions", n, *fault.path), fault.reason)
    seen: set[str] = set()
    yield from _spelt_twice("kinds", format_.kinds, seen)
    yield from _spelt_twice("excluded", format_.excluded, seen)


def _spelt_twice(section: str, kinds: Sequence[Kind | Excluded], seen: set[str]) -> Iterator[Fault]:
    """A kind's id and aliases may mean no other kind; `seen` grows by them."""
    for n, kind in enumerate(kinds):
        for where, spelling in (("id", kind.id), *(("aliases", alias) for alias in kind.aliases)):
            if spelling in seen:
                yield Fault((section, n, where), words.DUPLICATE.format(what="the kind of meeting", id=spelling))
            seen.add(spelling)


def _twice(section: str, what: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, id_ in enumerate(ids):
        if id_ in seen:
            yield Fault((section, n, "id"), words.DUPLICATE.format(what=what, id=id_))
        seen.add(id_)


def _layout(format_: Format) -> Iterator[Fault]:
    sections = format_.layout.sections
    for section in SECTIONS:
        if sections.count(section) != 1:
            reason = words.SECTION_TWICE if section in sections else words.SECTION_MISSING
            yield Fault(("layout", "sections"), reason.format(section=section))


def _agenda(format_: Format) -> Iterator[Fault]:
    for n, item in enumerate(format_.agenda):
        if item.id.isdecimal():
            yield Fault(("agenda", n, "id"), words.NUMBER_AS_ID.format(id=item.id))
        if item.origin and item.kind != "observations":
            yield Fault(("agenda", n, "origin"), words.ORIGIN_ELSEWHERE)
        for m, prompt in enumerate(item.prompts):
            yield from _provision(format_, prompt.provision, ("agenda", n, "prompts", m, "provision"))


def _questions(format_: Format) -> Iterator[Fault]:
    above: dict[str, Question] = {}
    for n, question in enumerate(format_.questions):
        path = ("questions", n)
        if question.id in DETAIL_KEYS:
            yield Fault((*path, "id"), words.DETAIL_AS_ID.format(id=question.id))
        yield from _item(format_, question.item, (*path, "item"))
        yield from _provision(format_, question.provision, (*path, "provision"))
        if question.type == "choice" and not question.choices:
            yield Fault((*path, "type"), words.NO_CHOICES)
        if question.type != "choice" and question.choices:
            yield Fault((*path, "choices"), words.CHOICES_ELSEWHERE)
        if question.type != "date" and question.looks != "forward":
            yield Fault((*path, "looks"), words.LOOKS_ELSEWHERE)
        if question.or_words and question.type != "date":
            yield Fault((*path, "or_words"), words.OR_WORDS_ELSEWHERE)
        if question.member and question.type != "person":
            yield Fault((*path, "member"), words.MEMBER_ELSEWHERE)
        yield from _about(question, (*path, "about"))
        if question.opens:
            yield from _opens(question, above, (*path, "opens"))
        above[question.id] = question


def _about(question: Question, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """Whether the question can have the answers that its meaning goes by."""
    match question.about:
        case "agencies-involved":
            if question.type != "text":
                yield Fault(path, words.ABOUT_TEXT.format(about=question.about))
        case "told-beforehand":
            if question.type != "yes-no":
                yield Fault(path, words.ABOUT_YES_NO.format(about=question.about))
        case "family-told" | "person-told" | "family-and-person-told":
            if question.type != "yes-no" and not question.or_reason:
                yield Fault(path, words.ABOUT_NO_OR_NONE.format(about=question.about))
        case None:
            pass
        case _:
            assert_never(question.about)


def _opens(question: Question, above: dict[str, Question], path: tuple[str | int, ...]) -> Iterator[Fault]:
    assert question.opens
    first = above.get(question.opens.question)
    if first is None:
        yield Fault(path, words.OPENS_LATER.format(id=question.opens.question))
    else:
        opens = question.opens
        if bool(opens.answer) == bool(opens.unless):
            yield Fault(path, words.OPENS_ONE)
        else:
            yield from _an_answer(first, opens.answer or opens.unless, path)


def _an_answer(question: Question, answer: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """Whether an answer that something waits for is one that the question can have."""
    known = {"yes-no": ["yes", "no"], "choice": [c.id for c in question.choices]}.get(question.type, [])
    known += ["none"] if question.or_reason else []
    if answer not in known:
        text = words.NOT_AN_ANSWER if known else words.ANSWER_IN_WORDS
        yield Fault(path, text.format(answer=answer, question=question.id, known=", ".join(known)))


def _reasons_and_scope(format_: Format) -> Iterator[Fault]:
    above: set[str] = set()
    for n, reason in enumerate(format_.reasons):
        if reason.under and reason.under not in above:
            yield Fault(("reasons", n, "under"), words.NO_SUCH_REASON.format(id=reason.under))
        above.add(reason.id)
    if format_.reasons and not format_.reasons_provision:
        yield Fault(("reasons",), words.REASONS_UNCITED)
    if format_.reasons_provision:
        yield from _provision(format_, format_.reasons_provision, ("reasons_provision",))
        if not format_.reasons:
            yield Fault(("reasons_provision",), words.NO_REASONS)
    if (format_.kinds or format_.excluded) and not format_.scope_provision:
        yield Fault(("kinds" if format_.kinds else "excluded",), words.SCOPE_UNCITED)
    if format_.scope_provision:
        yield from _provision(format_, format_.scope_provision, ("scope_provision",))
    for n, kind in enumerate(format_.excluded):
        if kind.provision:
            yield from _provision(format_, kind.provision, ("excluded", n, "provision"))
    yield from _provision(format_, format_.route.provision, ("route", "provision"))


def _rules(format_: Format) -> Iterator[Fault]:
    for n, rule in enumerate(format_.rules):
        path = ("rules", n)
        check = RULES.get(rule.rule)
        if check is None:
            yield Fault((*path, "rule"), _no_such("rule", rule.rule, sorted(RULES), words.NO_SUCH_RULE))
            continue
        yield from _provision(format_, rule.provision, (*path, "provision"))
        if rule.item:
            yield from _item(format_, rule.item, (*path, "item"))
        yield from _figures(rule, check, path)
        yield from _looks_at(format_, rule, check, path)
        yield from _other(format_, rule, check, path)
        yield from _speaks(rule, check, path)


def _figures(rule: Rule, check: Check, path: tuple[str | int, ...]) -> Iterator[Fault]:
    for figure, value in rule.figures.items():
        limits = check.figures.get(figure)
        if limits is None:
            known = ", ".join(check.figures)
            takes = words.TAKES_FIGURES.format(known=known) if known else words.TAKES_NO_FIGURE
            reason = words.NO_SUCH_FIGURE.format(rule=rule.rule, figure=figure, takes=takes)
            yield Fault((*path, "figures", figure), reason)
        elif not limits[0] <= value <= limits[1]:
            reason = words.FIGURE_OUT_OF_RANGE.format(figure=figure, least=limits[0], most=limits[1])
            yield Fault((*path, "figures", figure), reason)
    for figure in check.figures:
        if figure not in rule.figures:
            yield Fault(path, words.FIGURE_MISSING.format(rule=rule.rule, figure=figure))


def _looks_at(format_: Format, rule: Rule, check: Check, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """The question a rule looks at, and the answer it waits for."""
    if not rule.question:
        if check.question:
            yield Fault(path, words.RULE_NEEDS_QUESTION.format(rule=rule.rule))
        return
    path_to_question = (*path, "question")
    if not check.question:
        yield Fault(path_to_question, words.RULE_TAKES_NO_QUESTION.format(rule=rule.rule))
        return
    question = format_.question(rule.question)
    if question is None:
        known = [q.id for q in format_.questions]
        yield Fault(path_to_question, _no_such("question", rule.question, known, words.NO_SUCH_QUESTION))
    elif question.type not in check.question:
        wanted = ", ".join(check.question)
        reason = words.RULE_QUESTION_TYPE.format(
            rule=rule.rule, wanted=wanted, question=question.id, type=question.type
        )
        yield Fault(path_to_question, reason)
    elif rule.answer and not check.other:
        yield from _an_answer(question, rule.answer, (*path, "answer"))


def _other(format_: Format, rule: Rule, check: Check, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """The second question that a rule looks at."""
    if check.other and not rule.other:
        yield Fault(path, words.RULE_NEEDS_OTHER.format(rule=rule.rule))
    elif rule.other and not check.other:
        yield Fault((*path, "other"), words.RULE_TAKES_NO_OTHER.format(rule=rule.rule))
    elif rule.other and (other := format_.question(rule.other)):
        if rule.answer:
            yield from _an_answer(other, rule.answer, (*path, "answer"))
    elif rule.other:
        known = [q.id for q in format_.questions]
        yield Fault((*path, "other"), _no_such("question", rule.other, known, words.NO_SUCH_QUESTION))


def _speaks(rule: Rule, check: Check, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if check.words and not (rule.answer and rule.message):
        yield Fault(path, words.RULE_NEEDS_WORDS.format(rule=rule.rule))
    elif check.message and not rule.message:
        yield Fault(path, words.RULE_NEEDS_MESSAGE.format(rule=rule.rule))
    elif not check.words and (rule.answer or (rule.message and not check.message)):
        yield Fault((*path, "message" if rule.message else "answer"), words.RULE_TAKES_NO_WORDS.format(rule=rule.rule))
    if check.names and not rule.names:
        yield Fault(path, words.RULE_NEEDS_NAMES.format(rule=rule.rule))
    elif rule.names and not check.names:
        yield Fault((*path, "names"), words.RULE_TAKES_NO_NAMES.format(rule=rule.rule))


def _clocks(format_: Format) -> Iterator[Fault]:
    for n, clock in enumerate(format_.clocks):
        yield from _provision(format_, clock.provision, ("clocks", n, "provision"))
        if (clock.working_days is None) == (clock.months is None):
            yield Fault(("clocks", n), words.CLOCK_FIGURE)
        elif clock.starts == "meeting" and clock.working_days == 0:
            yield Fault(("clocks", n, "working_days"), words.CLOCK_SAME_DAY)
        elif clock.starts == "immediate-risk" and clock.months is not None:
            yield Fault(("clocks", n, "months"), words.CLOCK_RISK_MONTHS)


def _unanswered(format_: Format) -> Iterator[Fault]:
    answered = {
        format_.route.provision,
        format_.reasons_provision,
        format_.scope_provision,
        *(p.provision for item in format_.agenda for p in item.prompts),
        *(q.provision for q in format_.questions),
        *(r.provision for r in format_.rules),
        *(c.provision for c in format_.clocks),
        *(e.provision for e in format_.excluded),
    }
    for n, provision in enumerate(format_.provisions):
        if provision.id not in answered and not provision.built_in:
            yield Fault(("provisions", n), words.NOBODY_ANSWERS.format(id=provision.id))


def _item(format_: Format, id_: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if not any(item.id == id_ for item in format_.agenda):
        known = [item.id for item in format_.agenda]
        yield Fault(path, _no_such("agenda item", id_, known, words.NO_SUCH_ITEM))


def _provision(format_: Format, id_: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if not format_.provision(id_):
        yield Fault(path, words.NO_SUCH_PROVISION.format(id=id_))


def _no_such(what: str, id_: str, known: Sequence[str], otherwise: str) -> str:
    """What to say of an id that isn't there: the one that was meant, or else all there are."""
    like = near(id_, known)
    if like:
        return words.NO_SUCH_LIKE.format(what=what, id=id_, like=like)
    return otherwise.format(id=id_, known=", ".join(known))
