"""`chairtui demo`: a sample meeting in a temporary store.

On a terminal the program opens on it, partly held. Without one it is run to its close and its minutes are printed.
With `--write` it is also amended, and exported as every kind of file for every audience.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from chairtui.commands.arguments import filled
from chairtui.user_paths import user_path
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.journal.session import Session
    from chairtui.samples import Sample, Step

PACE = timedelta(seconds=25)
"""How far the sample clock advances at each call: about an hour and a quarter for a whole meeting."""


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--format", metavar="ID", default="bristol", help=words.HELP_DEMO_FORMAT)
    parser.add_argument("--write", metavar="FOLDER", type=filled, help=words.HELP_DEMO_WRITE)


def run(args: Namespace, context: CommandContext) -> int:
    """The store of `context` is not touched."""
    from chairtui.commands.context import CommandContext
    from chairtui.commands.errors import CommandError
    from chairtui.commands.open_program import can_paint, open_program
    from chairtui.commands.output import print_document
    from chairtui.samples import load_sample, sample_names
    from chairtui.shutdown import deadline

    names = sample_names()
    if args.format not in names:
        raise CommandError(words.NO_SAMPLE.format(name=args.format, known=", ".join(names)))
    sample = load_sample(args.format)
    watching = can_paint()
    thrown_away = TemporaryDirectory(prefix="chairtui-demo-", ignore_cleanup_errors=True)
    deadline.at_forced_end(thrown_away.cleanup)
    with (
        thrown_away as folder,
        CommandContext(
            folder, None if watching and not args.write else sample_clock(sample, context), unencrypted=True
        ) as demo,
    ):
        if args.write:
            seat = with_relative(with_amendment(sample, hold(sample, demo), demo), demo)
            return write_all(seat, demo, user_path(args.write))
        if watching:
            return open_program(demo, hold_opening(sample, demo, context.writer()).meeting.id, welcomes=False)
        print_document(minutes_of(hold(sample, demo), demo))
    return 0


def sample_clock(sample: Sample, context: CommandContext) -> Callable[[], datetime]:
    """A clock that starts with the sample meeting and advances by `PACE` at each call."""
    from chairtui.meeting.dates.calendar import read_when

    starts = read_when(sample.meeting["starts"], context.settings.time_zone)
    looks = count()
    return lambda: starts + PACE * next(looks)


def hold_opening(sample: Sample, context: CommandContext, by: str) -> Session:
    """Create a sample meeting and play it up to where the demo opens the program."""
    from chairtui.commands import new
    from chairtui.commands.arguments import Parser
    from chairtui.journal.session import Session

    parser = Parser("new", "")
    new.arguments(parser)
    options = [f"--{key}={value}" for key, value in sample.meeting.items()]
    meeting_id = new.begin(parser.parse_args(options), context)
    seat = Session(context.journal, meeting_id, by)
    play(sample.opening, seat, context)
    return seat


def hold(sample: Sample, context: CommandContext) -> Session:
    """Play a sample meeting to its close, fixing its blockers.

    Raises `CommandError` if blockers remain.
    """
    from chairtui.commands.close import close

    seat = hold_opening(sample, context, sample.meeting["by"])
    play(sample.rest, seat, context)
    play(sample.mend, seat, context)
    close(seat, context)
    return seat


def play(steps: Iterable[Step], seat: Session, context: CommandContext) -> None:
    """Play the steps of a script. Raises `CommandError` for a step that is refused."""
    from chairtui.commands.apply import WriteRefused, file_line, set_value
    from chairtui.commands.errors import CommandError

    format_ = context.format_of(seat.meeting)
    for step in steps:
        item = format_.item(step.item) if step.item else None
        try:
            if step.line:
                filed = file_line(
                    step.line, seat, format_, item=item.id if item else "", new_id=context.new_id, now=context.now()
                )
                if filed.unsettled:
                    raise WriteRefused(filed.unsettled)
            else:
                set_value(step.key, step.value, seat, format_)
        except WriteRefused as error:
            raise CommandError(words.SAMPLE_REFUSED.format(step=step.line or step.key, reason=error)) from None


def minutes_of(seat: Session, context: CommandContext) -> str:
    from chairtui.minutes.markdown import minutes

    return minutes(seat.meeting, context.format_of(seat.meeting), context.template())


def with_amendment(sample: Sample, seat: Session, context: CommandContext) -> Session:
    """Add the sample's amendment to its closed meeting."""
    from chairtui.meeting.records import Amendment

    given = sample.amendment
    target = seat.meeting.find(given["ref"])
    assert target is not None
    seat.save(
        Amendment(
            id=context.new_id(),
            target=target.record.id,
            text=given["text"],
            reason=given["reason"],
            asked_by=given["asked-by"],
            agreed_by=given["agreed-by"],
        )
    )
    return seat


def with_relative(seat: Session, context: CommandContext) -> Session:
    """Add a relative to a sample's closed meeting, and release to them what is proposed."""
    from chairtui.meeting.after.release_decisions import decide
    from chairtui.meeting.capture.relative_line import relative_of

    relative = relative_of(words.SAMPLE_RELATIVE, seat.meeting, context.new_id())
    seat.save(relative)
    seat.append([decide(seat.meeting, context.format_of(seat.meeting), relative.id, done=True)])
    return seat


def write_all(seat: Session, context: CommandContext, folder: Path) -> int:
    """Every kind of file for everybody who may have one into a folder, and what was written. Raises `CommandError`."""
    from chairtui.commands.errors import CommandError
    from chairtui.commands.export import file_of
    from chairtui.commands.files import write_private
    from chairtui.commands.output import print_error, print_line, written
    from chairtui.meeting.after.release_decisions import still_to_do
    from chairtui.meeting.records import Relative
    from chairtui.minutes.file_kinds import KINDS, Reader

    format_ = context.format_of(seat.meeting)
    relatives = [entry.record.id for entry in seat.meeting.all(Relative)]
    released = [id_ for id_ in relatives if not still_to_do(seat.meeting, format_, id_)]
    readers = [Reader("attendees"), Reader("actions"), *(Reader("family", id_) for id_ in released)]
    for reader in readers:
        for kind in KINDS:
            ref = seat.meeting.ref_of(reader.person)
            file = folder / f"{reader.audience}{f'-{ref}' if ref else ''}.{kind}"
            try:
                content = file_of(seat.meeting, format_, kind, reader, context)
            except CommandError as error:  # a calendar with nothing in it
                print_error(str(error))
                continue
            write_private(file, content, replace=True)
            print_line(written(file))
    return 0
