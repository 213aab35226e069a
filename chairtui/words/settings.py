"""What is said about a person's settings file."""

BROKEN = "{file}:{line}: {reason} Mend that line, or rename the file to go on without it."
UNREADABLE = (
    "The settings in {file} can't be read ({reason}). Mend the permissions, or name others in CHAIRTUI_SETTINGS."
)
NOT_UTF8 = "this line isn't UTF-8 text. Save the file as UTF-8."
NOT_TOML = "this isn't TOML: {reason}."
UNKNOWN = "there is no setting called “{key}”; there are {known}."
WRONG = "“{key}” {reason}."
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
}
"""What is wrong with a value, by the kind of error found."""
