"""`chairtui formats`: those there are, what one asks with its provisions, and whether a file of one's own is sound."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import Place
    from chairtui.meeting.formats.model import Format


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=("show", "check"), help=words.HELP_FORMATS_WHAT)
    parser.add_argument("which", nargs="?", metavar="ID|FILE", help=words.HELP_FORMATS_WHICH)
    add_json(parser)


def run(args: Namespace, place: Place) -> int:
    from chairtui.commands.errors import BadUsage

    if args.what == "show":
        if not args.which:
            raise BadUsage(words.NEEDS_ID)
        return _show(place.format(args.which), as_json=args.json)
    if args.what == "check":
        if not args.which:
            raise BadUsage(words.NEEDS_FILE)
        return _check(Path(args.which).expanduser(), as_json=args.json)
    return _list(place, as_json=args.json)


def _list(place: Place, *, as_json: bool) -> int:
    """Every format; a broken one of the person's own is complained of, and the exit is 1."""
    from chairtui.commands.output import complain, say_json, say_table

    formats = [place.shelf.formats[name] for name in sorted(place.shelf.formats)]
    if as_json:
        keys = {"id", "version", "name", "body", "citation", "summary", "nation"}
        say_json([f.model_dump(mode="json", include=keys) for f in formats])
    else:
        say_table(words.FORMATS_HEAD, ((f.id, f.name, f.citation) for f in formats))
    for problem in place.shelf.problems:
        complain(words.BAD_FORMAT.format(problem=problem))
    return 1 if place.shelf.problems else 0


def _check(file: Path, *, as_json: bool) -> int:
    from chairtui.commands.errors import No
    from chairtui.commands.output import say, say_json
    from chairtui.format_registry import read_format
    from chairtui.meeting.formats.loader import BadFormat

    try:
        found = read_format(file)
    except BadFormat as error:
        if as_json:
            say_json({"sound": False, "file": error.file, "line": error.line, "reason": error.reason})
            return 1
        raise No(str(error)) from None
    if as_json:
        say_json({"sound": True, "id": found.id})
    else:
        say(
            words.FORMAT_SOUND.format(
                file=file,
                id=found.id,
                items=len(found.agenda),
                questions=len(found.questions),
                provisions=len(found.provisions),
            )
        )
    return 0


def _show(format_: Format, *, as_json: bool) -> int:
    from chairtui.commands.output import say_json
    from chairtui.meeting.formats.placeholders import said_of

    format_ = said_of(format_, format_.words.person)
    if as_json:
        say_json(as_data(format_))
    else:
        _say(format_)
    return 0


def as_data(format_: Format) -> dict[str, object]:
    """What a program reads of a format: what may be asked, chosen and set, and by which provision."""
    from chairtui.meeting.formats.describe import rule_in_words

    whole = format_.model_dump(mode="json")
    shown: dict[str, object] = {
        key: whole[key] for key in ("id", "version", "name", "body", "citation", "summary", "nation", "words", "agenda")
    }
    shown["questions"] = [
        {
            "id": question["id"],
            "type": question["type"],
            "choices": question["choices"],
            "provision": question["provision"],
            **{
                key: question[key]
                for key in ("item", "text", "needed", "no_needs_reason", "or_reason", "opens", "when")
            },
        }
        for question in whole["questions"]
    ]
    for key in ("reasons", "kinds", "excluded", "clocks", "provisions", "pathway", "route"):
        shown[key] = whole[key]
    shown["rules"] = [
        {"rule": r.rule, "provision": r.provision, "level": r.level, "asks": rule_in_words(r)} for r in format_.rules
    ]
    return shown


def _say(format_: Format) -> None:
    from chairtui.commands.output import say
    from chairtui.meeting.formats.describe import clock_in_words, question_in_words, rule_in_words

    say(words.FORMAT_TITLE.format(name=format_.name, id=format_.id, version=format_.version))
    say(format_.citation)
    say(format_.summary)
    say(words.FORMAT_AGENDA.format(minutes=format_.minutes))
    for number, item in enumerate(format_.agenda, 1):
        say(words.FORMAT_ITEM.format(number=number, title=item.title, minutes=item.minutes, id=item.id))
    if format_.reasons:
        say(words.FORMAT_REASONS)
    for reason in format_.reasons:
        say(words.FORMAT_ENTRY.format(id=reason.id, text=reason.text))
    say(words.FORMAT_QUESTIONS)
    for question in format_.questions:
        choices = "|".join(choice.id for choice in question.choices)
        type_ = f"{question.type}: {choices}" if choices else question.type
        say(words.FORMAT_QUESTION.format(id=question.id, type=type_, provision=question.provision, text=question.text))
        when = question_in_words(question)
        if when:
            say(words.FORMAT_MORE.format(text=when))
    say(words.FORMAT_RULES)
    for rule in format_.rules:
        level = words.FORMAT_LEVELS[rule.level]
        say(words.FORMAT_RULE.format(provision=rule.provision, level=level, text=rule_in_words(rule)))
    if format_.clocks:
        say(words.FORMAT_CLOCKS)
    for clock in format_.clocks:
        when = clock_in_words(clock, format_)
        say(words.FORMAT_CLOCK.format(provision=clock.provision, what=clock.what, when=when))
    if format_.excluded:
        say(words.FORMAT_EXCLUDED)
    for excluded in format_.excluded:
        say(words.FORMAT_FORUM.format(id=excluded.id, name=excluded.name, forum=excluded.forum))
    say(words.FORMAT_PROVISIONS)
    for provision in format_.provisions:
        say(
            words.FORMAT_PROVISION.format(
                id=provision.id, text=provision.text, cites=provision.cites, how=provision.how
            )
        )
