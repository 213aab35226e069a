"""Words in the names of files that are offered."""

PATTERN = "{initials} {meeting} {date}"
"""The pattern of a file's name unless the settings have another; its places are `minutes.file_names.PLACES`."""

MEETING = "professionals' meeting"
"""What a meeting is called in a file name; a kind that is no meeting, such as group supervision, by its own name."""
UNNAMED = "minutes"
MORE = "and others"
NO_INITIAL = frozenset({"and", "aged", "age", "the", "child", "baby", "of", "mr", "mrs", "ms", "miss", "dr"})
"""Words of a subject that are no part of a name."""
ACTIONS = ", actions"
AUDIENCES = {"attendees": "", "family": ", family", "actions": ACTIONS}
FOR_ONE = ", for {initials} {ref}"
DRAFTS = "chairtui drafts"
"""The folder for e-mail drafts."""
NOT_A_DRAFT = "the list names something that is no draft"
NOT_A_FILE = "it is not an ordinary file"
TOO_LARGE = "it has {size} MB, and a file of this program has {largest} at most"
RESERVED = "Windows keeps this name for a device"
FORBIDDEN = "Windows allows none of these in a name: {characters}"
ENDING_LOST = "Windows takes a dot or a space off the end of a name"
PATH_TOO_LONG = "its whole path is longer than the {most} characters that Windows takes"
IN_USE = "another program has it open; close it there first"

KINDS = {
    "docx": "Word",
    "pdf": "PDF",
    "html": "web page",
    "md": "Markdown",
    "csv": "spreadsheet",
    "ics": "calendar",
    "json": "JSON",
}
"""What each kind of file is called, in the order they are offered."""
WRITE_TO = "Write to which file? {kinds}\nA digit chooses the kind, enter writes, escape leaves it."
HAND_OVER = "Name of the file your browser is to keep. {kinds}\nA digit chooses the kind; enter, and your browser asks."
