"""Texts of the live meeting screen: status line, panes, capture line."""

# ---- the status line
PART = "part {part}"
TIME = "{used} of {planned} min"
HERE = "{present} of {invited} here"
CAME = "{present} of {invited} came"
SAVED = "saved {clock} ✓"
SAVED_SHORT = "saved ✓"
SAVED_BY_SHORT = "saved by {by} ✓"
SAVED_BY = "saved {clock} by {by} ✓"
NOT_SAVED = "NOT SAVED ✗"
NOTHING_SAVED = "nothing saved yet"
CLOSED = "CLOSED"
READ_ONLY = "read only"
TO_SETTLE = "? {count} to settle"
BLOCKERS = "! {count} to sort out before closing"
BLOCKERS_SHORT = "! {count} to sort out"
NO_BLOCKERS = "✓ can be closed"
NO_BLOCKERS_SHORT = "✓ can close"
COUNTING = "checking …"

# ---- the agenda rail and the item's title
AGENDA = "Agenda: keys 1 to {last}"
AGENDA_HERE = "▌Agenda  ↑ ↓ →"
ITEM_TIME = "{spent}/{planned} min"
ITEM_OVER = "{time}, over"
ITEM_PLANNED = "{planned} min"
OVER_SHORT = " !"
TOO_SMALL = "This window is too small. Make it at least {width} columns wide and {height} lines high."

# ---- the chair's panel
FOR_THE_CHAIR = "For the chair"
NO_PROMPTS = "No prompts for this item."
FOLDED = "For the chair ({key})"
PROMPTS = ("1 prompt", "{count} prompts")
MORE_PROMPTS = "{count} more: {key}"
NOT_HEARD = "Not heard on this item: {who}"
TO_SORT_OUT_HERE = "To sort out here: {count}"
TO_SORT_OUT = "To sort out before closing: {count}"
NOTHING_TO_SORT_OUT = "Nothing left to sort out before closing"
ADVICE = "To consider: {count}"
AND_OTHERS = "and {count} more like this"

# ---- headings in the panes
STRENGTHS = "Strengths"
NEEDS = "Needs"
RISKS = "Risks"
QUESTIONS = "Questions"
FILED_HERE = "Also recorded here"
ACTIONS = "Actions"
NOT_ANSWERED = "Needs and risks with no action yet"
SAID = "Said"
DECIDED = "Decided"
AIM = "Aim of this meeting"
PRESENT = "Present"
APOLOGIES = "Apologies"
ABSENT = "Absent"
INVITED = "Invited, not yet marked as here"
NOBODY_NAMED = "Nobody named"
NO_AGENCY = "No agency given"
FAMILY = "Family"

# ---- what to type while there is nothing
NO_STRENGTH = "Nothing yet. Press s to add a strength."
NO_NEED = "Nothing yet. Press n to add a need."
NO_RISK = "Nothing yet. Press r to add a risk."
NO_NOTE = "Nothing yet. Press f for a fact, o for an opinion, h for something reported; end with @ and who said it."
NO_DISCUSSION = "Nothing yet. Press f, o or h for what is said, d for a decision."
NO_ACTION = "Nothing yet. Press a and type it in one line: Ring the GP @sam by fri measure: seen this week for R1."
NO_ATTENDEE = "Nobody invited yet. Press P to add who is here."
NO_QUESTION = "No questions for this item. Press f, o or h for what is said, d for a decision, a for an action."
WILL_BE_DUE = "Due once the meeting is closed"
NO_REVIEW = "Nothing to answer here. Press d for a decision, a for an action."
ALL_ANSWERED = "Every need and risk has an action, or a reason for none."
UNHEARD = "Nothing yet from {agencies}."

# ---- columns of the panes
OWNER_COLUMN = "Owner"
DEADLINE_COLUMN = "By"
SAID_BY_COLUMN = "Said by"
FROM_COLUMN = "From"

