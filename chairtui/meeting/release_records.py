"""Whom a meeting is about, who their relatives are, and what each relative is given of its minutes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chairtui.meeting.frozen import Frozen, added
from chairtui.meeting.text import Id, MaybeText, Name, RecordId

Person = Literal["child", "young person", "adult"]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class FamilyMember(Frozen):
    """Base of those who may be given a copy of their own. `given_nothing`: somebody said that they are not, and perhaps
    why; see `copy_readers.kept_out`."""

    given_nothing: bool = added(False)
    given_nothing_why: MaybeText = added("")


class PersonConcerned(FamilyMember):
    """Somebody the meeting is about; `age` in years, None where nobody said."""

    kind: Literal["concerned"] = "concerned"
    id: Id
    name: Name
    age: Annotated[int, Field(ge=0, le=130)] | None = None
    person: Person = "child"


class Relative(FamilyMember):
    """Family, an unpaid carer or a friend: somebody who may be given a copy, and never a professional's.

    `relation` says what they are to whom, as typed; `of` are the persons concerned (by id), none for all of them.
    """

    kind: Literal["relative"] = "relative"
    id: Id
    name: Name
    relation: MaybeText = ""
    of: tuple[RecordId, ...] = ()
    email: MaybeText = ""


class ReleasedLine(Frozen):
    """One record as it was when somebody decided about it: `digest` is `printed_lines.line_digest` of it.

    Not its version's number: a seat that was offline gets other numbers when its changes go up, and the words are
    what was decided about. `of` is the record's id, or `printed_lines.HEAD` or `AIM`; `reason` is why it is held back.
    """

    of: RecordId
    digest: Digest
    reason: MaybeText = added("")


class Release(Frozen):
    """One decision about what a relative is given: which lines go in, and which are held back.

    The last decision about a line counts. `done`: every line was decided, and the copy may be made. `id` is
    `release:`, the relative's id and a number from 1, so that two people deciding at once are noticed.
    """

    kind: Literal["release"] = "release"
    id: Id
    relative: RecordId
    shared: tuple[ReleasedLine, ...] = ()
    held: tuple[ReleasedLine, ...] = ()
    done: bool = False
