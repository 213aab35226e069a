"""Messages about a person's settings file."""

BROKEN = "{file}:{line}: {reason} Correct that line, or rename the file to go on without it."
UNREADABLE = (
    "The settings in {file} can't be read ({reason}). Check its permissions, or name another file in CHAIRTUI_SETTINGS."
)
NOT_UTF8 = "this line isn't UTF-8 text. Save the file as UTF-8."
NOT_TOML = "this isn't TOML: {reason}."
TOO_MUCH = "this is too large a number, too long, or too deeply nested, to be a setting."
NO_PATH = "holds a character that no path has"
UNKNOWN = "there is no setting called “{key}”; there are {known}."
WRONG = "“{key}” {reason}."
NO_SUCH_THEME = "isn't a look; there are {known}"
NO_PATTERN = "isn't a name for files; it may hold {known}"
NO_HEADER = "isn't the name of a header that a proxy sets, such as “X-Forwarded-User”"
NO_ADDRESS = "isn't an IP address, such as 127.0.0.1"
NO_SUCH_ZONE = "isn't a time zone, such as Europe/London"
REASONS = {
    "string_type": "must be words in quotes",
    "string_too_short": "must not be blank",
    "string_too_long": "is too long",
    "dict_type": 'must be a table of binding = "keys"',
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "literal_error": "must be chair, note-taker or reader",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "greater_than_equal": "must be 0 or more",
    "less_than_equal": "must be a day (1440) or less",
    "path_type": "must be a path in quotes",
    "missing": "is needed there",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
}
"""What is wrong with a value, by the kind of error found."""

# ---- keeping them
NOT_KEPT = "The settings were not saved: {file} can't be written ({reason}). Nothing in it has changed."
NO_FILE = "There is no settings file here, so nothing can be kept."

# ---- the screen
HEADING = "Settings"
ABOUT = "Kept in {file}"
LABELS: dict[str, tuple[str, str]] = {
    "name": ("Your name", "As the minutes and the history name you. Blank: your login name."),
    "role": ("Your role", "What you mostly do. A reader reads and can't change anything."),
    "theme": ("Look", "Changes at once."),
    "cover_after": ("Cover after", "Minutes without a key until the screen covers itself. 0: never."),
    "exports": ("Folder for minutes", "Where minutes are written. Changes at once. Blank: {folder}."),
    "file_name": ("Name of files", "Such as {initials} {meeting} {date}; also {day}, {subject}, {title}, {id}."),
    "mail": ("Your own e-mail words", "A folder with copy.txt, family.txt or invitation.txt."),
    "formats": ("Your own formats", "A folder with your partnership's formats."),
    "template": ("Your own template", "A file the minutes are made with. Blank: the program's own."),
    "word_template": ("Your own Word file", "Minutes in Word take its styles, header and footer."),
    "classification": ("Classification", "At the foot of each page, but not in a relative's letter. none: no mark."),
    "store": ("Where meetings are", "A folder, or postgresql://HOST/NAME. Blank: the usual place on this computer."),
    "time_zone": ("Time zone", "In which times are typed and shown, such as Europe/London."),
    "hints": ("Hints", "Five short hints in the meeting, for somebody new."),
}
"""What each setting is called on the screen and what it does, in the order they stand there."""
CHOICES = {
    "theme": {"dark": "dark", "light": "light", "contrast": "high contrast", "terminal": "the terminal's own colours"},
    "role": {"chair": "chair", "note-taker": "note-taker", "reader": "reader"},
}
SAVED = "Saved. The look, the hints and the folder change now; the rest when you next start the program."
SAVED_FOLDER = "Saved. Minutes are now written to {folder}. What else you changed may need a new start."
SAME = "Nothing was changed."
LEAVE = "Not saved. Press escape again to leave without saving; ctrl+s saves."
KEYS = "Keys"
NO_KEYS_MOVED = "No key is moved. To move one, write its name and the new key under [keymap] in that file:"
KEYS_MOVED = "Moved under [keymap] in that file:"
KEY_EXAMPLE = 'capture = "ctrl+n"      column-right = "right,ctrl+f"'
KEY_NAMES = "F1 on any screen shows the name of each key, in a window of 108 columns or more."
KEY_MOVED = "{label}: {keys}"

# ---- the hints
HINT = "Hint {number} of {count}: {hint}"
HINT_KEYS = "{next} next · {stop} no more"
HINTS = (
    "the clock already runs on item 1. ] looks at the next item, space starts it; a number goes to an item, 11 too.",
    "press / and type what is said, then enter. r: begins a risk, f: a fact, a: an action.",
    "press P to say who is here, who sent apologies and who is absent.",
    "T opens the chair's prompts, and what is left to sort out before closing.",
    "press C to close, M to read the minutes so far. F1 explains every screen.",
)
"""Five, in the order somebody new needs them."""
