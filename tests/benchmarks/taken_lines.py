"""The meeting of `transcript-dumfries-galloway`, as a note-taker types it at talking speed: line by line, in order.

What is typed over the words that were said is markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sort = Literal["line", "action", "mend", "correction"]

PEOPLE = (
    "present: Moira Kirkconnel, team manager, Adult social work",
    "present: Sam Okafor, community nurse, NHS Dumfries & Galloway",
    "present: Mòrag NicDhòmhnaill, tenancy support, Rhins Homes",
    "present: Małgorzata Wiśniewska (Gosia), manager, Bluebell Care",
    "present: PC Callum Baird, constable, Police Scotland",
    "present: Gordon Beattie, home safety officer, Scottish Fire and Rescue Service",
    "present: Siân Llewelyn, nurse practitioner, Lochside surgery",
    "present: Sam Rennie, social worker, Adult social work",
    "apologies: Fraser Heughan, officer, Trading Standards",
    "absent: Rhona, none, Bank",
    "present: Ailsa Gourlay, note-taker, Adult social work",
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One line: what is typed, the sentence that has to come of it ("" for none), and all words that were said."""

    sort: Sort
    typed: str
    text: str
    words: str


def line(typed: str, text: str, *more: str) -> Taken:
    """`more`: what was said beside the sentence, such as a reason."""
    return Taken("line", typed, text, " ".join((text, *more)))


def action(typed: str, text: str, *more: str) -> Taken:
    """`more`: who does it with the owner, the day, the measure."""
    return Taken("action", typed, text, " ".join((text, *more)))


def correction(typed: str, words: str, *, text: bool = True) -> Taken:
    """`text`: whether the words are the record's new text."""
    return Taken("correction", typed, words if text else "", words)


def mend(typed: str, words: str) -> Taken:
    return Taken("mend", typed, "", words)


