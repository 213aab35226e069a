"""Findings of the closing checks, one line each: what is missing and what to do."""

MINUTES_OUT = "Minutes and actions sent to those who attended"
NO_AIM = "The aim of the meeting is not written down. Say in a sentence what has to be settled."
NO_CHAIR = "Nobody is down as chair. Name the chair."
CHAIR_AWAY = "{name} is down as chair and is not at the meeting. Press n on the attendance page to add the chair."
NO_NOTE_TAKER = "Nobody is down as note-taker. Name the note-taker."
CHAIR_TAKES_NOTES = "{name} chairs and takes the notes. Ask somebody else to take them, if anyone can."
NO_CONVENING_AGENCY = "Nobody has said which agency convened the meeting. Name it."
NO_VENUE = "The venue is blank. Say where the meeting is held, or that it is online."
NO_REASON = "No reason for convening is chosen. Choose at least one of the {count}."

STILL_INVITED = "Still “invited”: {who}. For each: present, apologies or absent."
NOBODY_PRESENT = "Nobody is down as present. Mark who is here."
REPORT_UNKNOWN = "Not known whether a report was sent beforehand by {who}. Record it, starting with {ref}."
WHY_UNKNOWN = "No reason for attending is given for {who}. Ask each what they bring, starting with {ref}."
AND_MORE = "{who} and {count} more"

FAMILY_UNKNOWN = "Not known whether the family was told of the meeting. Answer yes, or no with the reason."
FAMILY_NOT_TOLD_WHY = "The family was not told of the meeting, and no reason is given. Answer no with the reason."
DISAGREES = "{ref} {name} does not agree{said}. {route}"
IN_THEIR_WORDS = ": “{why}”"
NOT_AGREED = "Not every agency agrees. {route}"
AGREEMENT_UNKNOWN = (
    "Not known whether {who} were asked to agree, and what they said. Ask, and record each answer or one for all."
)
INVITED_AGENCIES = "the invited agencies"

NO_OWNER = "{ref} has no owner. Name one person, or a named role in an agency, with “@name”."
VAGUE_OWNER = (
    "{ref} is owned by “{name}”, which is nobody in particular. Name one person, or a named role in an agency."
)
NO_DEADLINE = "{ref} has no deadline. Give a date."
EARLY_DEADLINE = "{ref} is due {deadline}, before the meeting on {held}. Give a later date."
CARRIED_PAST = (
    "Carried over, and the date has passed: {refs}. For each: done, dropped and why, or moved to a date after {held}."
)
NO_ACTIONS = "No action is agreed. Add one, or say why none is needed."
NO_DECISIONS = "No decision and no action is recorded. Record them, or say why none was made."
NOT_SPECIFIC = "{ref} says only “{text}”. Say what exactly is to be done, and with whom or about what."
NO_MEASURE = "{ref} has no measure. Say how we will see that it worked; a suggestion will do."
NO_FAMILY_TALK = "{refs}: nobody has said who talks it through with the family. Name somebody, or say why not."
UNANSWERED_NEED = "{ref} has no action. Add one with “for {ref}”, or say why none is needed."
NO_NEEDS = "No need or risk is recorded. Record the main ones."
DIFFERENCE = "{refs}: somebody did not agree. {route} Add an action “for {ref}” that takes it up, or leave it as it is."
UNVERIFIED = "{ref} was reported and is not checked. Add an action “for {ref}” to check it, or leave it as unverified."
UNDECIDED = "{ref} was raised as an immediate risk by {who}. Write down what was decided."
LEFT_OPEN = "{ref} was asked and nobody answered it: {text} The next meeting asks it again."
SEE_VIEWS = "{message} See {refs}."
UNSETTLED = "{ref} is not settled. {reason}"
REALISTIC_UNKNOWN = "Nobody has asked each owner whether they can do it with what they have. Ask, then answer yes."
NOT_REALISTIC = "An action can't be done with what its owner has. Change it, or close with it as not done, and why."
REALISTIC_BEFORE = "{refs} came after the owners were asked whether they can do it. Ask again, then answer again."

DATE_TOO_EARLY = "{day} is not after the meeting on {held}. Give a later date."
DATE_AFTERWARDS = "{day} is after the meeting on {held}. Check the date."
NO_DATE_WITHIN = "No date within {months} months is agreed. Give one."
NO_DATE_NEEDED = "No review is agreed. If a further meeting is needed, give a date within {months} months."
DATE_TOO_LATE = "{day} is later than {months} months after the meeting. Give a date up to {last}."

NOT_AT_MEETING = "{name} is not at the meeting. Name somebody who is, or leave it as it is: {text}"
NOT_BEGUN = "The meeting begins on {when}. Close it once it has been held, or correct when it starts."
FOR_OTHERS = "{format} is for meetings about {persons}; this one is about {person}. Is this the right format?"
ONE = {"child": "a child", "young person": "a young person", "adult": "an adult"}
THE_SAME = "{message} The same for {refs}."
UNANSWERED = "Not answered: {text}"
UNANSWERED_OR_WHY = "Not answered: {text} Or answer “none:” and why."
NOT_HEARD = "Not answered for {names}: {text} Add v: and their words, then # and the name, or answer by name."
REASON_MISSING = "“{answer}” needs its reason: {text}"

NO_REASON_OR_WORDS = (
    "No reason for convening is given. Choose at least one of the {count}, or give another in words ({question})."
)
AGENCY_MISSING = "{agency} is involved, but nobody from it is in the room. Ask what they know, and who tells them."
TOO_MANY = (
    "{present} people are here. Groups of up to {people} decide best; this one about {cost}% less well. "
    "Who need not stay?"
)
POLICE_BESIDE = (
    "The police may share with statutory partners only, unless there is explicit consent; also present: {others}."
)
POLICE_SAID = (
    "{ref} was said by the police without explicit consent, so only statutory partners may read it: type "
    "“{ref} !only statutory no consent”."
)
NO_NEXT_STEPS = "There is no decision and no action yet. Say what the next steps are."
PLANNED_HERE = "{refs}: {message}"
NO_SOURCE = "{ref} was reported, but not by whom. Name who said it."
STEP_LEFT_OUT = "Nothing is written under “{title}”. Give the step its time, or say that it was skipped."