# ---- rows
TAG_RESTRICTED = "■ RESTRICTED"
TAG_KEPT_FROM = "■ NOT FOR {who}"
TAG_ONLY = "■ ONLY {who}"
TAG_UNSETTLED = "? UNSETTLED"
TAG_UNVERIFIED = "◇ UNVERIFIED"
TAG_IMMEDIATE = "▲ IMMEDIATE"
TAG_NEW = "● NEW"
BY_ANOTHER = "◂ {who}"
NATURES = {
    "fact": "fact",
    "opinion": "opinion",
    "reported": "reported",
    "views": "own views",
    "question": "left open",
    "document": "document",
}
SAID_BY_NOBODY = "nobody named"
FROM = "from {who}"
AND = " and "
WITH = "with {who}"
PRIOR = "known"
RESTRICTED = "not for the family: {reason}"
RESTRICTED_ADULT = "not for the adult or the family: {reason}"
KEPT_FROM = "not for {who}: {reason}"
ONLY = "only for {who}: {reason}"
NO_ACTION_BECAUSE = "no action, because {reason}"
IMMEDIATE = "raised as an immediate risk {clock} by {who}"
IMMEDIATE_DECIDED = "decided: {what}"
IMMEDIATE_UNDECIDED = "Not decided yet. Press ! to write down what was decided."
BECAUSE = "because {reason}"
DISSENT = "{who} disagreed: {text}"
NOW_ASKED = "Now asked: {question}"
NO_LONGER_ASKED = "A question that depended on another answer is no longer asked."
BY_DEADLINE = "by {deadline}"
NO_OWNER = "no owner yet"
NO_DEADLINE = "no deadline yet"
MEASURE = "measure: {measure}"
NO_MEASURE = "no measure yet"
ADDRESSES = "for {refs}"
FAMILY_BY = "{who} talks it through with the family"
FAMILY_WHY_NOT = "not talked through with the family: {why}"
NOT_ANSWERED_YET = "not answered yet"
OWN_ANSWER = "{name}: {answer}"
NOT_WRITTEN = "not written down yet. Press enter to write it."
ASKED_IF = "asked only if “{question}” is answered {answer}"
ASKED_UNLESS = "asked unless “{question}” is answered {answer}"
ANSWER_YES = "Yes"
ANSWER_NO = "No"
ANSWER_NONE = "None"
REASONED = "{answer}: {reason}"
REMOTE = "attends remotely"
WHY_HERE = "why here: {why}"
WHY_TO_ASK = "why here: still to ask"
REPORT = "report: {report}"
REPORT_TO_ASK = "report: still to ask"
AMENDED = "amended: {text} ({reason})"
DETAIL = "{label}: {value}"
DETAILS = {
    "title": "Title",
    "subject": "About",
    "starts": "Starts",
    "venue": "Venue",
    "chair": "Chair",
    "note-taker": "Note-taker",
    "convening-agency": "Convened by",
    "reasons": "Reasons",
    "kind": "Kind of meeting",
    "part": "Part",
    "follows": "Follows",
    "followed-by": "Followed by",
}
FAMILY_SECTION = "Who it is about, and their family"
AGED = "aged {age}"
TAG_GIVEN_NOTHING = "■ GIVEN NOTHING"
PREVIOUS_MEETING = "{title}, {when} ({meeting})"
NEXT_MEETING = "the meeting of {when} ({meeting})"
MISSING = "not filled in yet"

