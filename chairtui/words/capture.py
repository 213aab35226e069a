"""Messages of the capture line: what it will become, what is missing, and why it can't be read."""

from chairtui.words.kinds import BEGIN_WITH, KINDS

STARTS: dict[str, str] = {
    **{start: kind for kind, called in KINDS.items() for start in called.starts},
    "present": "present",
    "apologies": "apologies",
    "absent": "absent",
    "invite": "invited",
    "invited": "invited",
    "concerns": "concerned",
    "relative": "relative",
    "disagreed": "dissent",
    "disagrees": "dissent",
    "objection": "dissent",
    "dissent": "dissent",
    "!": "immediate",
    "immediate": "immediate",
    "immediate risk": "immediate",
}
"""What a line may begin with, before its colon, and what it then becomes."""

LABELS = {
    **{kind: called.one.upper() for kind, called in KINDS.items()},
    "present": "PRESENT",
    "apologies": "APOLOGIES",
    "absent": "ABSENT",
    "invited": "INVITED",
    "concerned": "CONCERNS",
    "relative": "RELATIVE",
    "dissent": "DID NOT AGREE",
    "immediate": "IMMEDIATE RISK",
}

_AUXILIARIES = "am is are was were be been has have had do does did will would can could may might must shall should to"
_VERBS = (
    "says said tells told thinks think thought feels felt feel wants wanted want needs need gets got knows knew",
    "goes went came comes saw sees heard hears rang rings met meets took takes gave gives made makes found finds",
    "left leaves kept keeps lost spoke speaks wrote writes brought brings hit hits sent sends lives seems looks",
    "asks denies agrees disagrees agree disagree visits holds held chairs leads works stays puts",
    "isn't wasn't hasn't hadn't doesn't didn't won't can't couldn't wouldn't shouldn't also never still only who",
)
AUXILIARIES = frozenset(_AUXILIARIES.split())
"""Small words that a sentence goes on with after its subject: amid a line, never the second word of a name."""
VERBS = AUXILIARIES | frozenset(" ".join(_VERBS).split())
"""Words that make a name at the start of a line the subject of its sentence ("@ada says he was out")."""

_TIES = (
    "for every each all since from of about the a an last past over after before until till between and or to than at "
    "by with into per within half quarter early late mid around beginning start middle end week weeks month months day",
    "is are was were says said",
    "days one two three four five six seven eight nine ten eleven twelve dozen first second third next this that",
)
TIES = frozenset(" ".join(_TIES).split())
"""Words before a date that make it part of the sentence: "about friday", "twice a day for 10 days"."""

# What it will become
SOURCE = "source {who}"
FIELD = "{word}: {text}"
NO_SOURCE = "no source"
SAID_BY = "said by {who}"
SAID_BY_NOBODY = "not yet known who said it"
BY_NATURE = {
    "fact": SAID_BY,
    "opinion": SAID_BY,
    "reported": "by {who}",
    "views": "as told by {who}",
    "question": "asked by {who}",
    "document": "brought by {who}",
}
OWNER = "{who}"
WITH = "with {who}"
AND = " and "
NO_OWNER = "no owner yet"
DEADLINE = "by {date}, {days}"
TODAY = "today"
ONE_DAY = "1 day"
DAYS = "{count} days"
NO_DEADLINE = "no deadline yet"
MISPLACED_DEADLINE = 'no deadline yet: put "{words}" at the end'
MEASURE = "measure: {measure}"
NO_MEASURE = "no measure yet"
ADDRESSES = "for {refs}"
FAMILY_BY = "family told by {who}"
FAMILY_NOT = "family not told: {why}"
REASON = "reason: {reason}"
NO_REASON = "no reason yet"
RAISED_BY = "raised by {who}"
DECIDED = "decided: {decided}"
NOT_DECIDED = "nothing decided yet"
RESTRICTED = "restricted"
WORD_FOR_WORD = "word for word"
DAY_SAID = '"{words}" is {date}'
STATUS = "{status}: {reason}"
WAS = "was {ref}"
IN_ITEM = "to item {number}, {title}"
SPLIT = "in two"
JOINED = "with {ref}"
TAKEN_OUT = "taken out"
CHANGES = "changes {ref}"
NEW_BUT_LIKE = "somebody new (if it is {name}, type {start}: {ref})"
DISSENT_BY = "{who} on {ref}"

