"""Messages about what a relative is given."""

NO_SUCH_RELATIVE = "no relative is called “{name}”. Those recorded: {known}."
SEVERAL = "several relatives fit “{name}”: {known}. Give more of the name, or the reference."
GIVEN_NOTHING = "given nothing"
IS_GIVEN_NOTHING = "{name} is given nothing"
MAY_BE_KEPT_OUT = "{name} may be {other}, who is given nothing (if not, give both their whole names)"


def with_why(text: str, why: str) -> str:
    """Words and, after a colon, their reason where there is one."""
    return f"{text}: {why}" if why else text


NOT_READY = {
    "nobody": "nobody is recorded as a relative.",
    "given nothing": "{why}.",
    "not released": "nothing is released for {name} yet.",
    "changed": "new or changed since the copy for {name} was released: {refs}.",
    "no heading": "the heading of the copy for {name} is held back.",
    "nothing": "the decision not to convene is held back from {name}, so there is nothing to give.",
    "released": "",
}
"""Why a relative gets no copy yet, by where the copy stands."""
BY_COMMAND = {
    "nobody": 'Say who: chairtui release {meeting} --relative "Dawn, sister of Ava" (your names).',
    "given nothing": "To change that: chairtui set {meeting} {ref}.given-nothing=no.",
    "not released": "Look through what they are given: chairtui release {meeting} --for “{name}”.",
    "changed": "Decide again: chairtui release {meeting} --for “{name}”.",
    "no heading": "Share it first: chairtui release {meeting} --share heading.",
    "nothing": "",
    "released": "",
}
"""What to do about it from the command line."""
BY_KEY = {
    "nobody": "r, then n, records one.",
    "given nothing": "r, then e, changes that.",
    "not released": "r shows what they are given.",
    "changed": "r shows what they are given, to decide again.",
    "no heading": "r shows what they are given; put the heading in there with i.",
    "nothing": "r shows what they are given.",
    "released": "",
}
"""What to do about it on the pages of the minutes and their copies."""
NO_RELATIVES = f"{NOT_READY['nobody']} {BY_COMMAND['nobody']}"


def not_ready(standing: str, name: str, meeting: str, refs: str, *, on_screen: bool, why: str, ref: str) -> str:
    """Why a relative gets no copy yet and what to do, "" where they do. `why` somebody is given nothing; `ref` is
    theirs."""
    remedy = (BY_KEY if on_screen else BY_COMMAND)[standing]
    text = f"{NOT_READY[standing]} {remedy}".strip()
    text = text.format(name=name, meeting=meeting, refs=refs, why=why, ref=ref)
    return text[:1].upper() + text[1:] if on_screen else text


LOCKED = "{ref} is kept from this relative: {why}. Take that off first, if it may be given after all."
BOTH = "{ref} can't both go in and be held back. Say one of them."
NOTHING_DECIDED = "nothing is decided. Give --share, --hold or --done."
NO_SUCH_LINE = "there is no line {ref} to decide about."
BAD_RELATIVE = "give a name and what they are to whom, such as “Dawn, sister of Ava and Ben”."
MEANT_NOTHING = (
    "“{words}” may mean that {name} is to be given nothing. If so, end with “given nothing: ” and why. If not, leave "
    "it out."
)
ALREADY_RELATIVE = "{name} is recorded as a relative already ({ref})."
NOT_CONCERNED = "nobody concerned is called “{name}”. Those concerned: {known}."

