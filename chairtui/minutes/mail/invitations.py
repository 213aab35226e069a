"""E-mail drafts of invitations: to each the agenda, an entry for their calendar, and what they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chairtui.meeting.convening.invitation import Invitation
from chairtui.meeting.dates.calendar import day_of, show_date, show_day
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Who
from chairtui.minutes.audience import Access
from chairtui.minutes.escape import flat
from chairtui.minutes.file_names import safe_name
from chairtui.minutes.local_times import uk_clock
from chairtui.minutes.mail.agenda import AgendaKind, Naming, agenda_file, called
from chairtui.minutes.mail.calendar_invitation import Correspondent, calendar_invitation
from chairtui.minutes.mail.copies import MailStyle
from chairtui.minutes.mail.message import Attachment, draft, usable_address
from chairtui.words import invitation as words


@dataclass(frozen=True, slots=True)
class InvitationDraft:
    """One person's draft: its file name without extension, the recipient's address ("": none known), its bytes."""

    invitation: Invitation
    name: str
    address: str
    content: bytes

    @property
    def reader(self) -> str:
        """Key of the draft among the meeting's drafts, which include the same person's copy of the minutes."""
        return f"invitation:{self.invitation.entry.record.id}"


def invitation_drafts(
    meeting: Meeting,
    format_: Format,
    invited: Sequence[Invitation],
    style: MailStyle,
    *,
    kind: AgendaKind,
    naming: Naming,
    reply_by: date,
    organiser: Correspondent | None,
) -> Iterator[InvitationDraft]:
    """A draft for each of those invited. Raises `BadWordTemplate`."""
    details = meeting.details
    day = day_of(details.starts)
    file = f"{safe_name(words.FILE.format(date=show_day(day, year=True)))}.{kind}"
    agendas: dict[str, Attachment] = {}
    names: set[str] = set()
    for invitation in invited:
        person = invitation.entry.record
        aim = Access(meeting, format_, "attendees", person.id).meeting().details.aim
        if aim not in agendas:
            agendas[aim] = Attachment(file, agenda_file(meeting, format_, naming, kind, style.branding, aim))
        address = usable_address(person.email)
        asked = "\n\n".join(words.ASKED[what].format(day=show_date(reply_by)) for what in invitation.asked)
        entry = calendar_invitation(
            meeting,
            format_,
            summary=called(meeting, naming),
            organiser=organiser,
            attendee=Correspondent(person.name, address) if address else None,
        )
        places = {
            "reader": flat(person.name),
            "date": show_date(day),
            "time": uk_clock(details.starts),
            "place": flat(details.venue) if details.venue else words.NO_PLACE,
            "asked": asked,
            "reply_by": show_date(reply_by),
            "sender": flat(style.sender),
        }
        subject, body = style.wordings["invitation"].filled(places)
        body = re.sub(r"\n{3,}", "\n\n", body)  # where nothing is asked
        name = safe_name(words.DRAFT.format(name=person.name))
        if name.casefold() in names:
            name = safe_name(f"{name} {invitation.entry.ref}")
        names.add(name.casefold())
        attachments = (agendas[aim], Attachment(f"{words.CALENDAR_FILE}.ics", entry))
        yield InvitationDraft(invitation, name, address, draft(person.name, address, subject, body, attachments))


def organiser_of(meeting: Meeting) -> Correspondent | None:
    """Whom replies go to: the chair, else the note-taker, whichever has an address; None where neither has."""
    for who in (meeting.details.chair, meeting.details.note_taker):
        attendee = meeting.attendee_of(who) if isinstance(who, Who) else None
        address = usable_address(attendee.email) if attendee is not None else ""
        if attendee is not None and address:
            return Correspondent(attendee.name, address)
    return None