# Why it can't be taken
NO_START = 'Nobody can tell what "{words}" is. ' + BEGIN_WITH
UNKNOWN_START = '"{words}:" is not how a line begins here. ' + BEGIN_WITH
EMPTY = 'There are no words after "{start}" yet: type what was said.'
TOO_LONG = "That is more than {longest} characters: paste it as several lines, one for each thing said."
UNREADABLE = "There are characters in it that can't be saved: type those words again."
WHO_REPORTED = "Say who reported it: add @ and a name at the end."
TWO_SOURCES = "One person is named at the start and another at the end: say which of them said it."
TWO_OWNERS = "Two people are named in two places: say which of them leads it."
VAGUE_DEADLINE = '"{words}" is not a deadline: give a date, such as fri, 27 nov or in 2 weeks.'
LEFT_OVER = "“{words}” is no part of a date, and doesn't change what {ref} says: type the date alone."
WHICH_DEADLINE = '"{words}" does not say which day: give the deadline, or ? for none yet.'
MAY_BE_DEADLINE = 'Is "{words}" the deadline ({date}), or part of the words? 1 the deadline, 2 the words.'
THE_DEADLINE = "the deadline, {date}"
PART_OF_WORDS = "part of the words, no deadline yet"
TWO_DEADLINES = "There are two deadlines, {first} and {second}: keep one, or make it two actions."
PASSED = "{date} is before the meeting ({on}): give a later date."
NO_SUCH_REF = "There is no {ref} in this meeting: check the reference."
NOT_AN_ACTION = "{ref} is an action: name the needs or risks that this one is for, such as for R1."
REMOVED_REF = "{ref} was removed: name another, or leave it out."
NOTHING_AFTER = 'There is nothing after "{word}": say it, or take "{word}" out.'
WHY_RESTRICTED = "Say why it is kept from the family: !restricted and the reason."
MEANT_RESTRICTED = '"{words}" is not known: did you mean !restricted and the reason? If not, take the ! away.'
UNKNOWN_MARK = (
    '"{words}" is no mark. Marks are !restricted why, !not Mick why and !only police why, at the end. If it is '
    "meant as words, take the ! away."
)
RESERVED = '"{words}" is no mark that can be read here: take it away, or put it last, as in !not Mick why.'
MARK_LAST = '"{words}" goes last, with its reason: put who and when before it.'
MARK_WHY = '"{words}" needs its reason: say why after the name.'
NOT_A_RELATIVE = '"{words}": no relative of that name is recorded yet. Say who they are, such as: Mick, brother of Ava.'
WHICH_RELATIVE = (
    '"{words}": no relative of that name is recorded, or several are. Say which: {relatives}. Or who somebody new is, '
    "such as: Mick, brother of Ava."
)
BEFORE_RELATION = frozenset({"the", "his", "her", "their", "my", "our"})
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "his", "her", "their", "the", "this", "that"})
WHICH_AGENCY = '"{agency}" is not the whole name of an agency here. Say which: {agencies}, or statutory.'
NO_SUCH_AGENCY = 'Nobody invited is from "{agency}". Name an agency as it is in the attendance, or statutory.'
ONLY_ONCE = "Say !only once, with all its agencies."
NOT_CONCERNED = '"{words}" is nobody the meeting is about, or fits several. To record one: concerns: name, age.'
MARK_APART = '"{words}" goes with the words of {ref}: type {ref}, its words, and the mark last.'
ONLY_DIFFERS = "What it is made from is for {agencies} only: name the same agencies, or leave !only out."
ONLY_THE_REASON = "Who attends can't be kept from anybody, only why: Name, role, agency, reason, and then the mark."
MEANT_MARK = '"{words}" is no mark that can be read: !restricted why, !not Mick why or !only police why, at the end.'
MARKED_AS = "marked as {ref} is"
MARKED_TOO = "{refs} marked the same"
ONLY_WIDENS = "{ref} is for {agencies} only, and a correction can't give it to others. Change who reads it in its form."
KEPT_APART = "{ref} and {other} are for different agencies. Leave them apart."
ABOUT = "about {names}"
KEPT_FROM = "kept from {name}"
ONLY_FOR = "only for {agencies}"
READ_BY = "read by {names}"
THE_CHAIR = "the chair"
FAMILY_WHY_NOT = "Say why not: family: no, and the reason."
NO_DECISION = "Say which decision: disagreed: D2 @who and what they said."
NOT_A_DECISION = "{ref} is not a decision: disagreed: D2 @who and what they said."
WHO_DISSENTS = "Say who disagreed: disagreed: {ref} @who and what they said."
WHO_RAISED = "Say who raised it: add @ and a name at the end."
NO_NAME = "Say who: {start}: Name, role, agency."
NOT_YET_INVITED = "{name} is not in the attendance yet. Type {start}: {name}, and their role and agency."
NOBODYS_NAME = '"{words}" is not one person: give each person a line of their own, {start}: Name, role, agency.'
NAME_TOO_LONG = "A name has at most 200 characters. Part name, role and agency with commas."
SAME_NAME = "There is a {name} already: this is {choices}."
SOMEBODY_NEW = "somebody new"
OR = " or "
NO_RESTRICTED_HERE = (
    "Who a meeting concerns, and their relatives, take no marks. For somebody who is given nothing, end the line with "
    "“given nothing: ” and why."
)