# ---- the line
LINE_HINTS = (
    "/ to type   s strength  n need  r risk  f fact  o opinion  h reported  d decision  a action",
    "s strength n need r risk f fact o opinion h reported d decision a action",
    "s n r (strength need risk)  f o h (said)  d a, or / to type",
    "/ to type, or s n r f o h d a",
)
LINE_SHUT = "Closed. C shows what is due, M the minutes; enter amends a record."
LINE_OPEN = "Type the next one (n: …), or esc to leave the line."
LINE_MARKS = "Last, if not for all: !restricted why · !not Mick why · !only police why"
LINE_KINDS = "s: strength  n: need  r: risk  f: fact  o: opinion  h: reported  d: decision  a: action"
LINE_EMPTY = f"{LINE_KINDS}\n{LINE_MARKS}\nTo change one: A3 by fri  A3 @sam  A3 for R2  H1 verified Beth  or  Sam left"
LINE_LETTERS = "snrfohda"
LINE_LETTER = "{letter}: begins the next line ({kind}). Type the colon, or esc to leave the line."
LINE_BEGUN = {
    "strength": "{kind}: what goes well, then @ and who says so",
    "need": "{kind}: what is needed, then @ and who says so",
    "risk": "{kind}: what might happen, then @ and who says so",
    "fact": "{kind}: what was seen or is known, then @ and who said it",
    "opinion": "{kind}: what somebody thinks, then @ and who said it",
    "reported": "{kind}: what was heard from others, then @ and who said it",
    "decision": "{kind}: what is decided, then because and the reason",
    "action": "{kind}: what is to be done, then @ and who does it, by when, m: how you will know, for R1",
}
ANSWER_TEXT = "Type the answer, then enter."
ANSWER_YES_NO = "Type yes, or no and the reason (no: …)."
ANSWER_YES_NO_PLAIN = "Type yes or no."
ANSWER_DATE = "Type a date: 27 nov, fri, in 2 weeks."
ANSWER_PERSON = "Type a name."
ANSWER_CHOICE = "Type a number:  {choices}"
ANSWER_NONE_TOO = "Or none: and the reason."
NOT_AT_MEETING = "{name} is not at the meeting, and the guidance asks for somebody who is. Keep the name all the same?"
NOT_AT_MEETING_KEPT = "{name}, not at the meeting"
WRITE_AIM = "Type the aim of this meeting, then enter."
SAVED_HERE = "{ref} saved ✓"
SAVED_ELSEWHERE = "{ref} saved ✓ under {number} {title}"
SAVED_ANSWER = "Saved ✓"
SAVED_UNDER = "Saved ✓ under {number} {title}"
SAVED_SEVERAL = "{count} saved ✓: {refs}"
UNSETTLED = "{ref} is kept as you typed it. {reason}"
KEPT_AS_TYPED = "It is kept as you typed it, to be settled after part two. {reason}"
SETTLE_HOW = {
    "choice": "To settle it: the number, then enter.",
    "start": "To settle it: its letter (s n r f o h d a), then enter.",
    "date": "To settle it: the date, then enter.",
    "person": "To settle it: @ and the name, then enter.",
    "source": "To settle it: @ and who said it, then enter.",
    "reason": "To settle it: {ref} and the reason, then enter.",
    "relative": "To settle it: type that; or, for one already recorded, {ref} and the name or L1.",
    "agency": "To settle it: {ref} and the agency, then enter.",
    "mark": "To settle it: {ref} and the mark that is meant, such as !restricted, then enter.",
    "": "To settle it: {ref} and what belongs in its place, or the whole line again.",
}
SETTLE_IN_LINE = "Type what is missing, or → and then correct the words. Enter files it."
CHOOSE_HOW = "Press its number, or esc to go back to the line."
PASTE = "File {count} lines? enter files them, esc leaves them out."
PASTE_RESULT = "{count} saved ✓. {left} could not be filed: they come into the line one by one."
PASTE_REFUSED = "1 of {left} left over: {reason}"
SEVERAL_UNSETTLED = "{count} could not be read and are kept as typed, to be settled."
PASTE_PROGRESS = "{done} of {count} lines filed …"
PASTE_INTERRUPTED = "{done} of {count} pasted lines were filed, up to “{line}”. Paste the rest again."
DRAFT_FILED = "What you had half typed here was filed. ↑ brings it back."
LONG_LINE = "That would be a line of {count} characters. One line holds {most}: shorten it, or file it in parts."
LONG = "{count} characters. Enter files them."
DRAFT_BACK = "Half typed earlier, not filed. Type to replace it, or → to go on with it."
KEPT = "Your half-typed line is kept: ↑ brings it back."
HALF_TYPED = "A half-typed line is waiting: / goes back to it, L goes to the meetings."
COMPLETES = "tab: {shown}"
LEAVE_ASKED = "Back to the meetings? Press escape again. This meeting stays open, and nothing is lost."
LINE_CLOSED = "This meeting is closed. To amend a record, select it and press enter."

