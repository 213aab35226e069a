"""Fixed texts of the minutes, of JSON and of the summary in a terminal."""

CONFIDENTIAL = (
    "Confidential: for those it was sent to. Keep it safe, and do not copy it or pass it on without asking the chair."
)
CONFIDENTIAL_FAMILY = "Confidential. This copy is for you. Please keep it safe."
FAMILY = "Family"
DRAFT = "Draft: the meeting is not closed"
CLOSED = "Closed on {when} by {by}"
MARK = "OFFICIAL-SENSITIVE"
SEALED = "Sealed {digest}"
DRAFT_FOOT = "Draft"

HEAD = {
    "status": "Status",
    "subject": "Concerning",
    "when": "Date and time",
    "venue": "Venue",
    "kind": "Kind of meeting",
    "format": "Format",
    "guidance": "Guidance followed",
    "previous": "Follows the meeting of",
    "chair": "Chair",
    "note-taker": "Note-taker",
    "agency": "Convened by",
}
NOT_RECORDED = "Not recorded"

ATTENDANCE = "Who was there"
BRIEFLY = {
    "agrees": "agrees to go ahead without the family: {}",
    "arrived": "arrived {}",
    "left": "left {}",
    "parts": "part {}",
    "remote": "remotely",
}
"""Of a person in a brief note, what the columns of the table say."""
BRIEF_REPORT = {"": "", "sent": "report sent", "not sent": "no report sent", "not asked": ""}
NOT_PRESENT = "Apologies and absent"
COLUMNS = {
    "ref": "Ref",
    "name": "Name",
    "role": "Role",
    "agency": "Agency",
    "why": "Attending because",
    "report": "Report beforehand",
    "remote": "Attended",
    "agrees": "Agrees to go ahead without the family",
    "parts": "Part",
    "arrived": "Arrived",
    "left": "Left",
    "status": "Status",
    "action": "Action",
    "measure": "Measure",
    "owner": "Owner",
    "deadline": "Deadline",
    "addresses": "Need or risk",
}
STATUS = {"invited": "Invited, not yet marked", "present": "Present", "apologies": "Apologies", "absent": "Absent"}
REPORT = {"": "", "sent": "Sent", "not sent": "Not sent", "not asked": "Not asked for"}
REMOTELY, IN_PERSON = "Remotely", "In person"
YES, NO, NONE = "Yes", "No", "None"
BOTH_PARTS = "one and two"
ONE_PART = {1: "one", 2: "two"}

NOT_AT_MEETING = "{name} (not at the meeting)"
NOT_DONE_BECAUSE = "Not done, because"
DECIDED_BY = "Decided by"
ROUTE_TAKEN = "Route"
SAID = {
    "not asked": "not asked",
    "no answer": "asked, no answer",
    "agreed": "agreed",
    "disagreed": "did not agree",
}
ASKED_ON = "{said}, asked on {day}"

IMMEDIATE = "Immediate risk of significant harm"
RAISED = "Raised"
RAISED_BY = "{when}, by"
DECIDED = "Decided"
IMMEDIATE_HERE = "Raised as an immediate risk: when, by whom and what was decided is above."

AIM = "Aim"
STILL_OPEN = "Still open"
NEXT = "What happens next"
DISCUSSION = "What was discussed"
KEY_POINTS = "Key points of the discussion"
RECORDED_HERE = "Recorded here: {refs}"
IN_PART = {1: "In part one", 2: "In part two, with those who joined"}
KNOWN_BEFORE = "{theme} known before the meeting"
CONVENING = "How the meeting came about"
QUESTION = "Question"
REMARKS = "About this record"
ASKED_OF = "{question} ({name})"
NOT_ANSWERED = "Not answered: {questions}"
NUMBERS_NOT_USED = "The numbers {refs} are not used: what they stood for was taken out again before the meeting closed."
NUMBER_NOT_USED = "The number {refs} is not used: what it stood for was taken out again before the meeting closed."
REASONS = "Reasons for convening"
ANSWER = "Answer"
REASON = "Reason"
WORD_FOR_WORD = "word for word"
AS_TOLD_BY = "as told by {who}"
AS_QUOTED = "{nature}, word for word"
VERIFIED = "Verified"
UNVERIFIED = "Reported, unverified"
TO_VERIFY = "Reported, to be checked by {refs}"
NOBODY_NAMED = "not recorded who said it"
ADDRESSED_BY = "Addressed by {refs}."
ADDRESSED = "An action addresses this."
NO_ACTION = "No action, because"
RESTRICTED = "Restricted (not for the family's copy)"
REASON_KEPT = "ask the chair why"
"""In place of a reason that belongs to something the reader doesn't see."""
NOT_FOR = "Not for {who}"
"""A relative who may not read a line, for the professionals who do."""
RESTRICTED_ADULT = "Restricted (not for the adult's copy, nor the family's)"
TAKEN_OVER = "Carried over from the meeting of {when}, where it was {ref}."
DISSENT = "Did not agree"
ACTIONS = "Actions"
NO_ACTIONS = "No actions are recorded."
AND = " and "
WITH = "with {who}"
FAMILY_BY = "To be discussed with the family by:"
FAMILY_NOT = "Not to be discussed with the family, because:"
ACTION_STATUS = {"open": "Open", "done": "Done", "dropped": "Dropped"}

