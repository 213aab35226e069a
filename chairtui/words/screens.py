"""Texts of the screens other than the live meeting."""

# ---- everywhere
COVERED = "Covered. Press enter to come back."
COVERED_LOCKED = "Covered. Type the passphrase and press enter to come back."
ONE_MOMENT = "One moment…"
NOT_THE_PASSPHRASE = "That is not the passphrase. Type it again."
TOO_SMALL = "This window is too small. Make it at least 40 columns by 12 lines."
HOW_TO_LEAVE = "Ctrl+q leaves the program. What was saved stays saved."
UNSAVED = "Something you typed here is not saved yet. Press ctrl+q again to leave without it."
PASTE_TOO_LONG = (
    "Nothing was pasted: that is more than {most} at once. Put it into a file and file its lines with: "
    "chairtui record MEETING - < FILE"
)
PASTE_SIZES = {"characters": "{count} characters", "lines": "{count} lines", "line": "a line of {count} characters"}
UNSAVED_BELOW = "The meeting you came from has a line that is not filed yet. Go back to it with escape first."
NAMESAKE = (
    "{name} has this meeting open in another window already. If that is somebody else, leave with ctrl+q and come back "
    "with: chairtui --by NAME. Two of one name undo each other's changes."
)
FAILED = (
    "chairtui stopped because of a fault in the program ({what}, {place}). "
    "Everything shown as saved is saved. Start it again to go on."
)
THEMES: dict[str, tuple[str, str]] = {
    "dark": ("Look: dark", "Light text on a dark background."),
    "light": ("Look: light", "Dark text on a light background, for a projector in a bright room."),
    "contrast": ("Look: high contrast", "The strongest contrast there is."),
    "terminal": ("Look: the terminal's own", "Your terminal's own text and background, without colours."),
}
CHOOSES = "Choose"
OPENS = "Open"
GOES_TO_MEETING = "Go to meeting"
MENDS = "Go there"
EDITS = "Edit"
HELP_HEADING = "Help: {screen}"
HELP_KEYS = "Keys"
HELP_IDS = "The name at the end of a line is the key's name in your settings, to move it by."
HELP_ITEMS = ("Items {first} to {last}", "Go to that item on the agenda. For item 11 press 1 twice, quickly.")
NO_DETAILS = "Meeting {meeting} can't be shown: its details are missing. Run: chairtui doctor"
NO_FORMAT = (
    "Meeting {meeting} was held under “{format}”, which is not here. Put its file {id}.toml in your formats folder."
)

# ---- the library
MEETINGS = "Meetings"
COUNTS = "{open} open · {all} in all"
FINDING = "Type a few letters. Enter or ↓ goes to the list, escape shows all again."
FIND_MEETING = "Find a meeting: title, who it is about, format, date"
NO_MEETINGS = (
    "There are no meetings yet.\n\n"
    "n  sets one up, step by step\n"
    "s  opens a sample meeting to look round in; nothing in it is kept\n"
    "i  imports a meeting from a file written by chairtui on another computer"
)
SAMPLE_OPEN = "This is a sample. Change what you like: it is thrown away when you leave the program."
IMPORT_ASKS = "Which file? Type its path, such as ~/Downloads/meeting.json. Enter imports it, escape cancels."
IMPORTED = "Imported. Enter opens it."
NOTHING_FOUND = "No meeting has those words. Press escape to see all of them again."
LIBRARY_ROOT = "This is the first screen. Ctrl+q leaves the program."
LOOKING = "Looking for meetings…"
OPEN = "open"
TODAY = "today"
CLOSED = "closed"
NOT_CLOSED = "not closed yet"
ACTIONS_OVERDUE = ("1 action overdue", "{count} actions overdue")
IS_DUE = "due {date}: {what}"
WAS_DUE = "was due {date}: {what}"
COPIES_TO_SEND = "{unsent} of {all} copies of the minutes to send"
KEPT = "Recorded and sealed. Press enter to read it."
NOT_HERE = "{format} (not here)"

