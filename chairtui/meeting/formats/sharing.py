"""What a format says about who gets what: which agencies are statutory, and what is proposed for a relative's copy."""

from __future__ import annotations

from typing import Literal

from chairtui.meeting.frozen import Frozen
from chairtui.meeting.text import Name

Place = Literal["goes in", "decide", "held back"]


class Agencies(Frozen):
    """Which agencies `!only statutory` stands for, by the words in an agency's name.

    An agency is statutory if its name is one of `whole_names`, where "* primary" stands for any name that ends so, or
    if all words of one of `statutory` are in its name; never if those of one of `private` are. A format's own stand
    beside those of every format.
    """

    statutory: tuple[Name, ...] = ()
    whole_names: tuple[Name, ...] = ()
    private: tuple[Name, ...] = ()

    def beside(self, other: Agencies) -> Agencies:
        """These and the other's."""
        return Agencies(
            statutory=tuple(dict.fromkeys((*self.statutory, *other.statutory))),
            whole_names=tuple(dict.fromkeys((*self.whole_names, *other.whole_names))),
            private=tuple(dict.fromkeys((*self.private, *other.private))),
        )


class Proposals(Frozen):
    """Where a line of a relative's copy is put until somebody decides: it goes in, is to be decided, or is held back.

    `talked_through` are actions that somebody talks through with the family; `told` are answers that give a day or a
    person. What is restricted, an immediate risk, how the meeting came about, every no and none, and what names another
    relative are held back whatever stands here. A format gives only those it wants different.
    """

    strength: Place = "goes in"
    need: Place = "goes in"
    risk: Place = "decide"
    fact: Place = "decide"
    opinion: Place = "decide"
    reported: Place = "decide"
    views: Place = "decide"
    question: Place = "decide"
    document: Place = "decide"
    decision: Place = "goes in"
    action: Place = "decide"
    talked_through: Place = "goes in"
    told: Place = "goes in"
    answer: Place = "decide"
    attendee: Place = "goes in"

    def under(self, own: Proposals) -> Proposals:
        """These, with what a format gives itself."""
        return self.model_copy(update={name: getattr(own, name) for name in own.model_fields_set})
