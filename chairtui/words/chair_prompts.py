"""Prompts for the chair beside an agenda item."""

TITLE = "In the room"
RISK_RUNNING = "{ref} is an immediate risk. By {day}: {what}."
FAMILY_HERE = "Part two: the family is here. Part one and what is restricted is off the screen."
WAITING_FOR_PART_TWO = "Here for part two: {who}. F starts it."
POLICE = "Without explicit consent the police share with statutory partners only. Also here: {who}."
FEW_ENOUGH = "{present} people are here. Groups of up to {best} decide best."
TOO_MANY = "{present} people are here. Groups of up to {best} decide best; this one about {cost}% less well."
AGENCIES = "Involved, but nobody is here from: {who}."
UNHEARD = "Not heard on this item: {who}."
AND_MORE = "{who} and {count} more"
AGENCY_COMMON_WORDS = ("the", "a", "of", "for", "and", "service", "services", "team", "department", "dept", "unit")
"""Words of an agency's name by which it isn't told from another."""
