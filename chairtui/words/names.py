"""Messages about a name that can't be taken, and the names that are nobody's."""

NOBODYS = (
    *("everyone", "everybody", "every one", "all", "all of us", "all of you", "all present", "all attendees"),
    *("all agencies", "all professionals", "all parties", "all partners", "all services", "all staff"),
    *("team", "whole team", "entire team", "multi-agency team", "multi agency team", "team around the child"),
    *("group", "core group", "whole group", "network", "professional network", "meeting", "panel", "conference"),
    *("professionals", "professional", "agencies", "agency", "partners", "partner agencies", "attendees", "services"),
    *("anyone", "anybody", "someone", "somebody", "whoever", "nobody", "no one", "none", "others", "various", "both"),
    *("us", "we", "they", "them", "staff", "tbc", "tba", "tbd", "to be confirmed", "to be agreed", "to be decided"),
    *("to be allocated", "unallocated", "unknown", "not known", "n/a", "na", "not applicable"),
)
"""Owners nobody can hold to anything (ALL-01), with or without "the" or "our" before them."""

SOMEBODY = '@"Name or role, agency"'

VAGUE = (
    '"{words}" is not one person: name who it is, such as @sam, or a named role in an agency, '
    'such as @"Duty social worker, Housing".'
)
UNKNOWN = '"{words}" is not among those invited ({invited}). For somebody else write ' + SOMEBODY + "."
UNKNOWN_BUT_CLOSE = (
    '"{words}" is not among those invited: did you mean {close}? For somebody else write ' + SOMEBODY + "."
)
NOBODY_INVITED = (
    '"{words}" is not invited: nobody is yet. Add them first (invite: Name, role, agency), or write ' + SOMEBODY + "."
)
NO_SUCH_ATTENDEE = "There is no attendee {words}. Those invited: {invited}."
AMBIGUOUS = '"{words}" may be {choices}.'
CHOICE = "{number} {who}"
MORE_CHOICES = "{choices} and {count} more (type more of the name)"
NO_SUCH_CHOICE = "There is no {number}: {count} people fit that name."
UNCLOSED = 'The name after @" has no closing quote: end it with ".'
NO_AGENCY = '"{words}" has no agency: write ' + SOMEBODY + "."
NOTHING_QUOTED = "There is no name between the quotes: write " + SOMEBODY + "."
NOTHING_NAMED = "There is no name after @: write @ and a name, such as @sam."
TOO_LONG = "A name has at most 200 characters: shorten it."
AND_MORE = "{names} and {count} more"
OR = " or "
