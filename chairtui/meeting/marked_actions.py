"""Marks that actions take over when what they are for is marked afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from chairtui.meeting.fold import Meeting
from chairtui.meeting.readers import OnlyDiffers, Readers, both, limits
from chairtui.meeting.records import Action, Draft, Statement


def with_marked_actions(drafts: Sequence[Draft], meeting: Meeting) -> list[Draft]:
    """The drafts, and each action with the marks that they newly put on what it is for.

    Marks that were taken off an action before stay off. Undoing marks takes none off, and an action that is for other
    agencies stays as it is.
    """
    changed = {draft.record.id: draft for draft in drafts}
    for draft in drafts:
        ids, new = _newly_marked(draft, meeting)
        if not limits(new):
            continue
        for entry in meeting.actions:
            there = changed.get(entry.record.id)
            action = there.record if there is not None else entry.record
            removed = there is not None and there.removed
            if removed or not isinstance(action, Action) or not ids & {*action.addresses, *entry.record.addresses}:
                continue
            try:
                marked = action.model_copy(update=both(action, new) | {"about": action.about})
            except OnlyDiffers:
                continue
            if marked != action:
                base = there.base if there is not None else entry.base
                changed[action.id] = Draft(record=marked, base=base)
    made = [changed.pop(draft.record.id, draft) for draft in drafts]
    return [*made, *changed.values()]


def marked_actions(drafts: Sequence[Draft], meeting: Meeting) -> list[str]:
    """The references of the actions that these drafts mark."""
    given = {draft.record.id: draft.record for draft in drafts}
    made = with_marked_actions(drafts, meeting)
    return [meeting.ref_of(d.record.id) for d in made if given.get(d.record.id) != d.record]


def _newly_marked(draft: Draft, meeting: Meeting) -> tuple[set[str], Readers]:
    """The ids that actions may know a changed record by, and the marks it has more than before."""
    record = draft.record
    if draft.removed or draft.undoes or not isinstance(record, Statement) or isinstance(record, Action):
        return set(), Readers()
    known = meeting.entry(record.id) or (meeting.entry(record.was) if record.was else None)
    before = known.record if known is not None else None
    if not isinstance(before, Statement):
        return set(), Readers()
    more = tuple(kept for kept in record.kept_from if kept not in before.kept_from)
    only = record.only if record.only != before.only else ()
    new = Readers(
        restricted=record.restricted if before.restricted is None else None,
        kept_from=more,
        kept_why=record.kept_why if more else "",
        only=only,
        only_why=record.only_why if only else "",
    )
    return {id_ for id_ in (record.id, record.was) if id_}, new
