"""`chairtui export`: export minutes for an audience, the meeting as JSON, or its actions as CSV or calendar."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_meeting, filled, text
from chairtui.user_paths import user_path
from chairtui.words import command_line as words
from chairtui.words import release as release_words
from chairtui.words.sentence import sentence

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.formats.model import Format
    from chairtui.minutes.file_kinds import Kind, Reader

BYTES = ("docx", "pdf", "csv", "ics")
"""Kinds that are written to stdout as bytes, since line ends are part of them."""


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("--to", metavar="KIND", type=text, help=words.HELP_TO)
    parser.add_argument("--for", dest="audience", choices=("attendees", "family", "actions"), help=words.HELP_FOR)
    parser.add_argument("--person", metavar="NAME", type=filled, help=words.HELP_FOR_PERSON)
    parser.add_argument("--about", metavar="NAME", type=filled, help=release_words.HELP_ABOUT)
    parser.add_argument("-o", "--output", dest="out", metavar="FILE", help=words.HELP_OUT)
    parser.add_argument("--force", action="store_true", help=words.HELP_FORCE)
    parser.add_argument("--json", action="store_true", help=words.HELP_JSON_FILE)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import UsageError
    from chairtui.commands.files import may_replace, write_private
    from chairtui.commands.output import print_bytes, print_document, print_json_text, print_written

    if args.out is not None and not args.out.strip():
        raise UsageError(words.OUT_BLANK)
    kind = requested_kind(args.to, args.out)
    if kind in ("docx", "pdf") and not args.out and sys.stdout.isatty():
        raise UsageError(words.NOT_ON_TERMINAL.format(kind=words.FILE_KINDS[kind], ending=kind))
    meeting = context.meeting(args.meeting)
    format_ = context.format_of(meeting)
    reader = requested_reader(args.audience, args.person, meeting)
    if args.about:
        reader = replace(reader, about=concerned_named(args.about, meeting))
    content = file_of(meeting, format_, kind, reader, context)
    if args.out:
        file = _file(user_path(args.out), meeting, format_, reader, kind, context)
        write_private(file, content, replace=may_replace(file, args.force))
        print_written([file], as_json=args.json)
    elif kind in BYTES and not sys.stdout.isatty():
        print_bytes(content)
    else:
        (print_json_text if kind == "json" else print_document)(content.decode("utf-8"))
    return 0


def _file(out: Path, meeting: Meeting, format_: Format, reader: Reader, kind: Kind, context: CommandContext) -> Path:
    """The file that `-o` names; in a folder, under the name that files are offered under."""
    from chairtui.minutes.file_names import file_name

    try:
        in_folder = out.is_dir()
    except (OSError, ValueError):  # errors in the name are reported on writing
        return out
    return out / f"{file_name(meeting, format_, reader, context.settings.file_name)}.{kind}" if in_folder else out


def requested_kind(to: str | None, out: str | None) -> Kind:
    """The requested kind of file, by `--to` or by the ending of `-o`. Raises `UsageError`."""
    from chairtui.commands.errors import UsageError
    from chairtui.minutes.file_kinds import KINDS, kind_of_name

    known = ", ".join(KINDS)
    if to is None:
        kind = kind_of_name(Path(out).name) if out else None
        if kind is None:
            raise UsageError(words.NEEDS_KIND.format(known=known))
        return kind
    for kind in KINDS:
        if kind == to:
            return kind
    raise UsageError(words.UNKNOWN_EXPORT.format(to=to, known=known))


def concerned_named(typed: str, meeting: Meeting) -> str:
    """The record id of the person concerned of that name or reference. Raises `CommandError`."""
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.capture.names import plain
    from chairtui.meeting.records import PersonConcerned

    everyone, wanted = meeting.all(PersonConcerned), set(plain(typed))
    found = [e for e in everyone if e.ref == typed.strip().upper() or (wanted and wanted <= set(plain(e.record.name)))]
    if len(found) != 1:
        known = ", ".join(entry.record.name for entry in everyone)
        form = release_words.NOT_CONCERNED if everyone else release_words.NOBODY_CONCERNED
        raise CommandError(form.format(name=typed, known=known, meeting=meeting.id))
    return found[0].record.id


def requested_reader(audience: str | None, person: str | None, meeting: Meeting) -> Reader:
    """Whom the file is for; a relative by their name, or by `--for family` where there is one. Raises `CommandError`
    for an unknown person, and for one who counts as family and is recorded as nobody's relative."""
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.after.distribution import audience_of
    from chairtui.meeting.capture.people import Named, who_is
    from chairtui.meeting.family import side_of
    from chairtui.minutes.file_kinds import Reader
    from chairtui.words import family

    if relative := _relative(audience, person, meeting):
        return Reader("family", relative)
    if person is None:
        return Reader("actions" if audience == "actions" else "attendees", whole=audience is None)
    found = who_is(person, meeting)
    if not isinstance(found, Named):
        raise CommandError(words.NO_SUCH_PERSON.format(reason=found.reason))
    attendee = found.who.attendee
    if attendee is None:
        known = ", ".join(entry.record.name for entry in meeting.attendees)
        raise CommandError(sentence(words.NOT_ATTENDING, name=person, known=known))
    if audience_of(attendee, meeting) == "family":
        record = meeting.attendee_of(found.who)
        name, ref = meeting.name_of(found.who), meeting.ref_of(attendee)
        if record is not None and side_of(record, meeting) == "unanswered":
            raise CommandError(family.no_copy_yet(name, meeting.id, ref, closed=meeting.closed))
        raise CommandError(words.IS_FAMILY.format(name=name, meeting=meeting.id, ref=ref))
    return Reader("actions" if audience == "actions" else "attendees", attendee)


def _relative(audience: str | None, person: str | None, meeting: Meeting) -> str:
    """The record id of whoever a released copy is for, "" where it is for professionals. Raises `CommandError`."""
    from chairtui.commands.errors import CommandError
    from chairtui.meeting.after.release_decisions import NotReleased, relative_named
    from chairtui.meeting.capture.names import plain
    from chairtui.meeting.copy_readers import family_readers, only_reader
    from chairtui.words import release

    relatives = family_readers(meeting)
    if audience != "family":
        typed = person or ""
        same = [e for e in relatives if e.ref == typed.strip().upper() or plain(e.record.name) == plain(typed)]
        if same and audience is not None:
            raise CommandError(release.NEVER_A_PROFESSIONALS.format(name=same[0].record.name))
        return same[0].record.id if same else ""
    alone = only_reader(meeting)
    if person is None and relatives and alone is None:
        known = ", ".join(f"{e.record.name} ({e.ref})" for e in relatives)
        raise CommandError(sentence(release.NAME_ONE, known=known))
    try:
        return relative_named(person or (alone.ref if alone else ""), meeting).record.id
    except NotReleased as error:
        raise CommandError(str(error)) from None


def file_of(meeting: Meeting, format_: Format, kind: Kind, reader: Reader, context: CommandContext) -> bytes:
    """What the file holds. What of the partnership's own look can't be used is said on stderr. Raises `CommandError`
    for a relative's copy that isn't released."""
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_error
    from chairtui.minutes.file_kinds import NothingToWrite, NotReleased, build_file

    branding = context.branding(kind)
    for problem in branding.problems:
        print_error(problem)
    try:
        return build_file(meeting, format_, kind, reader, branding)
    except (NotReleased, NothingToWrite) as error:
        raise CommandError(str(error)) from None
