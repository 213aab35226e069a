"""`chairtui release`: what a relative is given of the minutes, line by line, and that it is released."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import suppress
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting, filled
from chairtui.words import command_line as words
from chairtui.words import release as release_words
from chairtui.words.sentence import sentence

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.journal.session import Session
    from chairtui.meeting.after.release_decisions import Line
    from chairtui.meeting.copy_readers import FamilyEntry
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.formats.model import Format


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("--relative", metavar="TEXT", type=filled, help=release_words.HELP_RELATIVE)
    parser.add_argument("--for", dest="relative_name", metavar="NAME", type=filled, help=release_words.HELP_FOR)
    parser.add_argument("--about", metavar="NAME", type=filled, help=release_words.HELP_ABOUT)
    parser.add_argument("--share", metavar="REF,…", type=filled, action="append", help=release_words.HELP_SHARE)
    parser.add_argument("--hold", metavar="REF,…", type=filled, action="append", help=release_words.HELP_HOLD)
    parser.add_argument("--reason", metavar="TEXT", type=filled, help=release_words.HELP_REASON)
    parser.add_argument("--done", action="store_true", help=release_words.HELP_DONE)
    add_json(parser)
    add_by(parser)


def run(args: Namespace, context: CommandContext) -> int:
    """Without a decision, list the lines and where each stands."""
    from chairtui.commands.errors import CommandError, UsageError
    from chairtui.meeting.after.release_decisions import NotReleased

    deciding = bool(args.share or args.hold or args.done)
    if args.about and (deciding or args.relative):
        raise UsageError(release_words.ABOUT_LISTS)
    if args.reason and not args.hold:
        raise UsageError(release_words.REASON_NEEDS_HOLD)
    if args.relative and (deciding or args.relative_name):
        raise UsageError(release_words.RELATIVE_ALONE)
    try:
        if args.relative:
            return _add(args.relative, context.seat(args.meeting, args.by), context)
        if deciding:
            return _decide(args, context.seat(args.meeting, args.by), context)
        meeting = context.meeting(args.meeting)
        about = ""
        if args.about:
            from chairtui.commands.export import concerned_named

            about = concerned_named(args.about, meeting)
        return _list(meeting, context.format_of(meeting), args.relative_name, about, as_json=args.json)
    except NotReleased as error:
        raise CommandError(str(error)) from None


def _add(typed: str, seat: Session, context: CommandContext) -> int:
    """Record a relative, or that they are given nothing, also after the meeting closed."""
    from chairtui.commands.output import print_line
    from chairtui.meeting.capture.relative_line import relative_of
    from chairtui.meeting.records import Draft

    relative = relative_of(typed, seat.meeting, context.new_id())
    seat.append([Draft(record=relative, base=seat.meeting.base_of(relative.id))])
    context.remove_drafts_of_kept_out(seat.meeting)
    print_line(words.SAVED.format(ref=seat.meeting.ref_of(relative.id)))
    return 0


def _decide(args: Namespace, seat: Session, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_json, print_line
    from chairtui.journal.protocol import Conflict
    from chairtui.meeting.after.release_decisions import decide, still_to_do

    format_ = context.format_of(seat.meeting)
    entry = _relative(args.relative_name, seat.meeting)
    draft = decide(
        seat.meeting,
        format_,
        entry.record.id,
        share=_refs(args.share),
        hold=_refs(args.hold),
        reason=args.reason or "",
        done=args.done,
    )
    try:
        seat.append([draft])
    except Conflict:
        raise CommandError(release_words.SOMEBODY_ELSE.format(name=entry.record.name)) from None
    with suppress(OSError, TimeoutError):  # an e-mail draft holds what was decided before
        context.draft_files.remove(seat.meeting.id, entry.record.id)
    left = still_to_do(seat.meeting, format_, entry.record.id)
    if args.json:
        print_json({"ref": entry.ref, "name": entry.record.name, "released": not left, "left": left})
    else:
        print_line(left or release_words.IS_RELEASED.format(name=entry.record.name, meeting=seat.meeting.id))
    return 0


def _refs(given: list[str] | None) -> list[str]:
    return [ref for part in given or () for ref in part.split(",") if ref.strip()]


def _relative(typed: str | None, meeting: Meeting) -> FamilyEntry:
    """The relative or person concerned that was named, or the only one there is. Raises `NotReleased`."""
    from chairtui.meeting.after.release_decisions import NotReleased, relative_named
    from chairtui.meeting.copy_readers import family_readers, only_reader

    everyone, alone = family_readers(meeting), only_reader(meeting)
    if typed is None and everyone and alone is None:
        known = ", ".join(f"{e.record.name} ({e.ref})" for e in everyone)
        raise NotReleased(sentence(release_words.WHICH_RELATIVE, known=known))
    return relative_named(typed or (alone.ref if alone else ""), meeting)


def _about(meeting: Meeting, format_: Format, relative: str, about: str) -> list[Line]:
    """A relative's lines; with `about` (a record id) those about that person concerned, or nobody in particular."""
    from chairtui.meeting.after.release_decisions import lines

    found = lines(meeting, format_, relative)
    entries = {line.id: meeting.entry(line.id) for line in found}
    whom = {id_: getattr(entry.record, "about", ()) for id_, entry in entries.items() if entry}
    return [line for line in found if not about or not whom.get(line.id) or about in whom[line.id]]


def _list(meeting: Meeting, format_: Format, typed: str | None, about: str, *, as_json: bool) -> int:
    from chairtui.commands.output import print_json, print_line, print_table
    from chairtui.meeting.after.release_decisions import still_to_do
    from chairtui.meeting.copy_readers import expected_readers, only_reader

    alone = only_reader(meeting)
    everyone = [_relative(typed, meeting)] if typed else expected_readers(meeting) or ([alone] if alone else [])
    if as_json:
        print_json([_as_data(entry, meeting, format_, about) for entry in everyone])
        return 0
    if not everyone:
        print_line(release_words.NO_RELATIVES.format(meeting=meeting.id))
    for entry in everyone:
        left = still_to_do(meeting, format_, entry.record.id)
        name = f"{entry.record.name} ({entry.ref})"
        print_line(release_words.GIVEN.format(name=name, state=left or release_words.RELEASED))
        print_table(release_words.LINES_HEAD, map(_row, _about(meeting, format_, entry.record.id, about)))
    return 0


def _row(line: Line) -> tuple[str, ...]:
    decided = line.by if line.decided else ""
    return (line.ref, line.place, " ".join(line.text.split()), line.why, decided)


def _as_data(entry: FamilyEntry, meeting: Meeting, format_: Format, about: str) -> dict[str, object]:
    from chairtui.meeting.after.release_decisions import still_to_do
    from chairtui.meeting.copy_readers import relation_of
    from chairtui.meeting.records import Relative

    left = still_to_do(meeting, format_, entry.record.id)
    of = entry.record.of if isinstance(entry.record, Relative) else ()
    return {
        "ref": entry.ref,
        "name": entry.record.name,
        "relation": relation_of(entry.record),
        "of": [meeting.ref_of(id_) for id_ in of],
        "released": not left,
        "left": left,
        "lines": [
            {
                "ref": line.ref,
                "place": line.place,
                "text": line.text,
                "why": line.why,
                "decided": line.decided,
                "by": line.by,
                "locked": line.locked,
            }
            for line in _about(meeting, format_, entry.record.id, about)
        ],
    }
