"""What is said about what a relative is given."""

NO_RELATIVES = (
    "nobody is recorded as a relative. Say who: "
    'chairtui release {meeting} --relative "Dawn, mother of Ava" (your names).'
)
NO_SUCH_RELATIVE = "no relative is called “{name}”. Those recorded: {known}."
SEVERAL = "several relatives answer to “{name}”: {known}. Give more of the name, or the reference."
NOT_RELEASED = (
    "nothing is released for {name} yet. Look through what they are given: chairtui release {meeting} --for “{name}”."
)
DECIDE_AGAIN = (
    "{refs} is new or was changed since the copy for {name} was released. Decide again: "
    "chairtui release {meeting} --for “{name}”."
)
HEAD_HELD = (
    "the heading of the copy for {name} is held back. Share it first: chairtui release {meeting} --share heading."
)
NOTHING_TO_GIVE = "the decision not to convene is held back from {name}, so there is nothing to give."
LOCKED = "{ref} is kept from this relative: {why}. Take that off first, if it may be given after all."
BOTH = "{ref} can't both go in and be held back. Say one of them."
NOTHING_DECIDED = "nothing is decided. Give --share, --hold or --done."
NO_SUCH_LINE = "there is no line {ref} to decide about."
BAD_RELATIVE = "give a name and what they are to whom, such as “Dawn, mother of Ava and Ben”."
ALREADY_RELATIVE = "{name} is recorded as a relative already ({ref})."
NOT_CONCERNED = "nobody concerned is called “{name}”. Those concerned: {known}."

BAD_CONCERNED = "give a name and an age, such as “Ava, 9”."
WHICH_RELATIVE = "several relatives are recorded: {known}. Say which: --for NAME."
SOMEBODY_ELSE = "somebody else has decided about {name}'s copy meanwhile. Look at it again, then decide."
IS_RELEASED = "Released to {name}: chairtui export {meeting} --for family --person “{name}” --to docx -o FILE"
RELEASED = "released"
GIVEN = "What {name} is given: {state}"
LINES_HEAD = ("REF", "PLACE", "TEXT", "WHY", "DECIDED BY")
REASON_NEEDS_HOLD = "--reason says why lines are held back. Give --hold with it."
RELATIVE_ALONE = "--relative records somebody and decides nothing. Give it alone."
HELP_RELATIVE = "record a relative, as “Dawn, mother of Ava and Ben”; also after the meeting closed"
HELP_FOR = "the relative, by name or reference; not needed where there is one"
HELP_SHARE = "lines that go in, by reference, question id, `heading` or `aim`"
HELP_HOLD = "lines that are held back"
HELP_REASON = "why they are held back"
HELP_DONE = "release it: the rest goes where it is proposed, and what is undecided is held back"
NAME_ONE = "several relatives are recorded: {known}. Say whose copy: --person NAME."
NEVER_A_PROFESSIONALS = "{name} is a relative, and never gets a professional's copy."
NOT_A_RELATIVES = "{name} is no relative. Record them as one first: chairtui release {meeting} --relative “{name}, …”."
LEFT_UNWRITTEN = "no copy for {name}: {why}"

KEPT_FROM = "kept from this relative"
ONLY = "only for {agencies}"
CHANGED = "changed since it was decided"
HOW_IT_CAME_ABOUT = "how the meeting came about"
A_NO = "a no, with its reason"
BEFORE_THEY_JOINED = "said before the family joined"
NOT_THERE = "wasn't there"
ABOUT_OTHERS = "about somebody else"
ANOTHER_RELATIVE = "names another relative"
IMMEDIATE = "immediate risk"

CHAIRED = "chaired by {name}"
BECAUSE = "because {text}"
BY = "by {day}"
AND = " and "
NATURES = {
    "fact": "Fact",
    "opinion": "Opinion",
    "reported": "Reported, unverified",
    "views": "Own views",
    "question": "Question left open",
    "document": "Document",
}

# ---- the letter

TITLE = "What was talked about for {subject}"
MEETING = "Meeting"
ACTIONS = "What happens next"
OWNER = "Who does it"
DEADLINE = "By"
MEASURE = "How we will know it worked"
DECISIONS = "What was decided"
TOLD = "Who talks to you, and when"
THEMES = {
    "strength": "What is going well",
    "need": "What would help",
    "risk": "What people are worried about",
}
NOTES = "What was said"
ASKED = "What was asked"
PRESENT = "Who was there"

STATUTORY_BODIES = (
    "police", "NHS", "health board", "health visiting", "hospital", "GP", "GP practice", "surgery", "ambulance",
    "council", "county council", "city council", "borough", "local authority", "social work", "social care",
    "social services", "children's services", "education", "school", "academy", "nursery school", "college",
    "health and social care partnership", "HSCP", "integrated care board", "ICB", "fire", "probation",
    "youth justice", "SCRA", "children's reporter", "crown office", "COPFS", "procurator fiscal",
)  # fmt: skip
"""Words by which an agency's name says that it is a statutory one, beside those that a format gives."""
