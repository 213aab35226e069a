"""One-line descriptions of the closing rules, for readers and writers of formats."""

SAID = {
    "action-specific": "each action says what exactly, in at least {words} words",
    "actions-agreed": "there is an action, or “{question}” says why none",
    "agencies-agree": (
        "where the family was not told (“{question}”), there is a reason and each invited agency was asked to agree"
    ),
    "agencies-represented": "somebody is present from each agency in the answer to “{question}”",
    "aim-written": "the aim is written down",
    "anyone-present": "somebody is down as present",
    "attendance-known": "nobody is left at “invited”",
    "caution": "where “{question}” is answered “{answer}”: {message}",
    "chair-attends": "the chair is one of those at the meeting",
    "chair-named": "a chair is named",
    "chair-takes-no-notes": "the chair does not take the notes",
    "convening-agency-named": "the agency that convened the meeting is named",
    "date-after-meeting": "the date in “{question}” is after the meeting",
    "date-not-after-meeting": "the date in “{question}” is not after the meeting",
    "date-within-months": "the date in “{question}” is within {months} months of the meeting; none needs its reason",
    "deadline-given": "each action has a date, not before the meeting",
    "family-talk": "for each action: who talks it through with the family, or why nobody",
    "decisions-recorded": "there is a decision or an action, or “{question}” says why none",
    "differences-taken-up": "each decision that somebody did not agree with has an action that takes it up",
    "few-enough": "no more than {people} people are present; each further one costs {percent} per cent",
    "immediate-risk-decided": "for each immediate risk: what was decided",
    "lines-settled": "no line is left unsettled",
    "measure-given": "each action has a measure",
    "named-when": "once “{other}” is answered {answer}, “{question}” names somebody",
    "needs-and-risks-answered": "each need and each risk has an action, or a reason why none",
    "needs-recorded": "at least one need or risk is recorded",
    "next-steps": "there is at least one decision or action",
    "not-planning": "there is no decision and no action: {message}",
    "note-taker-named": "a note-taker is named",
    "owner-named": "each action has an owner, who is a person or a named role in an agency",
    "partners-agree": "each invited agency was asked to agree, or “{question}” is answered yes for all",
    "police-beside-others": (
        "while the police are present everybody else is of a statutory agency, or “{question}” is answered yes; "
        "statutory are the agencies that `!only statutory` stands for, with those that have one of these words in "
        "their name: {names}"
    ),
    "questions-left-open": "each question put down as left open has an action that answers it",
    "realistic-confirmed": "“{question}” is answered yes, once there is an action",
    "realistic-still": "no action came after “{question}” was answered",
    "reason-chosen": "at least one reason for convening is chosen",
    "reason-or-words": "at least one reason for convening is chosen, or “{question}” gives another",
    "reported-checked": "each reported note has an action that checks it",
    "reported-sourced": "each reported note says who reported it",
    "reports-known": "for each person invited: whether a report was sent beforehand",
    "same-person": "“{question}” and “{other}” name one person: {message}",
    "steps-followed": "something is written under each step of reflection",
    "venue-given": "the venue is given",
    "why-attending": "for each person: why they attend",
}
"""By rule name, with placeholders for the figures, question, answer, message and names."""

CLOCK_DAYS = "{days} working days ({nation}) after the meeting"
CLOCK_MONTHS = "{months} months after the meeting"
CLOCK_SAME_DAY = "the same day an immediate risk is raised"
CLOCK_RISK_DAYS = "{days} working days ({nation}) after an immediate risk is raised"
OPENS_UNLESS = "asked once “{question}” is answered, unless with “{answer}”"
PERSONS = "asked where it is about: {persons}"
OR_WORDS = "a date, or words"
MEMBER = "somebody who is at the meeting"
OPENS = "asked once “{question}” is “{answer}”"
WHEN = {
    "anyone-remote": "asked once anybody attends remotely",
    "any-action": "asked once there is an action",
    "no-action": "asked while there is no action",
    "no-reason": "asked while no reason for convening is chosen",
    "police-present": "asked once the police are invited or present",
}
NEEDED = {"blocker": "blocks closing", "advice": "advice while unanswered"}
LOOKS_BACK = "a day that is past: dates are read backwards"
ABOUT = {
    "told-beforehand": "after “no”, agencies are asked whether they agree to go ahead",
    "family-told": "after “no” or “none”, nothing goes into a relative's copy by itself",
    "person-told": "after “no” or “none”, nothing goes into the person's own copy by itself",
    "family-and-person-told": "after “no” or “none”, nothing goes into any copy for the family or person by itself",
    "agencies-involved": "the chair sees which of these agencies are missing",
}
CLOCK_MINUTES = "; the copies of the minutes are due then"
CONVENING = "asked when the meeting is set up"
