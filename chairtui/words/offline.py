"""Messages about a store whose server is away, or back."""

AWAY = (
    "No answer from the server since {clock}. Carry on: what you type is kept on this computer, and sent when the "
    "server is back."
)
BACK = "The server is back. Lines sent that were kept on this computer: {sent}."
BACK_NONE_WAITED = "The server is back."
NEW_NUMBERS = "Others wrote while the server was away, so lines typed here have new numbers: {changed}."
NEW_NUMBER = "{old} is now {new}"
CHANGED_ON_BOTH_SIDES = (
    "Records changed here and by somebody else while the server was away: {count}. Both are shown for you to choose."
)
CHANGED_BY = "{by} changed this {kind} at {at}, while the server was away from here. Look at both and choose."
NOT_TAKEN = (
    "Not taken by the server, of what was typed here while it was away: {count} ({reason}) They are kept on this "
    "computer; read them with: chairtui history {meeting} --waiting"
)
SERVER_WENT_BACK = (
    "The server holds less of meeting {meeting} than it did, as after a backup was put back. What this computer had is "
    "kept in {folder}: compare the two."
)
NO_COPY = "No copy of the meeting is kept on this computer at present: {reason}"

WAITS = "waits until the server is back"
TO_CHOOSE = "changed by somebody else too: choose in the live meeting"
NOTHING_WAITS = "Nothing typed on this computer is missing from the server."
WAITING_HEAD = ("AT", "WHO", "WHAT", "TYPED", "WHY IT IS NOT ON THE SERVER")
HELP_WAITING = "what was typed on this computer while the server was away and isn't on it, and why"
ONLY_OPENED_HERE = "While the server is away, only meetings that were opened on this computer are listed."

NEVER_OPENED = (
    "The server can't be reached, and meeting {meeting} was never opened on this computer. Try again when it is back."
)
NOT_WITHOUT_SERVER = "The server can't be reached, and this needs it. Try again when it is back."
NO_ANSWER = "The server did not answer for {seconds:g} seconds. Try again when it is back."
CLOSE_AWAY = (
    "A meeting can't be closed while its server is away: others may have written. Close it when the server is back."
)
CLOSE_WAITING = "Lines that were kept on this computer are still being sent. Close the meeting when all are there."
CLOSE_TO_CHOOSE = (
    "Records were changed here and by somebody else while the server was away: {count}. Choose first, then close."
)
CLOSE_UNSURE = (
    "The server went away while the meeting was being closed, so it may be closed or not: look again when it is back."
)

# ---- the status line
STATUS_AWAY = "server away since {clock}"
STATUS_AWAY_LINES = "server away since {clock}, kept here: {count}"
STATUS_AWAY_SHORT = "server away {clock}, {count} kept"
STATUS_SENDING = "server back, to send: {count}"
STATUS_SENDING_SHORT = "to send: {count}"
STATUS_CHOOSE = "! {count} to choose (B)"
STATUS_BACK = "server back, all sent ✓"
STATUS_BACK_SHORT = "back, all sent ✓"

NOTHING_TO_CHOOSE = "Nothing was changed both here and by somebody else while the server was away."
TO_CHOOSE_LATER = "Both are kept, and somebody has to choose before the meeting closes. B shows them again."