BAD_CONCERNED = "give a name and an age, such as “Ava, 9” or “Ava, 41”."
WHICH_RELATIVE = "several relatives are recorded: {known}. Say which: --for NAME."
SOMEBODY_ELSE = "somebody else has decided about {name}'s copy meanwhile. Look at it again, then decide."
IS_RELEASED = "Released to {name}: chairtui export {meeting} --for family --person “{name}” --to docx -o FILE"
RELEASED = "released"
GIVEN = "What {name} is given: {state}"
LINES_HEAD = ("REF", "PLACE", "TEXT", "WHY", "DECIDED BY")
REASON_NEEDS_HOLD = "--reason says why lines are held back. Give --hold with it."
RELATIVE_ALONE = "--relative records somebody and decides nothing. Give it alone."
HELP_RELATIVE = (
    "record a relative, as “Dawn, sister of Ava and Ben”, or as “Mick, brother, given nothing: why”; also after closing"
)
HELP_FOR = "the relative, by name or reference; not needed where there is one"
HELP_SHARE = "lines that go in, by reference, question id, `heading` or `aim`"
ABOUT_LISTS = "--about lists the lines about one person. Decide by their references, without it."
HELP_ABOUT = "leave out what is about other children, young people or adults the meeting concerns"
NOBODY_CONCERNED = "nobody is recorded as concerned. Say who: chairtui record {meeting} “concerns: {name}, AGE”"
HELP_HOLD = "lines that are held back"
HELP_REASON = "why they are held back"
HELP_DONE = "release it: the rest goes where it is proposed, and what is undecided is held back"
NAME_ONE = "several relatives are recorded: {known}. Say whose copy: --person NAME."
NEVER_A_PROFESSIONALS = "{name} is a relative, and never gets a professional's copy."
IN_NO_PART = (
    "nobody has said which part of the meeting {name} was in, so they get no copy. Say which: "
    "chairtui set {meeting} {ref}.parts=1 (or 2, or 1,2)."
)
NOT_A_RELATIVES_HERE = "{name} is no relative: this is a copy for a relative. Choose the relative's own line."
NOT_A_RELATIVES = "{name} is no relative. Record them as one first: chairtui release {meeting} --relative “{name}, …”."

KEPT_FROM = "kept from this relative"
NOT_FOR = "not for {names}"
NOT_FOR_ANY = "not for any relative"
KEPT_FROM_A_NAMESAKE = "kept from a relative of the same name"
ONLY = "only for {agencies}"
CHANGED = "changed since it was decided"
BY_THE_FORMAT = "as the format proposes"
HOW_IT_CAME_ABOUT = "how the meeting came about"
A_NO = "a no, with its reason"
BEFORE_THEY_JOINED = "said before they joined"
AFTER_THEY_LEFT = "said after they left"
CHANGED_AFTER_THEY_LEFT = "changed after they left"
FOR_WHAT_IS_KEPT = "for something that is kept from them"
NOT_THERE = "wasn't there"
ABOUT_OTHERS = "about somebody else"
ANOTHER_RELATIVE = "names another relative"
IMMEDIATE = "immediate risk"
NOT_TO_BE_TOLD = "the meeting decided not to tell them"
NOBODY_ASKS = "no question asks whether they are told"
OTHERS_OF_THE_FAMILY_THERE = "said while others of the family were there"
SPEAKS_OF_FAMILY = "may be about another of the family"
TELLS_OF_AN_INQUIRY = "may tell of a referral or an inquiry"
INQUIRIES = (
    "refer", "referral", "referrals", "referred", "referring", "inquiry", "inquiries", "enquiry", "enquiries",
    "investigate", "investigated", "investigation", "investigations", "strategy discussion", "strategy discussions",
    "strategy meeting", "interagency referral discussion", "ird", "section 47", "s47", "s 47", "section 42", "s42",
    "s 42", "child protection", "adult protection", "adult support and protection", "asp", "safeguarding", "mash",
    "marac", "mappa", "lado", "police", "arrest", "arrested", "prosecution", "procurator fiscal", "court",
    "care proceedings", "plo", "legal advice", "legal planning", "legal gateway", "emergency protection",
    "case conference", "protection order", "reporter", "scra", "999", "covert", "surveillance",
)  # fmt: skip
"""Words of what its reader may not know of: a line with them never goes in by proposal."""
SPEAKS_OF_READER = "may be about this reader"
RELATED = (
    ("mother", "mum", "mummy", "mam", "mom", "mums", "mothers"),
    ("father", "dad", "daddy", "dads", "fathers"),
    ("stepmother", "stepmum"),
    ("stepfather", "stepdad"),
    ("grandmother", "gran", "granny", "nan", "nana", "grandma"),
    ("grandfather", "grandad", "granddad", "grandpa"),
    ("grandparents", "grandparent"),
    ("parents", "parent"),
    ("aunt", "auntie", "aunty"),
    ("uncle",),
    ("sister", "brother", "sibling", "siblings"),
    ("husband", "wife", "partner", "boyfriend", "girlfriend", "ex"),
    ("son", "daughter", "cousin", "niece", "nephew"),
)
"""What people call one another's family: a line with such a word, other than the reader's own, is asked about."""