# ---- actions
ACTIONS = "Actions"
ACTIONS_COUNTS = "{overdue} overdue · {open} open · {all} in all"
FIND_ACTION = "Find an action: words, owner, meeting, “overdue”"
NO_ACTIONS = "No meeting has an action yet. In a meeting, press a and type what is to be done."
NO_SUCH_ACTION = "No action has those words. Press escape to see all of them again."
NO_OWNER = "no owner yet"
NO_DEADLINE = "no deadline yet"
OVERDUE = "overdue"
STATUS = {"open": "open", "done": "done", "dropped": "dropped"}
THIS_WEEK = "this week"
FOLLOW_ASKS = {
    "done": "What came of it? It may stay blank. Enter records it as done, escape cancels.",
    "moved": "To which date, and why, such as “18 dec, she was away”. Enter records it, escape cancels.",
    "dropped": "Why is it dropped? Enter records it, escape cancels.",
    "open": "Why is it open again? Enter records it, escape cancels.",
}
FOLLOW_OPEN = "Its meeting is still open: press enter to go there and change the action."
FOLLOWED = "{ref}: {status}{to}. Recorded; the minutes stay as they are."
FOLLOWED_TO = ", by {date}"

# ---- what is unsettled
TO_SETTLE = "Lines to settle"
TO_SETTLE_COUNT = "{count} left"
NONE_TO_SETTLE = "Nothing left to settle. Press escape to go back."
SETTLE_ASKS = "number, letter, @name, date, !restricted why, remove · tab: its words"
ITS_WORDS = "its own words, to be corrected"
SETTLE_ANYHOW = "Type what is missing, or the whole line again."
SETTLE_READABLE = "It can be read now: enter files it."
SETTLED = "{old} is now {ref}: {text}"
SETTLED_OUT = "{old} is taken out: {text}"
STILL_UNSETTLED = "{ref}: {reason}"
SETTLED_ELSEWHERE = "{who} has changed that line: look at it again."

# ---- copies of the minutes
COPIES = "Copies of the minutes"
COPIES_COUNTS = "{sent} sent · {all} in all"
COPY = {"attendees": "copy for attendees", "family": "relative's copy", "actions": "actions only"}
COPY_SENT = "sent {date}"
COPY_LATE = "was due {date}"
COPY_DUE = "due {date}"
COPY_NO_DATE = "not sent"
COPY_ASKS = "When was it sent, and how, such as “today, by hand”? Enter records it, escape cancels."
COPY_TODAY = "today, "
COPY_RECORDED = "{name}: {what}. Recorded."
NO_COPIES = "Nobody attended or sent apologies yet, so nobody gets a copy."

# ---- the meeting that follows
NEXT_ASKS = "When does the follow-up meeting start? Enter sets it up, escape cancels."
NEXT_STARTS = "It starts {when}."
NEXT_MADE = "Set up. People: {people}, open actions: {actions}, needs and risks: {observations}. Enter opens it."
NEXT_NONE = "Select the closed meeting to follow up, then press f."
NEXT_UNLINKED = "Set up, but the earlier meeting could not be linked to it: {reason}"
UNREADABLE = "{count} of the meetings could not be read, so their actions are not listed. Run: chairtui doctor"

# ---- attendance
ATTENDANCE = "Attendance"
ATTENDANCE_COUNTS = "{present} present · {apologies} · {absent} absent · {invited} not marked yet"
APOLOGIES_COUNTED = ("1 apology", "{count} apologies")
ATTENDANCE_STATUS = {"present": "present", "apologies": "apologies", "absent": "absent", "invited": "invited"}
ATTENDANCE_SIGN = {"present": "✓", "apologies": "~", "absent": "–", "invited": "?"}
NOBODY = "Nobody is on the list yet. Press n and type a name, a role and an agency, with commas."
ADD_SOMEBODY = "Name, role, agency   (if you know: present: Name, role, agency)"
ADDED = "{ref} {name}: {status}. Saved."
STATUS_SAVED = "{name}: {status}. Saved."
TAKES_BACK = "u takes it back."
REMOVED = "{name} is off the list. Press u to bring them back."
UNDONE = "Undone. Saved."
NO_AGENCY_PRESENT = "Nobody here from: {agencies}"
WHY_TO_ASK = "Ask why they attend: {refs}. Enter opens the form for it."
REPORT_TO_ASK = "Ask for their report: {refs}. r records it."
REPORT_NEXT = "r again: {report}."
REPORT = {
    "": "report: not known",
    "sent": "report sent",
    "not sent": "report not sent",
    "not asked": "report not asked for",
}
AGREES = {
    "agreed": "agrees",
    "disagreed": "does not agree",
    "no answer": "asked, no answer",
    "not asked": "not asked whether they agree",
    None: "",
}
AGREES_UNSAID = "not known whether they agree"
AGREES_WHY = "Press w to write why, in their words."
AGREES_FIRST = "Press y until it shows their answer, then w for the date and their words."
REMOTE = "remote"
COMING = "coming"
NOT_SAID_COMING = "no reply yet"
PARTS = {(1,): "part 1", (2,): "part 2", (1, 2): "parts 1 and 2", (): "no part"}
READ_ONLY = "This meeting is closed, so attendance can't be changed. On the closing page, a adds an amendment."