LINES = (
    line(
        "h:He said 'talk all you like, I'm no going anywhere' @sr",
        "He said 'talk all you like, I'm no going anywhere'",
    ),
    line(
        "s:He's been in that flat thirty-one years and the neighbours like him @mn",
        "He's been in that flat thirty-one years and the neighbours like him",
    ),
    line(
        "s:The lady across the landing, Mrs Tait, takes his soup in @mn",
        "The lady across the landing, Mrs Tait, takes his soup in",
    ),
    line(
        "s:He's lovely with the carers and remembers all their birthdays @gosia",
        "He's lovely with the carers and remembers all their birthdays",
    ),
    line(
        "s:The leg is better, eleven centimetres in September and four now @so",
        "The leg is better, eleven centimetres in September and four now",
    ),
    line(
        "n:He needs heating, the meter was capped on the 12th of October @mn",
        "He needs heating, the meter was capped on the 12th of October",
    ),
    line(
        "n:He's not taking the apixaban, the box is full: twenty-three left of twenty-eight after three weeks @so",
        "He's not taking the apixaban, the box is full: twenty-three left of twenty-eight after three weeks",
    ),
    line(
        "r:Fire. There's newspapers to the ceiling in the hall and he smokes in bed @gb",
        "Fire. There's newspapers to the ceiling in the hall and he smokes in bed",
    ),
    line(
        "f:The alarm works as of last Friday, a battery was put in and it beeped when it was pressed @mn",
        "The alarm works as of last Friday, a battery was put in and it beeped when it was pressed",
    ),
    line(
        "r:Four concern reports since August, two about shouting, one about a cash machine, one about slippers @cb",
        "Four concern reports since August, two about shouting, one about a cash machine, one about slippers",
    ),
    correction(
        "R2 three concern reports since August, one was a duplicate",
        "three concern reports since August, one was a duplicate",
    ),
    line(
        "h:Beata says Derek answers the door and says he's asleep, come back @gosia",
        "Beata says Derek answers the door and says he's asleep, come back",
    ),
    line(
        "f:We didn't see him on four visits of the last ten, no access @gosia",
        "We didn't see him on four visits of the last ten, no access",
    ),
    line(
        "o:I think he's frightened of Derek. That's just my reading @so",
        "I think he's frightened of Derek. That's just my reading",
    ),
    line(
        "o:I think he's lonely and Derek's company, and we're making a villain @sr",
        "I think he's lonely and Derek's company, and we're making a villain",
    ),
    line(
        "f:He had a MoCA in August, 24 of 30. Nobody's assessed capacity for this decision @sl",
        "He had a MoCA in August, 24 of 30. Nobody's assessed capacity for this decision",
    ),
    line(
        "r:He may lose money to Derek, he lent him four hundred pounds @mn",
        "He may lose money to Derek, he lent him four hundred pounds",
    ),
    correction(
        "R3 f:£4,200 over eleven weeks to the 20th of November", "£4,200 over eleven weeks to the 20th of November"
    ),
    line(
        "f:@Sam is wrong about the flat, it's not condemned: Environmental Health says it's habitable once the gas is "
        "on @mn",
        "Sam is wrong about the flat, it's not condemned: Environmental Health says it's habitable once the gas is on",
    ),
    line(
        "f:Derek's known to us, there's a live enquiry in Ayrshire @cb !restricted prejudice to an investigation",
        "Derek's known to us, there's a live enquiry in Ayrshire",
        "restricted prejudice to an investigation",
    ),
    line(
        "h:Derek doesn't live there by right, he's a tenancy in Girvan. That's what he told me @sr",
        "Derek doesn't live there by right, he's a tenancy in Girvan. That's what he told me",
    ),
    line(
        "f:He comes to the treatment room by himself on Thursdays and is in today @so",
        "He comes to the treatment room by himself on Thursdays and is in today",
    ),
    line(
        "o:The fire risk is high, one dropped cigarette and there's a family with a baby upstairs @gb",
        "The fire risk is high, one dropped cigarette and there's a family with a baby upstairs",
    ),
    line(
        "o:I still say that we shouldn't go in with the police @sr",
        "I still say that we shouldn't go in with the police",
    ),
    line(
        "d:It goes to an adult support and protection inquiry under section 4 today because the money's gone and "
        "nobody's seen him alone",
        "It goes to an adult support and protection inquiry under section 4 today",
        "because the money's gone and nobody's seen him alone",
    ),
    line(
        "dissent: D1 @sr He can safeguard himself, he just hasn't been asked",
        "He can safeguard himself, he just hasn't been asked",
        "dissent",
    ),
    line(
        "d:We do not confront Derek until Mr M has been seen alone and asked",
        "We do not confront Derek until Mr M has been seen alone and asked",
    ),
    action(
        "a:See him at two and ask him straight, on his own @so today R1 m:in his record",
        "See him at two and ask him straight, on his own",
        "today",
        "in his record",
    ),
    action(
        "a:Capacity assessment for the decision about Derek and money @sl and sam r a week on tuesday",
        "Capacity assessment for the decision about Derek and money",
        "and sam r",
        "a week on tuesday",
    ),
    action("a:Get the gas uncapped @mn before christmas", "Get the gas uncapped", "before christmas"),
    mend("the 18th", "the 18th"),
    action(
        "a:Go through the papers with him @mn and gosia end of the month R1",
        "Go through the papers with him",
        "and gosia",
        "end of the month",
    ),
    action("a:Bring fire-retardant bedding @gb tomorrow R1", "Bring fire-retardant bedding", "tomorrow"),
    action("a:Check the Girvan tenancy @cb friday week H3", "Check the Girvan tenancy", "friday week"),
    action(
        'a:Look at a protective block on the account @"Kirsty Tulloch, DWP" the 10th F4',
        "Look at a protective block on the account",
        '"Kirsty Tulloch, DWP"',
        "the 10th",
    ),
    action("a:Ask the pharmacy for a dosette @so monday N2", "Ask the pharmacy for a dosette", "monday"),
    action(
        "a:Change the care plan so that home care prompts the tablets @sr fortnight today N2",
        "Change the care plan so that home care prompts the tablets",
        "fortnight today",
    ),
    action(
        "a:Write to Trading Standards and thank Fraser @mk end of next week",
        "Write to Trading Standards and thank Fraser",
        "end of next week",
    ),
    action("a:Ring his daughter in Leeds @mk fri", "Ring his daughter in Leeds", "fri"),
    correction("A11 strike", "strike", text=False),
    action("a:Fire safety revisit @gb in the new year R1", "Fire safety revisit", "in the new year"),
    mend("the 8th of January", "the 8th of January"),
    correction("A9 the 14th", "the 14th", text=False),
    action("a:Refer to adult support and protection @mk today R2", "Refer to adult support and protection", "today"),
    action(
        "a:Send the bank statements in with the referral @cb close of play tomorrow",
        "Send the bank statements in with the referral",
        "close of play tomorrow",
    ),
    action("a:Tell him what came of this @sr next tuesday", "Tell him what came of this", "next tuesday"),
    correction("S4 The leg is better, four by three", "The leg is better, four by three"),
    correction("N1 The meter was capped on the 21st of October", "The meter was capped on the 21st of October"),
    correction("A4 drop: it goes to the inquiry", "drop it goes to the inquiry", text=False),
    line(
        "r:There is a risk to life from fire to him and to the flat above @mk",
        "There is a risk to life from fire to him and to the flat above",
    ),
    line(
        "d:Review forum for the health things, ASP for the money",
        "Review forum for the health things, ASP for the money",
    ),
)
"""What is typed, in order. A10 is the letter to Trading Standards; the daughter's call (A11) is taken out again."""

OWNED = {
    "A1": ("Sam Okafor", "", "2026-12-03"),
    "A2": ("Siân Llewelyn", "Sam Rennie", "2026-12-15"),
    "A3": ("Mòrag NicDhòmhnaill", "", "2026-12-18"),
    "A4": ("Mòrag NicDhòmhnaill", "Małgorzata Wiśniewska", "2026-12-31"),
    "A5": ("Gordon Beattie", "", "2026-12-04"),
    "A6": ("PC Callum Baird", "", "2026-12-11"),
    "A7": ("Kirsty Tulloch, DWP", "", "2026-12-10"),
    "A8": ("Sam Okafor", "", "2026-12-07"),
    "A9": ("Sam Rennie", "", "2026-12-14"),
    "A10": ("Moira Kirkconnel", "", "2026-12-11"),
    "A12": ("Gordon Beattie", "", "2027-01-08"),
    "A13": ("Moira Kirkconnel", "", "2026-12-03"),
    "A14": ("PC Callum Baird", "", "2026-12-04"),
    "A15": ("Sam Rennie", "", "2026-12-08"),
}
"""Each action's owner, who does it with them, and its deadline, as they were said."""
