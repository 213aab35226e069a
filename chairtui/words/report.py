"""Texts of the report over many meetings."""

from collections.abc import Mapping

TITLE = "What came of our meetings"
PERIOD = "Meetings held from {start} to {end}, as recorded on {today}."
SINCE_BEGINNING = "the first"
UNTIL_NOW = "the last"
HOW = (
    "Nobody is named. A number under five is shown as “fewer than 5”; where a total would give it away, another number "
    "is left out too. “Other agencies” are those with fewer than five in the whole table."
)
SMALL = "fewer than 5"
LEFT_OUT = "not shown"
TOTAL = "All"
NOTHING = "Nothing to count."
LEFT_OUT_MEETING = "{id} is not counted: {reason}"
BAD_DAY = "{text} is not a date: {reason}"

BY_FORMAT = "Meetings by format"
BY_PART = "Meetings in one part or two"
BY_REASON = "Reasons for convening"
COPIES = "Copies of the minutes"
ACTIONS = "What became of actions, by the agency of the owner"
MOVED = "Actions moved to a later date, by the agency of the owner"
ATTENDANCE = "Attendance by agency"
REPORTS = "Reports by agency"
DEPARTURES = "What guidance asks and could not be done, by provision"
ANSWERED = "Needs and risks"
TIME = "Minutes per meeting, on average"

MEETINGS = "Meetings"
COPIES_COLUMN = "Copies"
ACTIONS_COLUMN = "Actions"
TIMES = "Times"
PLANNED = "Planned"
USED = "Used"
ONE_PART = "One part"
TWO_PARTS = "Two parts, the second with the family"
OTHERS = "Other agencies"
FAMILY = "Family, or no agency given"
NO_AGENCY = "No agency"
WITH_ACTION = "{theme} with an action"
WITHOUT_ACTION = "{theme} without an action"
THEMES: Mapping[str, str] = {"need": "Needs", "risk": "Risks"}
OUTCOMES = {
    "in time": "Done in time",
    "late": "Done late",
    "dropped": "Dropped",
    "open": "Open",
    "overdue": "Open, overdue",
}
STATUS = {"present": "Came", "apologies": "Apologies", "absent": "Absent", "invited": "Not recorded"}
REPORT_STATUS = {"sent": "Sent", "not sent": "Not sent", "not asked": "Not asked for"}
SENT = {
    "in time": "Sent in time",
    "1 to 5 days late": "Sent 1 to 5 days late",
    "more than 5 days late": "Sent more than 5 days late",
    "not sent, due": "Not sent, and due",
    "not due yet": "Not due yet",
    "no date set": "No date set",
}
HEAD = ("Table", "Row", "Column", "Count")