AMENDMENTS = "Amendments"
AMENDED = "Amended on {when} by {by}"
ASKED_BY = "Asked for by"
AGREED_BY = "Agreed by"
FIRST_RECORDED = "First recorded as"
AMENDED_NOTE = "The meeting was closed before these corrections. What was first recorded stays as it was."
OF_DETAILS = "Heading"

CORRECTED = "Corrected after the meeting"
REVIEW_OF = "Review: {title}"
DEADLINE_OF = "Deadline: {action}"
NO_CALENDAR = "No calendar file was made: this copy has no actions and no review date."
PAGE_OF = ("Page ", " of ")
UNTITLED = "Minutes"
PICTURE = "Picture"
AS_BEFORE = "as in the earlier meeting"
SHEET = {
    "ref": "Ref",
    "action": "Action",
    "measure": "Measure",
    "owner": "Owner",
    "agency": "Agency",
    "deadline": "Deadline",
    "status": "Status",
    "amended": "Corrected after the meeting",
    "addresses": "Addresses",
    "family": "Family",
    "restricted": "Restricted, because",
    "readers": "Who may read it",
}
NOT_WORD = (
    "it is not a Word file (.docx, .dotx, .docm), or it is damaged. Save it again from Word as a document (.docx)."
)
WORD_NOT_EMPTY = (
    "it holds {lines} lines of text, which would be in everybody's minutes. Take out all but a letterhead, "
    "at most {most} lines and {letters} letters."
)
WORD_CHANGES = (
    "it holds tracked changes, whose deleted text would go out with everybody's minutes. Accept or reject all of them "
    "in Word, then save it again."
)
WORD_COMMENTS = "it holds comments, which would go out with everybody's minutes. Delete them, then save it again."
WORD_HIDDEN = "it holds hidden text, which would go out with everybody's minutes. Delete it, then save it again."
WORD_UNREADABLE = (
    "it holds text that nobody can read, in the colour of its background or smaller than 6 points, which would go out "
    "with everybody's minutes: “{start}”. Delete it or make it readable, then save it again."
)
WORD_NOTES = (
    "it holds footnotes or endnotes, which would go out with everybody's minutes. Delete them, then save it again."
)
WORD_PARTS = "it holds another document or an embedded object. Delete it, then save it again."
WORD_FIELD = (
    "it holds the field {name}, which may read another file or run something when the minutes are opened. Delete the "
    "field, then save it again."
)
WORD_LINKED = "it is linked to a file or picture elsewhere, which readers would fetch. Put the picture into it instead."
WORD_WITHOUT_PLACE = (
    "it is a form with no place for {places}, which would be missing from what goes out. Add these, or {whole} where "
    "all of the minutes are to stand."
)
WORD_TOO_LARGE = "it is too large for a template. Take pictures out of it, or make them smaller."

NO_SUCH_PLACE = (
    "line {line} of the minutes template: ${name} is not known. Use one of these: {known}, and $$ for a dollar sign."
)
STRAY_DOLLAR = (
    "line {line} of the minutes template: a $ has no name after it. Write $$ for a dollar sign, "
    "or one of these: {known}."
)
NOT_ALONE = "line {line} of the minutes template: ${name} brings several lines. Give it a line of its own."
TWICE = "line {line} of the minutes template: ${name} is there already. Use it once."
LEFT_OUT = "line {line} of the minutes template: it ends without ${name}. Add it, so that nothing is left out."

HELD = "Records"
PEOPLE = "People"
IMMEDIATE_MARK = "immediate risk"
ADDRESSED_MARK = "addressed by {refs}"
RESTRICTED_MARK = "restricted"
NO_OWNER = "no owner yet"
BY_DATE = "by {date}"
NO_DEADLINE = "no deadline yet"
NO_MEASURE = "no measure yet"
FOR_REFS = "for {refs}"
