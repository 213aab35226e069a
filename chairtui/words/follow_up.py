"""Messages about actions after their meeting, about copies of the minutes, and about the meeting that follows."""

STATUS = {"open": "open", "done": "done", "dropped": "dropped", "carried": "carried over"}
STILL_OPEN = "this meeting is still open: change the action itself, with: chairtui set {meeting} {ref}.status=…"
CARRIED = "{ref} was carried over to meeting {meeting}: follow it up there."
ALREADY = "{ref} is {status} already."
NOT_OPEN = "{ref} is {status}, so its date can't move. Open it again first, with the reason."
NO_DATE_HERE = "a new date goes with “moved” or “open”, not with “{step}”."
NEEDS_REASON = {
    "dropped": "say why {ref} is dropped.",
    "moved": "say why {ref} is moved to another date.",
    "open": "say why {ref} is open again.",
}
NEEDS_DATE = "say to which date {ref} is moved."
BEFORE_MEETING = "{day} is before the meeting itself, {held}. Give a later date."
SAME_DAY = "{ref} is due on {day} as it is. Give another date."

# ---- who gets what by when

THE_FAMILY = "The family"
NOT_CLOSED = "the meeting is still open: copies are sent once it is closed."
NOBODY_THERE = "nobody called “{name}” gets a copy of these minutes. Those who do: {known}."
SEVERAL = "several people fit “{name}”: {known}. Give more of the name, or the reference."
ALREADY_SENT = "{name} was sent a copy on {day} already. Give --again to record another."
SENT_BEFORE = "{day} is before the meeting was held, {held}. Give the day it was sent."
SENT_AFTER = "{day} is still to come. Give the day it was sent."

# ---- the meeting that follows

PREVIOUS_ITEM = "Previous meeting: minutes and actions"
PREVIOUS_AGREED = "Are the minutes of the previous meeting agreed?"
PREVIOUS_HELP = "For no, say what is wrong with them; correct it by an amendment to that meeting."
PREVIOUS_PROMPT = "Read out each action carried over: done, dropped, or still open and to which date?"
PREVIOUS_CITES = "chairtui, a meeting that follows another"
KEPT_FROM_FAMILY = "Kept from the family's copy of the meeting on {day}"
CARRIED_FROM = "{ref} of {day}"
CARRIED_FROM_FILE = "{ref} of an earlier record"
"""An action or a need under the number it had: A2 of 3 Dec."""
ON_DAY = ", {day}"
"""What tells the title of the next meeting from the earlier one's."""
DEPARTED = "The meeting on {day} did not do what {provision} asks: {reason}"
DEPARTED_WITH_ROUTE = "The meeting on {day} did not do what {provision} asks: {reason} What was done instead: {route}"
PREVIOUS_OPEN = "meeting {meeting} is still open. Close it first, then set up the one that follows."

# ---- the briefing before the meeting

HEADINGS = {
    "strength": ("strengths", "strength", "what works well", "what is working well"),
    "need": ("needs", "need"),
    "risk": ("risks", "risk", "worries", "concerns"),
    "attendees": ("attendees", "attendee", "invited", "who is invited", "invitations", "people"),
    "aim": ("aim", "aim of the meeting", "purpose", "purpose of the meeting"),
}
"""What stands under a heading, by what the heading says in small letters."""
BRIEFING = "the convening agency's briefing"
UNDER = "{heading}: {text}"
NO_REASON_GIVEN = "Marked as restricted in the briefing, without a reason"
TOO_MANY_LINES = "the briefing has {count} lines. At most {most} can be read: leave out what is not part of it."
UNPLACED = "briefing, line {line}: {why}: “{text}”"
WHY = {
    "before": "it is before any heading; it is kept as reported",
    "empty": "there is nothing under this heading",
    "nobody": "no name in it; it is kept as reported",
    "twice": "this person is on the list already; it is kept as reported",
    "too long": "it is too long for one record, and was cut into several",
    "name too long": "this is too long for a name; it is kept as reported",
    "other": "this is neither a list nor text; it is kept as reported",
    "no reason": "it is marked as restricted without a reason, and is kept from the family all the same",
    "marked": "it says who may read it; it is kept to be settled, and is in nobody's copy until then",
    "restricted here": "nothing can be restricted under this heading, so it is kept as reported, and from the family",
}
MARKED_IN_BRIEFING = (
    "A mark in the briefing says who may read this. Settle it so that the mark counts, or type it again."
)
NEXT_REVIEW = "The next review"
