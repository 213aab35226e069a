"""How a row tells who may not read its words: tags before the text, and the reasons below it."""

from __future__ import annotations

from chairtui.meeting.after.restrictions import is_kept_from, kept_from_everyone
from chairtui.meeting.copy_readers import family_readers
from chairtui.meeting.fold import Meeting
from chairtui.meeting.readers import Readers
from chairtui.words import live as words
from screens.panes.view import View


def reader_tags(view: View, marked: Readers | None) -> tuple[str, ...]:
    """Who may not read some words; nothing of that while the family can read the screen."""
    return tags_of(marked, view.meeting) if view.preliminaries else ()


def tags_of(marked: Readers | None, meeting: Meeting) -> tuple[str, ...]:
    """As `reader_tags`, for screens that the family doesn't read."""
    if marked is None:
        return ()
    tags: list[str] = []
    if kept_from_everyone(marked, meeting):
        tags.append(words.TAG_RESTRICTED)
    elif marked.kept_from:
        tags.append(words.TAG_KEPT_FROM.format(who=_relatives(marked, meeting)))
    if marked.only:
        tags.append(words.TAG_ONLY.format(who=", ".join(marked.only)))
    return tuple(tags)


def kept_back(view: View, marked: Readers | None) -> tuple[str, ...]:
    """Why words are kept from those who may not read them; nothing of that in part two."""
    if marked is None or not view.preliminaries:
        return ()
    reasons: list[str] = []
    if everyone := kept_from_everyone(marked, view.meeting):
        form = words.RESTRICTED_ADULT if view.meeting.details.person == "adult" else words.RESTRICTED
        reasons.append(form.format(reason=everyone))
    elif marked.kept_from and marked.kept_why:
        reasons.append(words.KEPT_FROM.format(who=_relatives(marked, view.meeting), reason=marked.kept_why))
    if marked.only and marked.only_why:
        reasons.append(words.ONLY.format(who=", ".join(marked.only), reason=marked.only_why))
    return tuple(reasons)


def tagged(view: View, text: str, marked: Readers | None) -> str:
    """A note with the tags of its words before it."""
    return " ".join((*reader_tags(view, marked), text))


def _relatives(marked: Readers, meeting: Meeting) -> str:
    """Those who may not read it: whoever is named, and others who may be meant by the same name."""
    found = (entry.record for entry in family_readers(meeting))
    return ", ".join(relative.name for relative in found if is_kept_from(marked, relative.id, meeting))
