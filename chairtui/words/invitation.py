"""Words of invitations: the agenda, the calendar entry, what is asked beforehand, and what is said about them."""

ASKED = {
    "report": "Please send a short report by {day}: what your agency knows, has done and can offer.",
    "agree to go ahead": (
        "The family has not been told that we meet. Please say by {day} whether your agency agrees to go ahead, and "
        "why if it does not. Until then, please do not speak of the meeting with them."
    ),
    "agree to meet": (
        "Please say by {day} whether your agency agrees to meet, to who is invited and to who chairs, and why if it "
        "does not."
    ),
}
"""What somebody is asked for beforehand."""
MEETING = "Professionals' meeting"
ABOUT = "{meeting}, {about}"
NO_PLACE = "to be confirmed"
CALENDAR_TEXT = "The agenda, and what is asked of you beforehand, came with this invitation."
"""All that the entry says of the meeting: calendars are seen by more people than e-mails."""

# ---- the agenda
AGENDA = "Agenda"
WHEN = "When"
WHERE = "Where"
CHAIR = "Chair"
NOTE_TAKER = "Note-taker"
CONCERNING = "Concerning"
TITLE = "Meeting"
AIM = "Aim"
UNTIL = "{start}, until {end}"
ITEM = "Item"
MINUTES = "Minutes"
TO_CONFIRM = "To be confirmed"
CONFIDENTIAL = "Confidential: for those who are invited."
FILE = "Agenda {date}"
CALENDAR_FILE = "invitation"
DRAFT = "Invitation, {name}"

# ---- what may stand in it
NAMING = {
    "nothing": "nothing about who it concerns",
    "initials": "initials of who it concerns",
    "all": "the meeting's title, who it concerns, and the aim",
}

# ---- what is wrong
CLOSED = "This meeting is closed. Set up the next one, and invite to that."
IS_FAMILY = (
    "{name} is family, or nobody has said that they are here for an agency. This invitation is for professionals: say "
    "so on the attendance page, or invite them yourself."
)
NOBODY = "there is nobody called “{name}” among those invited. There are: {known}."
SEVERAL = "“{name}” fits several: {known}. Give the reference."
NOBODY_INVITED = "Nobody is invited yet. Add people on the attendance page, or: chairtui record {meeting} “invite: …”"
NO_ORGANISER = (
    "No e-mail address is known for the chair or the note-taker, so the calendar entry asks for no reply. Give one: "
    "chairtui set {meeting} REF.email=…, or --organiser."
)
BAD_ORGANISER = "“{address}” is no e-mail address. Write it as name@example.org."
LATE_REPLY = "{day} is after the meeting. Give an earlier date to reply by."

# ---- the command
HELP_FOR = "only this person: a name or a reference; may be given again"
HELP_OUT = "the folder to put the drafts into (without it: “chairtui drafts” in your folder for minutes)"
HELP_KIND = "the kind of file the agenda is: docx, pdf or md (without it: docx)"
HELP_NAMING = (
    "what may stand in it of whom the meeting concerns: nothing (without it), initials, or all (title, whom, aim)"
)
HELP_REPLY_BY = "the day by which to reply (without it: two working days before the meeting)"
HELP_ORGANISER = "the address that replies go to (without it: the chair's, or the note-taker's)"
HEAD = ("REF", "NAME", "TO", "ASKED FOR", "DRAFT")
ASKED_SHORT = {"report": "report", "agree to go ahead": "agreement to go ahead", "agree to meet": "agreement to meet"}
FAMILY_LEFT_OUT = "None for {names}: family, or nobody has said that they are here for an agency."
OPEN_THEM = (
    "They are in {folder}. Open each in your e-mail program, check it and send it; replies go on the attendance page. "
    "Once sent: chairtui drafts {meeting} --remove"
)

# ---- the page
PAGE = "Invitations"
COUNTS = "{count} to invite · reply by {day}"
NO_ADDRESS = "no address yet"
NOTHING_ASKED = "nothing asked beforehand"
STANDS_IN_IT = "In it: {naming}. n changes that."
DRAFTED = ("1 invitation is in {folder} (not encrypted).", "{count} invitations are in {folder} (not encrypted).")
ASK_REPLY_BY = "When should they reply by? Enter keeps it, escape cancels."
REMOVED = ("1 draft deleted.", "{count} drafts deleted.")
NO_DRAFTS = "There are no drafts of invitations to delete."
NO_ORGANISER_HERE = "No address is known for the chair or the note-taker: the calendar entry asks for no reply."
