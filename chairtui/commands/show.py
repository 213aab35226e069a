"""`chairtui show`: show the current state of a meeting as text or JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, add_meeting

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.meeting.fold import Meeting


def arguments(parser: ArgumentParser) -> None:
    add_meeting(parser)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    meeting, damage = context.sound_meeting(args.meeting)
    if args.json:
        from chairtui.commands.output import print_json_text
        from chairtui.minutes.flat_json import to_flat

        print_json_text(to_flat(meeting, context.format_of(meeting)))
    else:
        _print_head(meeting, context)
        _print_records(meeting)
    return context.report_damage(damage)


def _print_head(meeting: Meeting, context: CommandContext) -> None:
    from chairtui.commands.output import print_line
    from chairtui.meeting.dates.calendar import show_when
    from chairtui.words import record_summary as words

    details = meeting.details
    state = "closed" if meeting.closed else "open"
    when = show_when(details.starts.astimezone(context.settings.zone))
    print_line(words.HEAD.format(title=_line(details.title), state=state))
    print_line(words.ABOUT.format(id=meeting.id, format=details.format_name, when=when))
    pairs = (
        (words.SUBJECT, details.subject),
        (words.VENUE_LABEL, details.venue),
        (words.CHAIR_LABEL, meeting.name_of(details.chair)),
        (words.NOTE_TAKER_LABEL, meeting.name_of(details.note_taker)),
        (words.REASONS_LABEL, ", ".join(details.reasons)),
        (words.AIM_LABEL, details.aim),
        (words.FOLLOWS_LABEL, details.previous.meeting if details.previous else ""),
    )
    for label, value in pairs:
        if value:
            print_line(words.WHO.format(label=label, value=_line(value)))
    if meeting.not_convened:
        from chairtui.commands.record_summary import summarise

        print_line(words.WHO.format(label=words.NOT_CONVENED, value=summarise(meeting.not_convened, meeting)))
        return
    for due in _due(meeting, context):
        print_line(words.WHO.format(label=words.DUE_LABEL, value=due))


def _due(meeting: Meeting, context: CommandContext) -> list[str]:
    """Deadlines by the format's clocks; [] if it has none or is gone."""
    from chairtui.meeting.closing.checks import deadlines
    from chairtui.meeting.dates.calendar import show_date
    from chairtui.meeting.formats.snapshot import format_for
    from chairtui.words import record_summary as words

    format_ = format_for(meeting, context.format_registry.get)
    found = deadlines(meeting, format_) if format_ else []
    return [words.DUE.format(day=show_date(d.due), what=d.what, provision=d.provision) for d in found]


def _print_records(meeting: Meeting) -> None:
    from chairtui.commands.output import print_line
    from chairtui.commands.record_summary import summarise
    from chairtui.meeting.kinds import KINDS, category_of
    from chairtui.words import record_summary as words
    from chairtui.words.kinds import HEADINGS

    for kind in KINDS.values():
        entries, title = meeting.of_kind(kind.name), HEADINGS.get(kind.name)
        if not entries or title is None:
            continue
        print_line()
        print_line(title)
        form = words.LINE if kind.category else words.PLAIN_LINE if kind.letters else words.ANSWER_LINE
        for entry in entries:
            label = category_of(entry.record)
            print_line(form.format(ref=entry.ref, label=label, text=summarise(entry.record, meeting)))


def _line(text: str) -> str:
    return " ".join(text.split())