HINT = "“{found}”: {instead} ({source})"

# Why a record can't be changed so
NOT_CORRECTED = "{ref} can't be changed from the line: press enter on it."
NOTHING_ABOUT = "Say what about {ref}: new words, or @who, a date, m: measure, f: and the like for another kind."
NOT_THAT_KIND = '"{words}" is not for {ref}: only an action has a date, a measure and what it is for.'
NOT_REPORTED = "{ref} is not something reported (H): only that can be verified."
NO_SUCH_ITEM = 'There is no agenda item "{item}": give a number from 1 to {last}.'
NOT_IN_TEXT = '{ref} can not be split at "{words}": give the words that the second part begins with.'
NOT_ALIKE = "{ref} and {other} are of different kinds: change the kind of one first."
ONLY_AN_ACTION = "{ref} is not an action: only an action is dropped, done or open again."
WHY_DROPPED = "Say why {ref} is dropped: drop: and the reason."

# Settling a line
NO_ANSWER = '"{words}" does not settle {ref}: {waits}'
ANSWER_CHOICE = "type a number from 1 to {count}, or @ and a name."
ANSWERS = {
    "start": "type its letter, such as f or a.",
    "person": "type @ and a name.",
    "source": "type @ and who said it.",
    "date": "type a date, such as fri or 27 nov, or ? for none yet.",
    "reason": "type the reason.",
    "mark": "type the mark that is meant: !restricted, !not or !only.",
}
"""What an unsettled line waits for, by what is missing."""
RECORDED_TOO = "{name} recorded, {relation}"
READABLE_NOW = "{ref} can be read now: type {ref} alone."
MARK_STAYS = (
    "it has a mark, which stays: give the name, the agency or the mark that is meant, or type the whole line with its "
    "mark. If no mark was meant: {ref} remove, and then the line without it."
)
SETTLED_ALREADY = "{ref} is settled already: correct the record that it became."
