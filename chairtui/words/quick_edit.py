"""Texts of the live meeting's quick keys: changes to the selected record, the clock, the two parts."""

# ---- what the keys do with what is selected
HAND = {
    "turn-into-action": "action for it",
    "who": "who does it",
    "said-by": "who said it",
    "by-when": "by when",
    "link": "link",
    "verified": "verified",
    "disagreed": "somebody disagrees",
    "come-or-go": "arrives or leaves, now",
    "edit": "edit",
    "remove": "remove",
    "history": "history",
    "answer": "answer it",
    "change": "change it",
    "amend": "amend",
}
IN_HAND = "{ref}: {said}"
ONCE_LEFT = "esc, then {keys}"
NOTHING_IN_HAND = "↑ ↓ choose · ← agenda · → for the chair"
IN_AGENDA = "In the agenda: ↑ ↓ bring an item into view · → or enter back to the item"
IN_PANEL = "For the chair: ↑ ↓ move · enter goes to what needs sorting out · ← or esc back to the item"
IN_PANEL_ONLY = "For the chair: ↑ ↓ move · ← or esc back to the item"

# ---- one word about a record
NO_ACTION_FROM = "Select a need, a risk, a decision or something said, then press t."
ONLY_ACTIONS = "Select an action first, with ↑ and ↓."
ONLY_NAMED = "Select an action, or something said, first."
ONLY_LINKED = "Select an action, a need, a risk or something said first."
ONLY_REPORTED = "Select something reported (H) first: only that can be verified."
TURNED = "a: {text} for {ref}"
TURNED_UNLINKED = "a: {text}"
WHAT_IS_DONE = "What is done about {ref}: {text}"
WHO_DOES = "Who does {ref}? Type a name, then enter."
WHO_SAID = "Who said {ref}? Type a name, then enter."
DOES = "{who} does {ref}"
SAID = "{who} said {ref}"
BY_WHEN = "By when is {ref} done? Type a date: fri, 27 nov, in 2 weeks."
BY = "{ref} by {day}"
FOR_WHAT = "What is {ref} for? Type a reference: R1, N2."
WHICH_ACTION = "Which action is for {ref}? Type its reference: A1."
NEEDS_ADDRESSED = "An action can't be for {ref}. Type the reference of a need, a risk or something said: R1."
NEEDS_ACTION = "{ref} is not an action. Type an action's reference: A1."
LINKED = "{action} for {what}"
WHO_VERIFIED = "Who verified {ref}, or how? It becomes a fact. Type a name or a few words, then enter."
VERIFIED = "{ref} is a fact, verified: {who}"
DISAGREED = "disagreed: {ref} @"
WHO_DISAGREED = "Who does not agree with {ref}, and what do they say? {text}"
NO_DECISION = "There is no decision yet that somebody could disagree with. d begins one."
NOT_IN_PART_TWO = "In part two, press enter on the decision and fill in who did not agree."
SAVED = "{ref} saved ✓"

NOT_HERE = "{name} is not here."
ALREADY_HERE = "{name} is here already."

# ---- arrivals and departures
WHO_COMES = "Who arrives or leaves? Type a name, with a time if it is not now: Sam 14:10."
NOT_INVITED = "Nobody of that name is invited. Press P to add them."
NOT_IN_THIS_PART = "Nobody of that name is in this part. Type the whole name of somebody who joins it."
NOT_SETTLED = "That does not settle it. S lists what waits, once this part is over."
SEVERAL = "Several have that name: choose one."
ARRIVED = "{name} arrived {clock}"
WAITS = "{name} is here, and waits for part two"
IS_HERE = "{name} is here"
LEFT = "{name} left {clock}"
BACK = "{name} is back"
TAKES_BACK = "{said} ✓  u takes it back."
ARRIVED_SHORT = "arrived {clock}"
LEFT_SHORT = "left {clock}"
VERIFIED_SHORT = "verified: {who}"

# ---- the clock
ENDS = "ends {clock}"
ENDS_LATE = "ends {clock}, {minutes} min late"
ENDS_EARLY = "ends {clock}, {minutes} min early"
PAUSED = "PAUSED"
PAUSE = "The clock is paused. z starts it again."
GO_ON = "The clock is running again."
CLOSED_CLOCK = "This meeting is closed: its clock has stopped."
ITEM_TIME = " · {spent} of {planned} min"
ITEM_OVER = " · {spent} of {planned} min, over"
ITEM_OVER_SHORT = " · over"
A_LOOK = " · clock on item {number}"
LOOKING = "Just looking: press {key} to start this item."
BEGUN = "Item {number} has started: its time is running."
RUNNING = "The clock already runs on item {number}. ] looks at the next."
RUNNING_LATER = "Item {number} has started: its time runs from the day of the meeting, or once somebody is here."

# ---- who has been heard
HEARD = "Who has spoken on this item"
HEARD_ALL = "✓ {names}"
HEARD_NOT = "not yet: {names}"

# ---- the two parts
TURN_BACK = "Go back to part one? All of it is shown again: make sure the family can't see it. Enter, or esc."
IN_PART_TWO = "Part two. Only what the family may see is on the screen. F goes back."
IN_PART_ONE = "Part one. Everything is on the screen."
TO_PART_ONE = "Part 1"
WHAT_IS_DUE = "What is due"
PART_TWO = "part 2: the family is here"
PART_TWO_SHORT = "part 2, family"
NOT_NOW = "Not while the family is here. F goes back to part one."
NOT_NOW_MINUTES = "Minutes are not shown while the family is here. In the meeting, F goes back to part one."
SAID_BEFORE = "This was said in part one, and can only be changed there. F goes back to it."
NO_LINKS_NOW = "Links are made in part one, where records have numbers. F goes back to it."
ANSWERED_BEFORE = "This was answered in part one. F goes back to it."
UNDO_HIDDEN = "Your last change was in part one. F goes back to it, then u undoes it."
UNDO_IN_MEETING = "While the family is here, go back to the meeting and undo it there with u."
NOT_FOR_FAMILY = "Somebody has changed this. F goes back to part one to see how."
NOT_STARTED = "Nothing changed."

# ---- a text editor
NO_EDITOR = "No text editor is set. Set EDITOR to the name of yours, and open the program again."
EDITOR_FAILED = "{editor} did not work ({reason}). Nothing is lost: the line is as it was."
NO_SUSPEND = "This terminal can't open another program. Nothing is lost: the line is as it was."
EDITED = "From your editor. Enter files it."
