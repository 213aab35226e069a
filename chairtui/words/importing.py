"""Messages about a file that is to become a meeting."""

SEALED_ANEW = (
    "Sealed anew as what was imported. The seal it had before ({digest}…) can't be checked: it was made over the whole "
    "history, which a JSON file doesn't hold. To move a meeting with its history and seal: chairtui copy"
)

TOO_LARGE = "The file is too large to be a meeting. Give the file that export --to json wrote."
NOT_JSON = "The file is not JSON: line {line}, column {column}. Give the file that export --to json wrote."
TOO_DEEP = "The file is nested too deeply to be a meeting. Give the file that export --to json wrote."
BAD_NUMBER = "The file holds a number that no meeting has. Give the file that export --to json wrote."
NOT_A_NUMBER = "The file holds {name}, which is no number in JSON. Take it out."
NOT_AN_OBJECT = "The file is JSON but not a meeting: it must be one object, in braces."
NEWER = "The file was written by a newer version of this program. Update the program, then import it again."
IS_A_COPY = (
    "The file is a copy for one audience, which leaves things out. Give the file that export --to json writes for all "
    "attendees."
)
KEY_TWICE = "The file has the key “{key}” twice in one place. Keep one of them."
MISSING = "{place}: this is missing. Add it."
UNKNOWN_KEY = "{place}: this key is not known. Take it out, or correct its name."
IS_WRONG = "{place}: {what}."
ID_TWICE = "Two records have the id {id}. Give one of them another."
WRONG_ID = "The record {id} must have the id {right}. Correct it."
RESERVED_ID = "The program itself uses the id {id}. Give the record another id, also where others point at it."
IN_NO_PART = "The attendee {id} is in no part of the meeting. Give parts as [1], [2] or [1, 2]."
GOES_ROUND = "The amendment {id} corrects itself, directly or through others. Correct its target."
AMENDED_TOO_OFTEN = "The amendment {id} corrects an amendment of an amendment, over {most} deep. Correct its target."
TOO_MANY_PEOPLE = "There are {number} relatives, or persons concerned, and one meeting takes {most} at most."
NO_SUCH_ID = "{place} points at the record {id}, which is not in the file. Correct it."
IS_FLAT = "This is not the exchange form, but what show --json prints. Give the file that export --to json wrote."
UNKNOWN_WRITER = "unknown"
THE_FILE = "The file"
OUT_OF_REACH = "this must be between the years 2000 and 2199"

WRONG = {
    "string_too_short": "this is blank. Fill it in",
    "string_too_long": "this text is too long. Split it into several records",
    "string_pattern": "this may have letters, digits and : . _ - only",
    "string_unicode": "this has a broken character in it. Type it again",
    "string": "this must be text in quotation marks",
    "literal": "this is none of the values it may have",
    "timezone": "this must be a date and time with a time zone, such as 2026-12-03T14:00:00+00:00",
    "datetime": "this must be a date and time with a time zone, such as 2026-12-03T14:00:00+00:00",
    "date": "this must be a date as YYYY-MM-DD",
    "too_short": "this list is empty. Fill it in, or take it out",
    "tuple": "this must be a list in brackets",
    "model": "this must be an object in braces",
    "dict": "this must be an object in braces",
    "bool": "this must be true or false",
    "int": "this must be a whole number",
    "greater_than": "this number is too small",
}
"""By the start of the checker's own name for what is wrong, the more exact ones first."""