STILL_TO_DECIDE = "still to decide"
HELD_BACK = "held back"
ANOTHER_PART = "said in the part they were not in"
KEPT_REASON = "{count} {why}"
KEPT_BACK = ("1 line kept from them: {reasons}", "{count} lines kept from them: {reasons}")

CHAIRED = "chaired by {name}"
BECAUSE = "because {text}"
BY = "by {day}"
AND = " and "
ONESELF = {"child": "the child", "young person": "the young person", "adult": "the adult"}
NATURES = {
    "fact": "Fact",
    "opinion": "Opinion",
    "reported": "Reported, unverified",
    "views": "Own views",
    "question": "Question left open",
    "document": "Document",
}
NATURES_IN_LETTER = {
    "fact": "What is known",
    "opinion": "What somebody thinks",
    "reported": "What somebody was told (not checked)",
    "views": "What you said",
    "question": "Still an open question",
    "document": "A paper that was looked at",
}
"""What kind of thing was said, in words to a relative; `views` for the person whose views they are."""
VIEWS_OF = {
    "child": "What the child said",
    "young person": "What the young person said",
    "adult": "What the adult said",
}
VIEWS_YOU_TOLD = {
    "child": "What you said about the child's views",
    "young person": "What you said about the young person's views",
    "adult": "What you said about the adult's views",
}
VIEWS_OF_SOMEBODY_YOU_TOLD = "What you said about somebody's views"
AS_TOLD_BY_ANOTHER = "{views}, as told by somebody else"
"""Views that somebody else passed on; a relative's copy doesn't name who told what."""
YOU_SAID = "What you said"
VIEWS_OF_SOMEBODY = "What somebody said about themselves"
WISHES_OF = "What {name} wants and feels"
WISHES_OF_SOMEBODY = "What was said about wishes and feelings"
"""Where the meeting concerns several people, and nobody said whose views or wishes these are."""

# ---- the page

PAGE = "What {name} is given"
PAGE_NOBODY = "What relatives are given"
NOBODY = "Nobody is recorded as a relative. Press n and type a name and what they are to whom: Dawn, sister of Ava."
ADD = "Dawn, sister of Ava and Ben"
ADDED = "{ref} {name} saved."
APART = " · "
OF_SEVERAL = "{number} of {all}"
COUNTED: dict[str, tuple[str, str]] = {
    "decide": ("1 to decide", "{count} to decide"),
    "goes in": ("1 goes in", "{count} go in"),
    "held back": ("1 held back", "{count} held back"),
}
PLACES = {"decide": "To decide", "goes in": "Goes in", "held back": "Held back"}
SECTION = "{place} ({count})"
STANDS = {
    "nobody": "",
    "given nothing": "{why}. e opens their form, to change that.",
    "not released": "Not released: {name} gets nothing yet. i puts a line in, h holds it back, r releases the copy.",
    "changed": "Lines are new or changed since the copy was released. Until you release it again, {name} gets nothing.",
    "no heading": "The heading is held back, so there is no copy. Select it and press i.",
    "nothing": "The decision not to convene is held back, so {name} gets nothing.",
    "released": "Released by {by} on {day}: {name} may have this copy now.",
}
PROPOSED = "proposed"
DECIDED_BY = "chosen by {by}"
ANSWER = "answer"
"""Stands for the reference of an answer, which has none."""
KEPT_BY_MARK = "marked as not for them"
MARK_FIRST = "{ref} is marked as not for them: {why}. Take that off first, if they may have it after all."
MOVED = {"goes in": "{ref} goes in.", "held back": "{ref} is held back.", "decide": ""}
NO_LINE = "Select a line first."
LOOK_AGAIN = "Somebody has changed the meeting. Look again, then decide."
ASK_WHY = "Why is {ref} held back? Enter records it, escape cancels."
SURE = "Release this copy to {name}? Lines in it: {goes_in}. {left}Press r again to release. Any other key leaves it."
SURE_LEFT = "Lines still to decide, which are then held back: {decide}. "
NOT_SURE = "Not released."
RELEASED_NOW = "Released to {name}. The copy can be sent: go back, and open the copies of the minutes."

