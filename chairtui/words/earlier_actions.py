"""Messages about a list of actions of before this program was used, and how its columns are called."""

HEADS: dict[str, tuple[str, ...]] = {
    "action": (
        *("action", "actions", "action required", "action points", "agreed action", "agreed actions"),
        *("action agreed", "actions agreed", "action to be taken", "task", "what", "what needs to happen"),
        *("what will be done", "what needs to be done", "description"),
    ),
    "owner": (
        *("owner", "action owner", "who", "by whom", "who by", "whom", "lead", "lead person", "lead professional"),
        *("responsible", "person responsible", "responsible person", "responsibility", "named person", "assigned to"),
        *("who will do it", "agency responsible", "action by"),
    ),
    "deadline": (
        *("deadline", "when", "by when", "date", "due", "due date", "date due", "target date", "timescale", "by date"),
        *("timescales", "timeframe", "complete by", "to be completed by", "date for completion", "when by"),
    ),
    "measure": (
        *("measure", "measures", "outcome", "intended outcome", "desired outcome", "expected outcome", "evidence"),
        *("success measure", "how will we know", "how we will know", "how one will know", "success looks like"),
    ),
    "status": (
        *(
            "status",
            "progress",
            "update",
            "completed",
            "complete",
            "done",
            "state",
            "progress update",
            "outcome status",
        ),
    ),
    "ref": ("ref", "reference", "no", "no.", "number", "#", "action no", "action number", "id"),
    "restricted": ("restricted, because", "restricted because", "restricted", "confidential"),
    "readers": ("who may read it",),
}
"""How the head of each column may read, in small letters without punctuation at its ends; a plural stands for both."""
STATUS: dict[str, tuple[str, ...]] = {
    "open": ("open", "ongoing", "on going", "in progress", "outstanding", "not started", "not done", "no", "to do"),
    "done": ("done", "complete", "completed", "closed", "yes", "achieved", "actioned", "finished"),
    "dropped": ("dropped", "cancelled", "withdrawn", "no longer needed", "not needed", "n/a"),
}
"""What the status of an action may say, in small letters."""
UNRESTRICTED = ("", "no", "n", "false", "none", "n/a", "-")
"""What a cell says, in small letters, of an action that isn't restricted."""
REASON = "Dropped before this meeting: {said}"

ROW = "row {number}"
TABLE_ROW = "table {table}, row {number}"
TABLE = "table {table}"
UNPLACED = "{place}: {why}: “{text}”"

NO_ACTION_COLUMN = "it has no column for the action"
NO_ACTION = "this row has no action; it was left out"
TOO_LONG = "this is too long for an action; it was left out"
MARKED = "“{mark}” says who may read it, which a table can't; it was left out, to be typed in the meeting"
UNREAD_MARKS = "who may read it could not be read ({why}); it was left out, to be typed in the meeting"
THERE_ALREADY = "already there: the meeting has this action, so it was not added again"
DELETED = "deleted or moved away in Word's tracked changes, so it was left out"
HIDDEN = "hidden text in Word, so it was left out"
MARGIN = "header, footer or note"
NOT_READ_THERE = "a table with actions is there and was not read; move it into the page"
NOT_A_DAY = "the date could not be read; the action is kept without one"
NOBODY = "nobody at the meeting has this name; it is kept as it is written"
SEVERAL = "several at the meeting could be meant; the name is kept as it is written"
NO_NAME = "this is too long for a name; the action is kept without an owner"
NO_STATUS = "the status could not be read; the action is kept as open"
NO_SUCH_COLUMN = "the column “{head}” has no place in an action"
CUT = "this is too long and was left out of the action"

NO_TABLE = (
    "there is no table with a column for the action in {file}. Name its columns Action, Who, By when and, if you like, "
    "Measure and Status."
)
NOT_READABLE = "{file} is no Word file (.docx) and no CSV, or it is damaged. Save it again as one of these."
TOO_LARGE = "{file} is larger than {most} MB. Name another file."
TOO_LARGE_WORD = "{file} is too large to be read. Copy its table of actions into a new Word file and import that."
TOO_MANY = "{file} has more than {most} rows. Leave out what is no action."
NOTHING = "No action in it was new."

HELP_ACTIONS = "a Word table or a CSV with actions of before chairtui, taken over into the MEETING named"
HELP_IMPORT = "a file that `chairtui export --to json` wrote, or `-` for stdin; with --actions, the meeting"

PAGE = "Earlier actions"
ASKS = "Which Word file or CSV? Tab completes the path, enter shows what would come in. Nothing is saved yet."
OFFERED = "tab: {names}"
READING = "Reading {file}…"
COMING_IN = ("1 action found: ctrl+s brings it in.", "{count} actions found: ctrl+s brings them in.")
WITHOUT_PLACE = ("1 thing could not be used (!).", "{count} things could not be used (!).")
TAKEN = ("Brought in: {first}. Escape goes back.", "Brought in: {first} to {last}. Escape goes back.")
NO_DEADLINE = "no deadline"
NO_OWNER = "no owner"
CLOSED = "This meeting is closed and takes no more actions. Select one still to come."
MARK_ONE = "Select the meeting to bring the actions into, or set it up first."