# ---- closing
CLOSING = "Closing"
BLOCKERS = ("1 to sort out before closing", "{count} to sort out before closing")
ADVICE = ("1 to consider", "{count} to consider")
NO_BLOCKER = "Nothing left to sort out before closing."
CANNOT_CLOSE = (
    "It can't close yet: 1 to sort out before closing. Press enter on it to go there.",
    "It can't close yet: {count} to sort out before closing. Press enter on one to go there.",
)
TO_CLOSE = "Press c twice to close. Afterwards nothing changes; corrections are added as amendments."
SURE = "Press c once more to close the meeting for good. Any other key leaves it open."
ADVICE_LEFT = (
    "1 point to consider is left and will stay unanswered.",
    "{count} points to consider are left and will stay unanswered.",
)
WHERE = "item {number}, {title}"
NOT_SURE = "Left open."
IS_CLOSED = "Closed {when} by {by}."
WHOLE_SEAL = "Sealed with {digest}"
NOW_DUE = "What is due"
NOTHING_DUE = "Nothing is due: all copies are sent, and no action is open."
NO_DAY = "no day set"
DUE_BY = "by {date}"
WAS_DUE_BY = "late: {date}"
OPEN_ACTIONS = ("1 action is open", "{count} actions are open; this is the first deadline")
HOW_COPIES = "s shows who gets which copy; there m drafts each e-mail. M reads the minutes and writes them to a file."
HOW_ACTIONS = "A shows every action: d records it as done, m moves its date."
HOW_NEXT_MEETING = "In the list of meetings, f sets up the meeting that follows."
HOW_TO_AMEND = "This meeting can no longer be changed. Press a to add an amendment: the original stays."
AMENDMENTS = "Amendments"
AMENDED = "{ref} to {target}, {when}, by {by}: {text} (reason: {reason})"
SEE_MINUTES = "Closed and sealed. Press M for the minutes."

# ---- amending
DEPART = "Not done"
DEPART_REASON = "Not done, because"
DEPART_BY = "Who decided to go on without it"
DEPART_ROUTE = "Was this done, and what came of it? {route}"
NO_DEPARTURE = "This is only to consider and doesn't stop you closing, so it needs no reason."
DEPART_SAVED = "{ref} is saved, and goes in the professionals' minutes."
AMEND = "Amend a closed meeting"
AMEND_WHAT = "What is to be corrected, by its reference (R2, A1, F3, P1)"
AMEND_TEXT = "How it should read, or what is to be added"
AMEND_REASON = "Why"
AMEND_ASKED = "Who asked for it (may stay blank)"
AMEND_AGREED = "Who agreed to it (may stay blank)"
AMEND_STANDS = "Now: {text}"
AMEND_NO_REF = "There is no {ref} in this meeting. Give the reference as it is in the minutes, such as R2."
AMEND_NEEDS = "An amendment needs the reference, the new text and the reason."
AMEND_SAVED = "Amendment {ref} is saved. The original stays."
FORM_BROUGHT_BACK = "Half filled in earlier, not saved. Type to replace a field; ctrl+r clears it all."
SETUP_BROUGHT_BACK = "Half typed earlier, not made. Type to replace a field; ctrl+r clears it all."
FORM_AFRESH = "Cleared. The form is as it was saved."
FORM_KEPT = "Not saved. What you typed is kept for when you open the form again."
AMEND_OPEN = "This meeting is still open: change the record itself. Amendments are for closed meetings."