# ---- starting part two

PART_TWO = "Starting part two"
START_PART_TWO = "Start"
SHOW, HIDE = "Show", "Hide"
SCREEN_PLACES = {
    "decide": "To decide: off the screen for now",
    "goes in": "On the screen",
    "held back": "Off the screen",
}
SCREEN_COUNTED = {**COUNTED, "goes in": ("1 on the screen", "{count} on the screen")}
SCREEN_LEAD = (
    "Tick with space who is in the room for part two, then press enter. Part one goes off the screen, except for lines "
    "you keep on it with i: those who come in get these in their copies too. What is restricted is never on it."
)
SCREEN_NOBODY = (
    "Tick with space who is in the room for part two, then press enter. Part one goes off the screen. To keep some of "
    "it on, press n first and type who comes in: Dawn, sister of Ava."
)
WHO_JOINS = "Who comes in"
WHO_STAYS = "Which professionals stay"
FOR_PART_TWO = "Here for part two alone: {who}."
NOT_MARKED = "not marked present"
LEFT = "left {clock}"
TICKED = "[x]"
UNTICKED = "[ ]"
ADD_SOMEBODY = "Add person"
ASK_WHO_JOINS = "A name, a comma and who they are. Enter adds them to those who come in, escape cancels."
TICK_WHO_JOINS = "Tick who comes in: select them with ↑ and ↓ and press space. n adds somebody."
NAME_WHO_JOINS = "tick who joins: chairtui part {meeting} 2 --joins NAME. Nobody is proposed."
MARK_SOMEBODY = "Mark somebody who joins or stays first."
HELP_PART = "2 starts part two, 1 goes back to part one; without it, who is in part two, or proposed to be"
HELP_STAYS = "who of the professionals stays, by name or reference, or none (without it: whoever is here)"
HELP_JOINS = "which relatives join, by name or reference (without it: as listed)"
WRONG_PART = "{part} is no part of a meeting. Give 1 or 2."
WHO_IN_PART_TWO = "--stays and --joins say who is in part two. Give 2 with them."
PART_CHANGED = "somebody changed the attendance meanwhile. Look at it again: chairtui part {meeting}."
MAY_NOT_JOIN = "{why}, and so doesn't join part two."
MAY_NOT_STAY = "“{name}” is nobody who may stay for part two. Those of part one: {known}."
NOBODY_HERE = "nobody"
IN_PART_ONE = "Part one. Part two would start with those who are ticked: chairtui part {meeting} 2"
IN_PART_TWO = "Part two, with those who are ticked."
PART_HEAD = ("WHO", "IN", "REF", "NAME", "ROLE")

# ---- the letter

