"""Messages while a record is changed in a form or with `set`, and what its fields are called."""

VAGUE_OWNER = "“{typed}” is nobody in particular. Name one person, or a named role in an agency."
NAME_NEEDED = "“{typed}” is not a name. Type who it is."
NOBODY = "Nobody is named. Type a name."
LONG_NAME = "A name has at most {longest} characters. Shorten it."
WHICH_CHOICE = "“{typed}” is not one of the choices. Type one of: {choices}."
YES_OR_NO = "“{typed}” is neither yes nor no. Type yes or no."
NO_SUCH_REFERENCE = "There is no {ref} in this meeting. Type references such as R2 or N1."
NO_SUCH_FIELD = "{ref} has no “{field}”. It has: {fields}."
NO_SUCH_KEY = "There is no “{key}”. Use {details}, a question's id, or a record's field such as A1.owner."
NO_SUCH_KEY_LIKE = "There is no “{key}”. Did you mean {like}?"
NOT_BLANK = "{label} can't be left blank."
TOO_LONG = "{label} is longer than {longest:,} characters. Shorten it, or file it as several records."
NOT_READ = "{label}: {reason}"
AWAY = "{name}, not at the meeting"
NOT_ASKED_OF = "This is asked in meetings about {persons} only; this one is about {person}."
NO_NEEDS_REASON = "A “no” needs its reason: type no: and the reason."
NONE_NEEDS_REASON = "“None” needs its reason: type none: and the reason."
REASON_AFTER = "Write the reason after “{word}:”."
NEVER_NONE = "This question asks for an answer; “none” is not one."
BEFORE_MEETING = "{shown} is before the meeting. Give a date on or after {day}."
MOVED_TO_WHEN = "Say to which date {ref} is moved."
DROPPED_WHY = "Say why {ref} is dropped."
TALKED_BY_WHOM = "Name who talks it through with the family, or type no: and why not."
NOT_TALKED_WHY = "A “no” needs its reason: type no: and why it is not talked through with the family."
NOTHING_TICKED = "No action is ticked. Tick those that this is about."
WHO_DIFFERED = "Write who did not agree, a colon, and their words: Name: words."
PARTS = "Type 1, 2, or 1, 2 for the parts somebody was in."

YES, NO = "yes", "no"

LABELS: dict[str, str] = {
    "title": "Title",
    "subject": "Subject",
    "person": "Who it is about",
    "starts": "Starts",
    "kind": "Kind of meeting",
    "reasons": "Reasons for convening",
    "aim": "Aim",
    "chair": "Chair",
    "note-taker": "Note-taker",
    "convening-agency": "Convening agency",
    "venue": "Venue",
    "minutes-within": "Minutes out within (working days)",
    "part": "Part",
    "name": "Name",
    "role": "Role",
    "agency": "Agency",
    "age": "Age in years",
    "relation": "What they are to whom",
    "given-nothing": "Given nothing",
    "given-nothing-why": "Given nothing, because",
    "status": "Status",
    "why": "Reason for attending",
    "attendee.readers": "Who may not read the reason",
    "readers": "Who may not read it, whom it is about",
    "aim-readers": "Who may not read the aim",
    "reasons-readers": "Who may not read the reasons",
    "agreement.why": "Why not, in their words",
    "known-as": "Goes by",
    "email": "E-mail address",
    "relative": "Family, unpaid carer or friend",
    "report": "Report beforehand",
    "said": "What they said",
    "asked": "Asked on",
    "decided-by": "Decided by",
    "route": "What came of the route the guidance gives",
    "remote": "Attends remotely",
    "coming": "Replied that they are coming",
    "parts": "In which parts",
    "arrived": "Arrived late, at",
    "left": "Left early, at",
    "text": "Text",
    "theme": "Strength, need or risk",
    "origin": "Known before, or new",
    "source": "Who said it",
    "verified": "Verified by, or how",
    "no-action": "Why no action is needed",
    "decided": "What was decided at once",
    "restricted": "Restricted, because",
    "nature": "Fact, opinion or reported",
    "item": "Agenda item",
    "reason": "Reason",
    "dissent": "Who did not agree, in their words",
    "measure": "Measure",
    "owner": "Owner",
    "deadline": "Deadline",
    "addresses": "For which needs or risks",
    "family-by": "Discussed with the family by",
    "family-why-not": "Why not discussed with the family",
    "value": "Answer",
}
CHOICES = {
    "prior": "known before the meeting",
    "during": "new at the meeting",
    "views": "own views",
    "question": "question left open",
    "1": "part one",
    "2": "part two",
}
"""Choices of fields that people read in other words than they are kept in."""
AGE = "“{typed}” is not an age. Give it in years, such as 9."
SAME_NAME = "{name} is recorded already ({ref}). Give more of the name."
NO_NAME = "A name needs letters."
MEANT_NOTHING = (
    "“{words}” may mean that they are to be given nothing. If so, choose yes under Given nothing. If not, leave it out."
)
WORKING_DAYS = "“{typed}” is not a number of working days. Give one from 1 to 60, such as 10."
NO_SIGN = "{reason} Or leave the @ out."
NUMBER_OR_NO_SIGN = "{reason} Put the number after the name, such as @sam2, or leave the @ out."
NO_MARKS = "“{mark}” would be kept here as words, and printed: this takes no marks. Take it out."
NOT_CONCERNED = "“{typed}” is nobody the meeting is about, or fits several. It is about: {known}."
NOBODY_RECORDED = "nobody recorded"
NOT_ANSWERED = "{question} has no answer yet: give the answer, with the mark after it."
NO_SUCH_RELATIVE = (
    "nobody of that name is recorded as a relative, or several are. Record them first, in the meeting's line: "
    "relative: Mick, brother of Ava. What you typed here is kept as a draft."
)
MARK_ALONE = "Give the words too, and the mark after them. Who may read words that are there has a field of its own."
MARKS_ALONE = (
    "“{words}” is no mark. Only marks stand here: !restricted why, !not Mick why, !only police, health why, #ava."
)
ONLY_ALREADY = "This is for {agencies} only already. Change that in the field that says who may read it."
