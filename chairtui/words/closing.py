"""Messages about closing a meeting, and about a closed one."""

CLOSED = "This meeting is closed and does not change. Add an amendment instead: amend REF with a text and a reason."
AMENDMENT_STAYS = "An amendment stays as it was made. Correct it with another amendment of the same record."
NOTHING_TO_UNDO = "There is nothing of yours left to undo in this meeting."
NOTHING_TO_REDO = "There is nothing to put back: you have made a change since, or undone nothing."
CHANGED_SINCE = "{what} has been changed by {by} since, so it was left as it is. Edit it to change it again."

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
TALK_WHICH = "Actions of which nobody has said (space ticks and unticks)"
TALK_BY = "Who talks the ticked ones through with the family, or no: and why not"
TALK_SAVED = "{refs}: {said}. Saved."
TAKEN_OVER = "Actions taken over that are past their day"
TAKEN_OVER_COUNT = ("1 left", "{count} left")
WAS_DUE = "was due {day}"
MOVE_TO = "{ref} is moved to which date?"
DROP_WHY = "Why is {ref} dropped?"
SETTLED = {"done": "{ref} is done. Saved.", "dropped": "{ref} is dropped. Saved.", "moved": "{ref} is moved. Saved."}
ALL_SETTLED = "Every action that was taken over is done, dropped or moved."
