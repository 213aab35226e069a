"""Texts of the report across meetings."""

from collections.abc import Mapping
from typing import Literal

TITLE = "What came of our meetings"
PERIOD = "Meetings held from {start} to {end}, as recorded on {today}."
SINCE_BEGINNING = "the beginning"
UNTIL_NOW = "today"
MONTH = "{month} {year}"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
HELD = "Meetings held: {held}."
HOW = (
    "Nobody is named. A number from 1 to 4 is shown as “fewer than 5”; some larger ones are “not shown”, and "
    "some shares are a range, so that nobody can work out a small one."
)
PUBLISH = (
    "Publish only reports of periods that don't overlap: one less the other can tell a number that is hidden in both."
)
SMALL = "fewer than 5"
LEFT_OUT = "not shown"
TOTAL = "All"
NOTHING = "Nothing to count."
TOO_FEW = "Too few to be told apart."
FORMATS_LEFT_OUT = "Guidance with too few meetings to be told apart is left out."
LEFT_OUT_MEETING = "{id} is not counted: {reason}"
BAD_DAY = "{text} is not a date: {reason}"
FIRST_RUN = "Counting {count} meetings for the first time, or again because they changed. The next report is quicker."

COUNTED_BY_SEATS = "You count without reading: only closed meetings are in it, by the numbers their seats left."

# ---- the sentences at the top
IN_SHORT = "In short"
SHORT_HELD = (
    "{whole} meetings were held; {part} of them ({percent}%) had a second part for the family, after the professionals "
    "had met."
)
SHORT_ACTIONS = "{part} of {whole} actions were done in time ({percent}%), not counting those that are not due yet."
SHORT_ACTIONS_BETWEEN = (
    "Between {low}% and {high}% of actions were done in time, not counting those that are not due yet. It is a range, "
    "since what is hidden may be more or less."
)
SHORT_ADDRESSED = "{needs} and {risks} have an action."
SHORT_NEEDS = "{part} of {whole} needs ({percent}%)"
SHORT_RISKS = "{part} of {whole} risks ({percent}%)"
SHORT_COPIES = (
    "{part} of {whole} copies of the minutes went in time ({percent}%), not counting those that are not due yet or had "
    "no day to be sent by."
)
SHORT_ATTENDANCE = "{part} of {whole} people invited from agencies came ({percent}%), not counting those not recorded."
SHORT_ATTENDANCE_BETWEEN = (
    "Between {low}% and {high}% of people invited from agencies came, not counting those not recorded. It is a range, "
    "since what is hidden may be more or less."
)
SHORT_MINUTES = (
    "In {part} of {whole} meetings everybody had their copy in time ({percent}%), not counting meetings that are not "
    "closed, or whose minutes are not due yet or had no day to be sent by."
)
SHORT_QUESTIONS = (
    "{part} of {whole} meetings ({percent}%) left a question open, which nobody who was there could answer."
)

# ---- titles of tables, and what their rows are
ACTIONS = "What became of actions, by the agency that was to do them"
NEEDS_AND_RISKS = "Needs and risks"
MINUTES = "Meetings: when the last copy of the minutes was sent"
COPIES = "Copies of the minutes"
ATTENDANCE = "Attendance: agencies and family"
REPORTS = "Reports for the meeting, by agency"
TIME = "Length of meetings, on average"
QUESTIONS = "Open questions"
DEPARTURES = "Where meetings departed from guidance"
BY_FORMAT = "Meetings by the guidance they followed"
BY_PART = "Meetings in one part or two"
NOT_CONVENED = "Decided not to hold a meeting"
BY_REASON = "Reasons for convening"
OF_FORMAT = "{title}: {format}"

AGENCY = "Agency"
THEME = "What was seen"
LAST_COPY = "Last copy"
COPY = "Copies"
FORMAT = "Guidance"
QUESTION = "What was left open"
PROVISION_COLUMN = "What was not as the guidance asks"
PART = "Parts"
REASON = "Reason"

ACTIONS_NOTE = (
    "In time means by the last deadline, also one that was put off; done means on the day somebody recorded it. "
    "“Dropped”: recorded, with a reason, as not to be done. “Put off”: how many of all had their deadline moved. Of "
    "meetings that the chair has closed."
)
ADDRESSED_NOTE = (
    "A need or a risk can be left without an action for a reason that the meeting recorded. That is no departure from "
    "guidance; it counts as “without”, as one without a reason does."
)
OTHERS_NOTE = "“Other agencies” are those with fewer than five in this table."
COPIES_NOTE = (
    "A copy is counted for each person who is to have one. Days late are calendar days. Some guidance sets no day to "
    "send them by. The share under “In short” is of the first five rows, which were due."
)
MINUTES_NOTE = (
    "Here each meeting is counted once, by the last of its copies: it is in the first row only if everybody had theirs "
    "in time. The share under “In short” is of the first five rows, which were due."
)
ATTENDANCE_NOTE = (
    "Each person is counted once for each meeting they were invited to, members of the family for its second part."
)
REPORTS_NOTE = "For each person invited: whether they or their agency sent a report before the meeting."
TIME_NOTE = (
    "In minutes, of the meetings that the chair timed. Guidance with fewer than five such meetings is left out. The "
    "line across a bar is what was planned."
)
DEPARTURES_NOTE = (
    "Meetings are counted by their own record of what was not done as the guidance says; what a meeting did not record "
    "is not counted. The codes in brackets number what the guidance asks."
)
PARTS_NOTE = "Who of the family came to the second part is under attendance."
NOT_CONVENED_NOTE = "These are not among the meetings held."
QUESTIONS_NOTE = "Questions that came up at a meeting and that nobody there could answer. Its minutes list them."
REASONS_NOTE = "A meeting may have several reasons."
BODY_NOTE = "The guidance is that of: {body}."

