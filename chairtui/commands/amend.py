"""`chairtui amend`: add an amendment to a closed meeting; the minutes show it beside the original (ALL-07)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_by, add_json, add_meeting, filled
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.formats.model import Format


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    parser.add_argument("ref", metavar="REF", type=filled, help=words.HELP_REF)
    parser.add_argument("--text", metavar="TEXT", type=filled, required=True, help=words.HELP_AMEND_TEXT)
    parser.add_argument("--reason", metavar="TEXT", type=filled, required=True, help=words.HELP_AMEND_REASON)
    parser.add_argument("--asked-by", metavar="NAME", type=filled, help=words.HELP_ASKED_BY)
    parser.add_argument("--agreed-by", metavar="NAME", type=filled, help=words.HELP_AGREED_BY)
    add_by(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_saved
    from chairtui.meeting.after.correct import NotCorrected, correction

    seat = context.seat(args.meeting, args.by)
    target = target_of(args.ref, seat.meeting, context.format_of(seat.meeting))
    if not target:
        raise CommandError(words.NO_SUCH_REF.format(ref=args.ref, meeting=seat.meeting.id))
    if not seat.meeting.closed:
        key = args.ref if target == "details" or target.startswith("answer:") else f"{args.ref}.text"
        raise CommandError(words.STILL_OPEN.format(meeting=seat.meeting.id, key=key))
    try:
        amendment = correction(
            context.new_id(),
            target,
            args.text,
            args.reason,
            seat.meeting,
            asked_by=args.asked_by or "",
            agreed_by=args.agreed_by or "",
        )
    except NotCorrected as error:
        raise CommandError(str(error)) from None
    version = seat.save(amendment)
    print_saved([seat.meeting.ref_of(version.record.id)], as_json=args.json)
    return 0


def target_of(ref: str, meeting: Meeting, format_: Format) -> str:
    """Resolve a reference, a detail's key or a question's id to a record id, "" if there is none."""
    from chairtui.meeting.own_answers import answer_called

    entry = meeting.find(ref)
    if entry is not None:
        return entry.record.id if not entry.removed and entry.record.kind not in ("closure", "progress") else ""
    if format_.question(ref):
        return f"answer:{ref}" if meeting.answer(ref) else "details"
    own = meeting.entry(answer_called(ref, meeting))
    if own is not None and not own.removed:
        return own.record.id
    return "details" if ref.replace("-", "_") in type(meeting.details).model_fields else ""
