"""`chairtui formats`: list the formats, show one with its provisions or as its file, or validate a file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, filled
from chairtui.user_paths import user_path
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.formats.model import Format


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=("show", "check"), help=words.HELP_FORMATS_WHAT)
    parser.add_argument("which", nargs="?", metavar="ID|FILE", help=words.HELP_FORMATS_WHICH)
    parser.add_argument("--to", choices=("toml",), help=words.HELP_FORMATS_TO)
    parser.add_argument("-o", "--output", dest="out", metavar="FILE", type=filled, help=words.HELP_FORMATS_OUT)
    parser.add_argument("--force", action="store_true", help=words.HELP_FORCE)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import UsageError

    if (args.to or args.out) and args.what != "show":
        raise UsageError(words.FILE_OF_SHOWN)
    if args.out and not args.to:
        raise UsageError(words.NEEDS_TO_TOML)
    if args.what == "show":
        if not args.which:
            raise UsageError(words.NEEDS_ID)
        if args.to:
            return _give(context, args)
        return _show(context.format(args.which), as_json=args.json)
    if args.what == "check":
        if not args.which:
            raise UsageError(words.NEEDS_FILE)
        return _check(context, user_path(args.which), as_json=args.json)
    return _list(context, as_json=args.json)


def _list(context: CommandContext, *, as_json: bool) -> int:
    """List the formats. Exit status 1 if one of the user's own is broken, which is reported."""
    from chairtui.commands.output import print_error, print_json, print_table

    formats = [context.format_registry.formats[name] for name in sorted(context.format_registry.formats)]
    if as_json:
        keys = {"id", "version", "name", "body", "citation", "summary", "nation"}
        print_json([f.model_dump(mode="json", include=keys) for f in formats])
    else:
        print_table(words.FORMATS_HEAD, ((f.id, f.name, f.citation) for f in formats))
    for problem in context.format_registry.problems:
        print_error(words.BAD_FORMAT.format(problem=problem))
    return 1 if context.format_registry.problems else 0


def _check(context: CommandContext, file: Path, *, as_json: bool) -> int:
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_error, print_json, print_line
    from chairtui.meeting.formats.advice import advice
    from chairtui.meeting.formats.loader import BadFormat

    try:
        found = context.format_registry.check(file)
    except BadFormat as error:
        if as_json:
            faults = [{"line": each.line, "reason": each.reason} for each in (error, *error.more)]
            print_json({"sound": False, "file": error.file, **faults[0], "faults": faults})
            return 1
        *others, last = (error, *error.more)
        for each in others:
            print_error(str(each))
        raise CommandError(str(last)) from None
    advised = list(advice(found))
    if as_json:
        print_json({"sound": True, "id": found.id, "advice": advised})
    else:
        print_line(
            words.FORMAT_SOUND.format(
                file=file,
                id=found.id,
                items=len(found.agenda),
                questions=len(found.questions),
                provisions=len(found.provisions),
            )
        )
        for text in advised:
            print_line(words.FORMAT_ADVICE.format(text=text))
    return 0


def _give(context: CommandContext, args: Namespace) -> int:
    """Print or write the file of a format, byte for byte."""
    from chairtui.commands.files import may_replace, read_bytes, write_private
    from chairtui.commands.output import print_document, print_json, print_line
    from chairtui.format_registry import LARGEST

    file = context.format_registry.file_of(context.format(args.which).id)
    assert file is not None
    content = read_bytes(file, LARGEST)
    if args.out:
        out = user_path(args.out)
        write_private(out, content, replace=may_replace(out, args.force))
        if args.json:
            print_json({"files": [str(out)]})
        else:
            print_line(words.FORMAT_WRITTEN.format(file=out))
    else:
        print_document(content.decode("utf-8"))
    return 0


def _show(format_: Format, *, as_json: bool) -> int:
    from chairtui.commands.output import print_json
    from chairtui.meeting.formats.placeholders import said_of

    format_ = said_of(format_, format_.words.person)
    if as_json:
        print_json(as_data(format_))
    else:
        _say(format_)
    return 0


def as_data(format_: Format) -> dict[str, object]:
    """A format as JSON: its agenda, questions, choices, rules and provisions."""
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
                for key in ("item", "text", "needed", "no_needs_reason", "or_reason", "opens", "when", "looks", "about")
            },
        }
        for question in whole["questions"]
    ]
    for key in ("reasons", "kinds", "excluded", "clocks", "provisions", "pathway", "route"):
        shown[key] = whole[key]
    for row, provision in zip(whole["provisions"], format_.provisions, strict=True):
        row["departure"] = format_.takes_departure(provision.id)
    shown["rules"] = [
        {"rule": r.rule, "provision": r.provision, "level": r.level, "asks": rule_in_words(r)} for r in format_.rules
    ]
    return shown


def _say(format_: Format) -> None:
    from chairtui.commands.output import print_line
    from chairtui.meeting.formats.describe import clock_in_words, question_in_words, rule_in_words

    print_line(words.FORMAT_TITLE.format(name=format_.name, id=format_.id, version=format_.version))
    print_line(format_.citation)
    print_line(format_.summary)
    print_line(words.FORMAT_AGENDA.format(minutes=format_.minutes))
    for number, item in enumerate(format_.agenda, 1):
        print_line(words.FORMAT_ITEM.format(number=number, title=item.title, minutes=item.minutes, id=item.id))
    if format_.reasons:
        print_line(words.FORMAT_REASONS)
    for reason in format_.reasons:
        print_line(words.FORMAT_ENTRY.format(id=reason.id, text=reason.text))
    print_line(words.FORMAT_QUESTIONS)
    for question in format_.questions:
        choices = "|".join(choice.id for choice in question.choices)
        type_ = f"{question.type}: {choices}" if choices else question.type
        print_line(
            words.FORMAT_QUESTION.format(id=question.id, type=type_, provision=question.provision, text=question.text)
        )
        when = question_in_words(question)
        if when:
            print_line(words.FORMAT_MORE.format(text=when))
    print_line(words.FORMAT_RULES)
    for rule in format_.rules:
        level = words.FORMAT_LEVELS[rule.level]
        print_line(words.FORMAT_RULE.format(provision=rule.provision, level=level, text=rule_in_words(rule)))
    if format_.clocks:
        print_line(words.FORMAT_CLOCKS)
    for clock in format_.clocks:
        when = clock_in_words(clock, format_)
        print_line(words.FORMAT_CLOCK.format(provision=clock.provision, what=clock.what, when=when))
    if format_.excluded:
        print_line(words.FORMAT_EXCLUDED)
    for excluded in format_.excluded:
        print_line(words.FORMAT_FORUM.format(id=excluded.id, name=excluded.name, forum=excluded.forum))
        if excluded.adult_forum:
            print_line(words.FORMAT_ADULT_FORUM.format(forum=excluded.adult_forum))
    print_line(words.FORMAT_PROVISIONS)
    for provision in format_.provisions:
        print_line(
            words.FORMAT_PROVISION.format(
                id=provision.id, text=provision.text, cites=provision.cites, how=provision.how
            )
        )
        if format_.takes_departure(provision.id):
            print_line(words.FORMAT_DEPARTURE)
            if provision.route:
                print_line(words.FORMAT_ROUTE.format(route=provision.route))
