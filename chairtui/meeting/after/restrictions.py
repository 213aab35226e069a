"""Whether a mark keeps a record from a relative: `!restricted`, `!not Mick`, `!only police`."""

from __future__ import annotations

from chairtui.meeting.capture.names import name_words
from chairtui.meeting.copy_readers import family_reader, family_readers
from chairtui.meeting.fold import Meeting
from chairtui.meeting.marked_words import every_mark
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import PersonConcerned, Relative
from chairtui.words import release as words


def kept_by_mark(record: Readers | None, relative: str, meeting: Meeting) -> str:
    """Why a mark keeps some words from a relative (by record id), "" where none does."""
    if record is None:
        return ""
    if record.restricted is not None:
        return record.restricted
    if is_kept_from(record, relative, meeting):
        return record.kept_why or words.KEPT_FROM
    if record.only:
        return words.ONLY.format(agencies=", ".join(record.only))
    return ""


def kept_from_everyone(record: Readers, meeting: Meeting) -> str:
    """Why no relative may read a record, "" if one may: it is restricted, or kept from one who isn't recorded."""
    unknown = any(not _stands(kept, meeting) for kept in record.kept_from)
    return record.restricted or (record.kept_why or words.KEPT_FROM if unknown else "")


def readers_in_words(record: Readers, meeting: Meeting) -> str:
    """Who may not read some words, and which agencies alone may, without the reasons; "" for no such mark."""
    said: list[str] = []
    if kept_from_everyone(record, meeting):
        said.append(words.NOT_FOR_ANY)
    elif record.kept_from:
        family = [e.record for e in family_readers(meeting) if is_kept_from(record, e.record.id, meeting)]
        said.append(words.NOT_FOR.format(names=", ".join(reader.name for reader in family)))
    if record.only:
        said.append(words.ONLY.format(agencies=", ".join(record.only)))
    return "; ".join(said)


def is_kept_from(record: Readers, relative: str, meeting: Meeting) -> bool:
    """Whether `kept_from` covers a relative: by id, or because they may be whom it names.

    A person may be recorded twice, as "Mick" and as "Mick Brown". So a relative whose name may mean the same person is
    covered too, and every relative is if the one named was removed or isn't recorded.
    """
    return any(relative == kept or _may_be(kept, relative, meeting) for kept in record.kept_from)


def anything_kept_from(relative: str, meeting: Meeting) -> bool:
    """Whether `kept_from` of any words of the meeting covers a relative."""
    return any(is_kept_from(readers, relative, meeting) for readers in every_mark(meeting))


def shares_a_name(record: Readers, relative: str, meeting: Meeting) -> bool:
    """Whether a name that `kept_from` gives has a word in common with the relative's, such as a surname."""
    reader = _words_of(relative, meeting)
    return any(set(reader) & set(_words_of(kept, meeting)) for kept in record.kept_from)


def _may_be(kept: str, relative: str, meeting: Meeting) -> bool:
    if not _stands(kept, meeting):
        return True
    ours, theirs = _words_of(relative, meeting), _words_of(kept, meeting)
    if not ours or not theirs:
        return True
    return ours[0] == theirs[0] or set(ours) <= set(theirs) or set(theirs) <= set(ours)


def _stands(relative: str, meeting: Meeting) -> bool:
    return family_reader(relative, meeting) is not None


def _words_of(relative: str, meeting: Meeting) -> tuple[str, ...]:
    entry = meeting.entry(relative)
    if entry is None or not isinstance(entry.record, Relative | PersonConcerned):
        return ()
    return name_words(entry.record.name)
