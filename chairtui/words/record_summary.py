"""How a record is told in one line on the command line."""

APART = " · "
RESTRICTED = "RESTRICTED: {reason}"
IMMEDIATE = "IMMEDIATE RISK, decided: {decided}"
NOT_YET = "nothing yet"
NO_ACTION = "no action: {text}"
DISSENT = "{who} differs: {text}"
BECAUSE = "because {text}"
CORRECTS = "corrects {target}"
ASKED_BY = "asked for by {text}"
AGREED_BY = "agreed by {text}"
BY = "by {text}"
SENT = "sent {day}"
NOT_SENT = "not sent"
FOLLOWED_BY = "followed by {meeting}, {when}"
TOOK_OVER = "which took over {text}"
FOLLOWS = "follows {meeting}"
WITHIN = "minutes out within {days} working days"
TAKEN_OVER = "{ref} of {meeting}"
SEALED = "sealed {digest}"
AIM = "aim: {text}"
CHAIR = "chair: {text}"
NOTE_TAKER = "note-taker: {text}"
VENUE = "venue: {text}"
REASONS = "reasons: {text}"
PART_TWO = "in part two"
REPORT = "report {text}"
AGREES = "agrees to go ahead"
DISAGREES = "does not agree to go ahead"
REMOTE = "remote"
PARTS = "parts {parts}"
NO_OWNER = "no owner yet"
NO_DEADLINE = "no deadline yet"
MEASURE = "measure: {text}"
FOR = "for {text}"
FAMILY_BY = "talked through with the family by {who}"
FAMILY_NOT = "not talked through with the family: {why}"

HEAD = "{title}: {state}"
ABOUT = "{id} · {format} · {when}"
WHO = "{label}: {value}"
SUBJECT = "About"
AIM_LABEL = "Aim"
CHAIR_LABEL = "Chair"
NOTE_TAKER_LABEL = "Note-taker"
VENUE_LABEL = "Venue"
FOLLOWS_LABEL = "Follows meeting"
REASONS_LABEL = "Reasons"
NOT_CONVENED = "Not convened"
DUE_LABEL = "Due"
DUE = "{day}, {what} ({provision})"
SECTIONS = {
    "attendee": "Attendance",
    "observation": "Strengths, needs and risks",
    "note": "Facts, opinions and reports",
    "decision": "Decisions",
    "action": "Actions",
    "answer": "Answers",
    "amendment": "Amendments",
    "follow-up": "What became of actions",
    "distribution": "Copies",
    "next-meeting": "The meeting that follows",
}
LINE = "  {ref:<4} {label:<9} {text}"
PLAIN_LINE = "  {ref:<4} {text}"
ANSWER_LINE = "  {text}"
