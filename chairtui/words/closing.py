"""Messages about closing a meeting, and about a closed one."""

CLOSED = "This meeting is closed and can't be changed. Add an amendment instead: amend REF with a text and a reason."
AMENDMENT_STAYS = "An amendment stays as it was made. Correct it with another amendment of the same record."
NOTHING_TO_UNDO = "There is nothing of yours left to undo in this meeting."
NOTHING_TO_REDO = "There is nothing to redo: you have made a change since, or undone nothing."
CHANGED_SINCE = "{by} has changed {what} since, so it was left as it is. Edit it to change it again."

SEAL_BROKEN = (
    "This meeting's seal does not match what it holds, so no minutes of it can be made. Compare it with minutes that "
    "were sent out, and put back a backup of it. Details: chairtui doctor"
)
CHANGED_AFTER_CLOSING = (
    "Entry {seq}, by {by}, changes this meeting after it was closed, so no minutes of it can be made. Put back a "
    "backup of it. Details: chairtui doctor"
)

# ---- actions that are settled from the closing page
TALK = "Talking actions through with the family"
TALK_WHICH = "Actions still to answer for (space ticks and unticks)"
TALK_BY = "Who talks the ticked ones through with the family, or no: and why not"
TALK_SAVED = "{refs}: {said}. Saved."
TAKEN_OVER = "Actions carried over whose date has passed"
TAKEN_OVER_COUNT = ("1 left", "{count} left")
WAS_DUE = "was due {day}"
MOVE_TO = "{ref} is moved to which date?"
DROP_WHY = "Why is {ref} dropped?"
SETTLED = {"done": "{ref} is done. Saved.", "dropped": "{ref} is dropped. Saved.", "moved": "{ref} is moved. Saved."}
ALL_SETTLED = "Every action carried over is done, dropped or moved."
