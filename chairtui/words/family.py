"""Messages about whether somebody is family or here for an agency, and the words that make it worth asking."""

ASKS = (
    "is {name} family, an unpaid carer or a friend, or here for an agency? Type 1 for family, 2 for an agency; or end "
    "the line with !family or !professional."
)
FAMILY_CHOICE = "family, unpaid carer or friend"
PROFESSIONAL_CHOICE = "here for an agency"
IS_FAMILY = "family"
IS_PROFESSIONAL = "here for an agency"
NO_COPY_YET = (
    "nobody has said whether {name} is family or here for an agency, so they get no copy. Say which: "
    "chairtui set {meeting} {ref}.relative=yes, or =no (f in attendance)."
)
NO_COPY_YET_CLOSED = (
    "nobody has said whether {name} is family or here for an agency, so they get no copy. If family: "
    "chairtui release {meeting} --relative “{name}, …”. If not: chairtui distribution {meeting} --to-send {ref} "
    "--professional"
)
NAMED_AS_FAMILY = (
    "{name} may be somebody recorded as a relative or as concerned, who never gets a professional's copy. What they "
    "are given is decided line by line: chairtui release {meeting}. For somebody else of that name, give it in "
    "full."
)
SURE_PROFESSIONAL = (
    "Nobody has said whether {name} is family. If they are here for an agency, press the same key again. If they are "
    "family, press r, then n."
)
SURE_NO_RELATIVE = (
    "{name} is family and gets only what is released to them. Press f again only if they are here for an agency: they "
    "then get the professionals' copy."
)
HELP_PROFESSIONAL = "say that they are here for an agency, where nobody has said whether they are family"


def no_copy_yet(name: str, meeting: str, ref: str, *, closed: bool) -> str:
    """Why somebody gets no copy until it is said what they are, and how to say it."""
    return (NO_COPY_YET_CLOSED if closed else NO_COPY_YET).format(name=name, meeting=meeting, ref=ref)


TOGGLED = {
    True: "{name} is family: they get what is released to them, and never a professional's copy.",
    False: "{name} is here for an agency, and gets the professionals' copy.",
}
SIDES = {"relative": "family", "professional": "", "unanswered": "family, or for an agency? f says"}

FAMILY = (
    "family", "parent", "parents", "mother", "father", "mum", "dad", "carer", "unpaid carer", "family carer",
    "kinship carer", "grandmother", "grandfather", "grandparent", "aunt", "uncle", "sister", "brother", "sibling",
    "stepmother", "stepfather", "guardian", "legal guardian", "child", "young person", "next of kin",
)  # fmt: skip
"""Words that a role or an agency is asked about by, each as the whole of it."""
KIN = (
    "mother", "father", "mum", "mummy", "mam", "mom", "dad", "daddy", "gran", "granny", "nan", "nana", "nanny",
    "grandma", "grandad", "granddad", "grandpa", "grandmother", "grandfather", "grandparent", "grandparents", "parent",
    "parents", "aunt", "auntie", "aunty", "uncle", "sister", "brother", "sibling", "stepmother", "stepfather",
    "stepmum", "stepdad", "son", "daughter", "wife", "husband", "spouse", "partner", "boyfriend", "girlfriend",
    "fiancé", "fiancée", "cousin", "niece", "nephew", "godmother", "godfather", "neighbour", "friend", "relative",
)  # fmt: skip
"""Words that a role is asked about by where it, or a part of it, ends in one."""
NO_AGENCY = ("n a", "na", "none", "no", "nil", "self", "home", "family", "x", "unknown", "not applicable", "no agency")
"""What people type for the agency of somebody who has none."""
KIN_ALIKE = {"mum": "mother", "mam": "mother", "mummy": "mother", "dad": "father", "daddy": "father"}
"""Words of a relation that mean the same, by the one typed."""