# ---- minutes
MINUTES = "Minutes"
AUDIENCE = {"attendees": "Minutes for attendees", "family": "Copy for a relative", "actions": "Actions only"}
FOR_ONE = "{copy}: {name}"
ONE_OF = "{number} of {all} · {state}"
NEXT_RELATIVE = "2 again shows the next person's copy. r decides what this one is given."
NOBODY_IN_ONE_PART = "Everybody was in the same parts of the meeting, so they all get the same copy."
DRAFT = "draft, not closed"
FINAL = "closed"
EXISTS = "{path} is already there. Press enter again to replace it, or give another name."
WRITING = "Writing {path}. You can go on meanwhile."
STILL_WRITING = "{path} is still being written. The next file can follow in a moment."
LEFT_BEFORE_WRITTEN = "{path} was not written, because you left the program while it was being made. Write it again."
WRITTEN = "Written to {path} (not encrypted)"
CANNOT_WRITE = "{path} could not be written: {reason}. Give another place."
COPIED = "Sent to the clipboard, if this terminal allows it. Writing to a file (w) always works."
NO_SUCH_KIND = "End the name with the kind of file: {known}."
NO_FILE_NAME = "Give the file a name, such as minutes.md"

# ---- a new meeting
NEW_MEETING = "New meeting"
FIRST_STEP = "step {number}"
STEP = "step {number} of {count}"
NEXT_STEP = "Next step"
CHOOSE_AND_GO_ON = "Choose, next step"
ENTER_AGAIN = "Press enter again to go on."
LEAVE_UNMADE = "Press escape again to leave without making the meeting. Any other key stays."
STEPS = {
    "format": "Which guidance is the meeting held under?",
    "kind": "What kind of meeting is it?",
    "person": "Who is it about?",
    "what": "What is it called, who is it about, when and where?",
    "reasons": "Why is it convened? Tick each reason that applies.",
    "people": "Who runs it?",
    "attendees": "Who is invited?",
    "questions": "Before it is convened",
    "check": "Is this right?",
}
STEP_HELP = {
    "format": "Choose with ↑ and ↓, go on with enter. If no meeting is to be held, F6 records that, and why.",
    "kind": "Some meetings must not be replaced by a professionals' meeting. For those, the list names the right one.",
    "person": "The agenda and the minutes use this word.",
    "what": "Enter, tab or ↓ goes to the next field. Initials will do for who it is about, if your agency uses them.",
    "reasons": "Space ticks, enter goes on. The reasons are the guidance's own, in short.",
    "people": "Part of a name is enough: tab fills it in and goes on. This can also be settled at the meeting.",
    "attendees": "One person a line: Name, role, agency. Tab or ctrl+s goes on. More can be added at any time.",
    "questions": "Leave out what you don't know yet: it is asked again at the meeting.",
    "check": "Enter makes the meeting. Escape goes back to change something.",
}
FIELDS = {
    "title": "Title",
    "subject": "Who it is about",
    "starts": "Date and time",
    "venue": "Venue",
    "agency": "Convening agency",
    "chair": "Chair",
    "note-taker": "Note-taker",
}
HINTS = {
    "title": "such as: Professionals' meeting, A.B.",
    "subject": "name or initials",
    "starts": "such as: 3 dec 2026 2pm",
    "venue": "room, address or link",
    "agency": "the agency that calls the meeting",
    "chair": "a name",
    "note-taker": "a name, someone other than the chair",
}
PERSONS = {"child": "child", "young person": "young person", "adult": "adult"}
NO_PERSON_YET = "not chosen yet"
CHOOSE_PERSON = "Choose who it is about: the questions, forums and words follow it."
NO_FORMATS = "There is no format to choose from. Run: chairtui doctor"
NOT_THIS_KIND = "(not with this guidance)"
NEEDED = "{field}: this is needed before you go on."
LEFT_OPEN = "left open"
NO_KINDS = "Professionals' meeting"
UNPLACED_LINE = "Line {number}: {reason}"
NOT_MADE = "The meeting was not made: {reason}"
MINUTES_PLANNED = "{items} items, {minutes} minutes planned"
CHECK_LABELS = {
    "format": "Guidance",
    "kind": "Kind",
    "title": "Title",
    "subject": "About",
    "starts": "Starts",
    "venue": "Venue",
    "agency": "Convened by",
    "reasons": "Reasons",
    "chair": "Chair",
    "note-taker": "Note-taker",
    "attendees": "Invited",
    "answers": "Answered",
    "open": "Left open",
}
NOW_ASKED = "This answer opens another question."
HELD = "You typed “{typed}” before this question came up. Enter puts it here, esc drops it."
HELD_DROPPED = "Dropped: “{typed}”."
QUESTION_HINTS = {
    "text": "in words",
    "yes-no": "yes, or no: the reason",
    "date": "a date, such as 27 nov",
    "person": "a name",
    "choice": "one of: {choices}",
}
