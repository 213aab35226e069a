"""Texts of the report across meetings."""

from collections.abc import Mapping
from typing import Literal

TITLE = "What came of our meetings"
PERIOD = "Meetings held from {start} to {end}, as recorded on {today}."
SINCE_BEGINNING = "the first"
UNTIL_NOW = "the last"
HELD = "Meetings held: {held}."
HOW = (
    "Nobody is named. A number from 1 to 4 is shown as “fewer than 5”. Where a sum would give it away, another number "
    "is not shown either. “Other agencies” are those with fewer than five in the whole table."
)
PUBLISH = (
    "Publish reports only of periods that don't overlap: of two that do, who subtracts one from the other can find a "
    "number that is hidden in both."
)
SMALL = "fewer than 5"
LEFT_OUT = "not shown"
TOTAL = "All"
NOTHING = "Nothing to count."
TOO_FEW = "Too few to be told apart."
SOME_TOO_FEW = "Formats with too few to be told apart are left out."
LEFT_OUT_MEETING = "{id} is not counted: {reason}"
BAD_DAY = "{text} is not a date: {reason}"
FIRST_RUN = "Counting {count} meetings for the first time, or again because they changed. The next report is quicker."

COUNTED_BY_SEATS = "You count without reading: only closed meetings are in it, by the numbers their seats left."

BY_FORMAT = "Meetings by format"
BY_PART = "Meetings in one part or two"
NOT_CONVENED = "Decided not to hold a meeting"
BY_REASON = "Reasons for convening"
MINUTES = "Minutes: when the last copy was out"
COPIES = "Copies of the minutes"
ACTIONS = "What became of actions, by the agency of the owner"
ATTENDANCE = "Attendance by agency"
REPORTS = "Reports for the meeting, by agency"
DEPARTURES = "What guidance asks and could not be done, by provision"
NEEDS_AND_RISKS = "Needs and risks"
QUESTIONS = "Questions left open"
TIME = "Minutes per meeting, on average"

REASONS_NOTE = "A meeting may have several reasons."
MINUTES_NOTE = "Days late are calendar days."
ACTIONS_NOTE = (
    "Of meetings that are closed. An action is done on the day that was recorded, and in time by its latest deadline. "
    "“Moved” are those of all that were given another deadline."
)
TIME_NOTE = "Of formats with at least five meetings whose clock ran."

MEETINGS = "Meetings"
COPIES_COLUMN = "Copies"
ACTIONS_COLUMN = "Actions"
INVITED = "Invited"
MOVED = "Moved"
TIMES = "Times"
PLANNED = "Planned"
USED = "Used"
PARTS: Mapping[int, str] = {1: "One part", 2: "Two parts, the second with the family"}
OTHERS = "Other agencies"
NO_AGENCY = "Family, or no agency given"
OF_FORMAT = "{format}: {text}"
PROVISION = "{id}: {text}"
ADDRESSED: Mapping[tuple[Literal["need", "risk"], bool], str] = {
    ("need", True): "Needs with an action",
    ("need", False): "Needs without an action",
    ("risk", True): "Risks with an action",
    ("risk", False): "Risks without an action",
}
OPEN_QUESTIONS = "Questions left open"
WITH_QUESTIONS = "Meetings with at least one"
OUTCOMES: Mapping[str, str] = {
    "in time": "Done in time",
    "late": "Done late",
    "dropped": "Dropped",
    "open": "Open",
    "overdue": "Open, overdue",
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
    "in time": "In time",
    "1 to 5 days late": "1 to 5 days late",
    "6 to 20 days late": "6 to 20 days late",
    "more than 20 days late": "More than 20 days late",
    "not all sent, due": "Not all sent, and due",
    "not due yet": "Not due yet",
    "no date": "No date set, or no copy to send",
    "not closed": "Meeting not closed yet",
}
COPY_STATES: Mapping[str, str] = {
    "in time": "Sent in time",
    "1 to 5 days late": "Sent 1 to 5 days late",
    "6 to 20 days late": "Sent 6 to 20 days late",
    "more than 20 days late": "Sent more than 20 days late",
    "not sent, due": "Not sent, and due",
    "not due yet": "Not due yet",
    "no date": "No date set",
}
SHARE = "{part} of {whole} {what}"
HIDDEN_SHARE = "of {whole} {what}: {part}"
DONE = "done in time"
CAME = "came"
SENT_ONE = "sent one"
USED_OF = "{part} of {whole} planned minutes"
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
FILE_NAME = "report.html"
WRITE_ASKS = "To which file? Its ending says the kind: .html prints on A4; also .csv, .md, .json. Enter writes it."
NO_SUCH_KIND = "The name must end in .html, .csv, .md or .json."
WRITTEN = "Written to {path}. Nobody is named in it."
HANDED_OVER = "{name} was handed to your browser. Nobody is named in it."