TITLE = "What we talked about: {subject}"
TITLE_ONESELF = "What we talked about at the meeting about you"
PRIVATE = {
    "child": "This is for you. It is private. Keep it somewhere safe.",
    "young person": "This is for you. It is private. Keep it somewhere safe.",
    "adult": "Confidential. This copy is for you. Please keep it safe.",
}
WHEN = "When"
WHERE = "Where"
CHAIR = "Who led the meeting"
NOT_FINAL = "This is not final yet, and may still change."
AIM = "What the meeting was for"
WHY = "Why"
CORRECTED = "Corrected on {day}"
AWAY = {"apologies": "could not come", "absent": "was not there", "invited": "was invited"}
TO_READER = {
    "who-informs-family": ("Who tells you what came of the meeting", "Who tells you what came of the meeting"),
    "who-informs-child": ("Who tells the {person} what came of it", "Who tells you what came of the meeting"),
    "who-informs-adult": ("Who tells the adult what came of it", "Who tells you what came of the meeting"),
    "parents-told-by": ("Who talks to you about it", "Who talks to your parents about it"),
    "parents-told-when": ("When they talk to you", "When they talk to your parents"),
    "family-told": ("Whether you are told what came of the meeting", "Whether you are told what came of the meeting"),
    "family-told-by": ("Who talks to you about it", "Who talks to you about it"),
    "family-told-when": ("When they talk to you", "When they talk to you"),
    "family-told-how": ("How they tell you", "How they tell you"),
    "raised-with-family": ("How it is talked over with you", "How it is talked over with your family"),
    "record-to-family": ("Whether you get a record of the meeting", "Whether you get a record of the meeting"),
    "record-to-family-how": ("How you get it", "How you get it"),
    "shared-with-parents": ("Whether you are told what was decided", "Whether your parents are told what was decided"),
    "wishes-and-feelings": ("What the {person} wants and feels", "What you want and how you feel"),
    "review-date": ("When everybody looks at this again", "When everybody looks at this again"),
    "lead-practitioner": ("Who you can turn to: the Lead Practitioner", "Who you can turn to: the Lead Practitioner"),
    "planning-forum": ("Where this is taken next", "Where this is taken next"),
    "planning-forum-by": ("Who takes it there", "Who takes it there"),
    "plan-coordinated": ("How the plan is kept together until then", "How the plan is kept together until then"),
    "confidentiality-read": ("Whether all were asked to keep it private", "Whether all were asked to keep it private"),
    "remote-confidential": ("Whether nobody else could listen in", "Whether nobody else could listen in"),
    "power-attended-to": ("Whether everybody was listened to", "Whether everybody was listened to"),
    "existing-plan": ("Whether we looked at the plan from before", "Whether we looked at the plan from before"),
    "actions-realistic": ("Whether all can do what they said", "Whether all can do what they said"),
    "no-actions": ("Why there is nothing more to do", "Why there is nothing more to do"),
    "family-meeting": ("Whether there is a family meeting", "Whether there is a family meeting"),
    "family-group-conference": (
        "Whether there is a Family Group Conference",
        "Whether there is a Family Group Conference",
    ),
    "record-sent-how": ("How the notes are sent, and to whom", "How the notes are sent, and to whom"),
    "record-kept-where": ("Where the notes are kept, and by whom", "Where the notes are kept, and by whom"),
    "takes-away": ("What one of us learnt from this", "What one of us learnt from this"),
    "organisations-hear": ("What our organisations should learn", "What our organisations should learn"),
    "success": ("What we are glad about", "What we are glad about"),
    "main-learning": ("What we learnt", "What we learnt"),
    "shared-how": ("How others learn from this", "How others learn from this"),
    "shared-by": ("Who tells them about it", "Who tells them about it"),
    "culture-considered": (
        "What was said about culture, discrimination and racism",
        "What was said about culture, discrimination and racism",
    ),
}
"""What a question is called to a relative and to the person themself, by its id, in formats stored without that."""
NOT_ABOUT_TALKING = frozenset({"planning-forum-by", "shared-by"})
"""Questions of those formats whose answer is a person, who does something else than talk to the reader."""
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