# ---- what is said after a key
NOTHING_SELECTED = "There is nothing here to open. ↑ and ↓ move; ← goes to the agenda, → to the chair's panel."
NOT_REMOVABLE = "Only a record can be removed. Press enter to change this."
REMOVED = "{ref} removed. u brings it back."
UNDONE = "Undone: {ref} is as it was before. U does it again."
UNDONE_ADDED = "Undone: {ref} is removed. U brings it back."
REDONE = "Redone: {ref}."
NOBODY = "nobody"
THE_DETAILS = "the meeting's details"
THE_ANSWER = "the answer"
THIS = "this {kind}"
MERGED = "{who} changed other parts of {ref}: both changes are kept."
KEPT_THEIRS = "{ref} stays as {who} left it."
NO_HISTORY = "This has no history yet."
WATCH_STOPPED = "Changes by others are no longer coming through: {reason}"

# ---- the form
EDIT_TITLE = "Change {what}"
EDIT_NOTHING = "Nothing was changed."
EDIT_REFUSED = "Not saved yet: see the fields marked with !."
EMPTY_CHOICE = "(not given)"
HINTS = {
    "date": "27 nov · fri · in 2 weeks",
    "person": "a name from those invited, or another",
    "people": "names, with ; between them",
    "refs": "R1, N2",
    "yes-no": "yes, no",
}

# ---- two versions of one record
CHOICE_TITLE = "{who} changed {ref} while you did"
CHOICE_MINE = "Yours, not saved yet"
CHOICE_THEIRS = "{who}, {clock}"
CHOICE_REMOVED = "(removed)"
CHOICE_HOW = "m keep yours · t keep theirs · esc go back and decide later"
CHOICE_DIFFERS = "≠"
CHOICE_SAME = "="

# ---- immediate risk
BANNER = "▲ IMMEDIATE RISK {ref}, not decided, raised {clock} by {who}"
BANNER_SHORT = "▲ IMMEDIATE RISK {ref}, not decided"
BANNER_KEY = "{key} writes what was decided"
BANNER_MORE = "{count} more · {key}"
RISK_DECIDE_TITLE = "Immediate risk {ref}: what was decided?"
RISK_TITLE = "Immediate risk of significant harm"
RISK_STEPS = "What to do now"
RISK_TEXT = "What the risk is"
RISK_BY = "Raised by"
RISK_DECIDED = "What was decided (can be filled in later)"
RISK_NEEDS_TEXT = "Say in a few words what the risk is, then ctrl+s."
RISK_NOT_HERE = "{name} is not at the meeting. Save again to keep the name so, or correct it."
RISK_NUMBER = "Type its number after the name."
RISK_NEEDS_NAME = "Say who raises it, then ctrl+s."
RISK_CITES = "From: {cites}"

# ---- history
ANSWER = "Answer"
HISTORY_TITLE = "History of {what}"
HISTORY_ADDED = "added"
HISTORY_CHANGED = "changed"
HISTORY_REMOVED = "removed"
HISTORY_UNDONE = "undone"
HISTORY_ROW = "{what} by {who} · {when}"

NOT_WITH_FAMILY = "Not shown in part two."
NO_REFLECTION = "Nothing yet. Press o for a thought, f for what was seen, h for what somebody said."
SETTLED_ON = "Agreed"
HERE_MANY = "{present} here, best with up to {best}"
HERE_MANY_SHORT = "{present} here, best {best}"