# ---- columns
MEETINGS = "Meetings"
DECISIONS = "Decisions"
NUMBER = "Number"
ALL = "All"
INVITED = "All invited"
MOVED = "Put off"
PLANNED = "Planned"
USED = "Used"
WITH_ACTION = "With an action"
WITHOUT_ACTION = "Without"

# ---- the column of shares
DONE_SHARE = "Done in time, of those done, dropped or overdue"
CAME_SHARE = "Came, of those recorded"
SENT_SHARE = "Sent, where asked for and recorded"
ADDRESSED_SHARE = "With an action, of all"
TIME_SHARE = "Used, beside the time planned"
FORMAT_SHARE = "Meetings, of all under this guidance"
OF_ALL = "Of all {what}"
QUESTIONS_SHARE = "How many"
SHARE = "{part} of {whole} ({percent}%)"
ADDRESSED_BY = "{part} of {whole} ({percent}%) have an action"
WITH_QUESTIONS_OF = "{part} of {whole} meetings ({percent}%)"
SO_MANY_QUESTIONS = "{count} questions"
NONE_OF_THEM = "0 (0%)"
ABOUT = "{part} of {least}–{most} (about {low}%)"
BETWEEN = "{part} of {least}–{most} ({low}–{high}%)"
PART_ALONE = "{part} (share not shown)"
NONE_KNOWN = "none yet"
USED_OVER = "{used} minutes, planned {planned} ({more} over)"
USED_UNDER = "{used} minutes, planned {planned} ({less} under)"
USED_AS_PLANNED = "{used} minutes, as planned"

# ---- rows
OTHERS = "Other agencies"
FAMILY = "Members of the family"
NO_AGENCY = "No agency given"
FAMILY_OR_NO_AGENCY = "Family, or no agency given"
PARTS: Mapping[int, str] = {1: "One part, professionals only", 2: "Two parts, the second for the family"}
UNMET = "{text} ({id})"
NOT_MET = "Not met: {text} ({id})"
ADDRESSED: Mapping[Literal["need", "risk"], str] = {"need": "Needs", "risk": "Risks"}
OPEN_QUESTIONS = "Questions left open"
WITH_QUESTIONS = "Meetings that left a question open"
OUTCOMES: Mapping[str, str] = {
    "in time": "Done in time",
    "late": "Done late",
    "dropped": "Dropped",
    "overdue": "Overdue",
    "open": "Not due yet",
}
STATUS: Mapping[str, str] = {
    "present": "Came",
    "apologies": "Apologies",
    "absent": "Absent",
    "invited": "Not recorded",
}
REPORT_STATUS: Mapping[str, str] = {
    "sent": "Sent",
    "not sent": "Not sent",
    "not asked": "Not asked for",
    "": "Not recorded",
}
MINUTES_STATES: Mapping[str, str] = {
    "in time": "Every copy sent in time",
    "1 to 5 days late": "Last copy sent 1 to 5 days late",
    "6 to 20 days late": "Last copy sent 6 to 20 days late",
    "more than 20 days late": "Last copy sent more than 20 days late",
    "not all sent, due": "At least one copy is overdue",
    "not due yet": "Not due yet",
    "no date": "No day was set to send them by",
    "nobody": "Nobody to send them to",
    "not closed": "Meeting not closed yet",
}
COPY_STATES: Mapping[str, str] = {
    "in time": "Sent in time",
    "1 to 5 days late": "Sent 1 to 5 days late",
    "6 to 20 days late": "Sent 6 to 20 days late",
    "more than 20 days late": "Sent more than 20 days late",
    "not sent, due": "Overdue: not sent yet, however late",
    "not due yet": "Not due yet",
    "sent, no date": "Sent; no day was set",
    "not sent, no date": "Not sent; no day was set",
}
HEAD = ("Table", "Row", "Column", "Count")

# ---- the page in the program
ALL_MEETINGS = "all meetings"
THIS_YEAR = "this financial year"
LAST_YEAR = "last financial year"
THIS_QUARTER = "this quarter"
LAST_QUARTER = "last quarter"
COUNTING = "Counting the meetings…"
COUNTED_SO_FAR = "Counting for the first time, or again what changed: {done} of {all} meetings…"
STILL_COUNTING = "The meetings are still being counted. Press w again in a moment."
UNREAD = "Meetings that could not be read, and are not counted: {count}. Find out which with: chairtui doctor"
TOTAL_LINE = "All: {total}"
COLUMN = "{column} {count}"
SHARE_LINE = "{share}:"
MORE_BELOW = "There is more below: ↓, Page Down, or G for the end."
END = "End of the report."
FILE_NAME = "report.html"
WRITE_ASKS = "To which file? Its ending says the kind: .html prints on A4; also .csv, .md, .json. Enter writes it."
NO_SUCH_KIND = "The name must end in .html, .csv, .md or .json."
WRITTEN = "Written to {path}. Nobody is named in it."
HANDED_OVER = "{name} was handed to your browser. Nobody is named in it."
