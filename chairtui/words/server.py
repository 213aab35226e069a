"""Messages about a store on a database server: connection, login, schema, members."""

UNREACHABLE = "The server {server} can't be reached: {reason}. Check the network, then try again."
STILL_AWAY = "it did not answer before"
NO_ANSWER = "it does not answer"
NOT_ADMITTED = "The server {server} doesn't let you in: {reason}. Check the login, or ask who looks after the server."
NOT_TRUSTED = (
    "The server {server} was not proved to be the one it says it is ({reason}), so nothing was sent. Ask who looks "
    "after it for its certificate, and name that file in the address: ?sslrootcert=FILE"
)
NOT_IN_TEAM = "You may not use the store on {server}. Ask who looks after it to run: GRANT chairtui_team TO your login"
ADDRESS_HAS_LOGIN = (
    "The address of the store {server} names a login, a password, a service or options. Leave them out: each person "
    "has a login of their own."
)
OTHER_LOGIN = "The server {server} opens the store as {found} where {login} was asked for, so it stays shut."
LOGIN_ABOVE = (
    "The login {login} of {server} sees or may change more than its own seats (a superuser, the store's owner, or one "
    "that may become one), so the store is never opened as it here. Give this person a login of the team."
)
DOOR_TOO_WIDE = (
    "The server {server} would let this door in as {login}, who could see every meeting. Take that login out of "
    "its map (pg_ident.conf, pg_hba.conf) and out of the door's passwords."
)
BAD_HOST = "{host} can't be the name of a server"
BAD_ADDRESS = "{where} is not the address of a database: {reason}. Write it as postgresql://LOGIN@HOST/DATABASE"
NO_PSYCOPG = "A store on a server needs one package more. Add it with: {how}"
SERVER_SAYS = "The server {server} refused this: {reason}. Ask who looks after it, with these words."

NO_STORE = "There is no store in {server} yet. Whoever looks after the server makes it with: chairtui store init"
OLDER = (
    "The store on {server} is of an older form ({found}, this program needs {wanted}). Whoever looks after it brings "
    "it up to date with: chairtui store upgrade"
)
NEWER = (
    "The store on {server} is of a newer form ({found}, this program knows {wanted}) and was left as it is. Install "
    "the newest chairtui to open it."
)
MADE = "The store on {server} is made, its form {number}. Give a login the use of it with: GRANT chairtui_team TO LOGIN"
UPGRADED = "The store on {server} is now of form {number}."
THERE_ALREADY = "The store on {server} is there already, its form {number}."
NEEDS_KEY = "A store on a server is always encrypted. Leave out --unencrypted and CHAIRTUI_UNENCRYPTED, and try again."
MAY_NOT_MAKE = (
    "This login may not make or change the store on {server}: {reason}. Use one that owns it, or that may create roles "
    "and schemas there."
)
NO_KEY_YET = "The store on {server} has no key yet. Whoever made it gives it one with: chairtui store init"
ONLY_OWNER = "Only the login that made the store on {server} can do this. Ask who looks after it."

STATE = (
    "Store: {store}",
    "Form: {form} (this program: {wanted})",
    "Server: PostgreSQL {server}",
    "You: {login}, {line}",
    "Meetings you may read: {meetings}",
)
LINES = {"TLS": "over TLS", "local": "on this computer", "open": "over a connection that is not encrypted"}
NOT_COUNTED = "not to be told"
MEMBERS_HEAD = ("LOGIN", "SEAT")
SEATED = "{login} now sits at {meeting}: {seat}."
UNSEATED = (
    "{login} no longer sits at {meeting}. They keep what their computer holds of it, and what they read; see "
    "docs/security.md, “When somebody leaves”."
)

MEETING_OF = "A meeting of {day}"
NO_TALLY = "what its seats counted of it can't be read by this program"
NOT_SAVED_READ_ONLY = "the server takes no changes at the moment"
NOT_SAVED_REMEDY = "Tell who looks after the server, then try again."
READER = "You sit at this meeting as a reader, who can't write. Ask its chair for another seat."
ONLY_CHAIR = "Only a chair of this meeting decides who sits at it. Ask one of them."
NO_LOGIN = "There is no login {login!r} on {server}. Ask who looks after the server to make it."
LAST_CHAIR = "A meeting always has a chair. Give somebody else that seat first."
BUSY = "others are writing to this meeting without a pause"
HEAD_REBUILT = (
    "{meeting}: its place in the list was made anew from its entries: {sound}. If there were more, only a copy on a "
    "seat's computer or the minutes that were sent out can show it."
)
MOVED = (
    "Meeting {meeting} is in another store now, under a new key, and can only be read here. Ask who looks after the "
    "store for the new address and passphrase, and type there what was not saved."
)
REKEY_TWICE = "The meetings of {server} are being moved by another run. Wait until it has ended."
REKEY_SAME = "That store has the same key. Make a new one, in a database of its own, with: chairtui store init"
REKEY_MOVED = "{meeting}: moved, entries: {entries}."
REKEY_IN_USE = "{meeting}: in use (last written {at}), so it stays for now. Run this again later."
JUST_NOW = "just now"
REKEY_NOT_MOVED = "{meeting}: not moved: {reason}"
REKEY_APART = "it was written to in both stores. Compare the two, then remove one of them."
REKEYED = "Every meeting is in {target} now, under its key. Tell the team its address and passphrase."
REKEY_LEFT = "Meetings still to be moved: {left}. Run the same again later."
DOCTOR_HISTORY = (
    "its entries don't make a whole history, or its seal doesn't match them. Compare it with the minutes that were "
    "sent out, and ask who looks after the server to put back a backup of it."
)
NOT_A_FRESH_ID = "There is a meeting {meeting} on {server} already, and you don't sit at it. Ask its chair for a seat."
LISTED_IN_PART = (
    "Meeting {meeting} can't be read whole; the list shows what is sound of it. See how far with: chairtui doctor"
)

BROKEN = {
    "changed": (
        "This meeting was changed on the server from entry {line} on, so it can only be read; entries sound before it: "
        "{sound}. Ask who looks after the server to put back a backup of it."
    ),
    "elsewhere": (
        "This meeting was not written in this store, so nothing of it is shown. Ask who looks after the server to put "
        "back a backup of it."
    ),
    "unsealed": "This meeting is not sealed as it should be, so nothing of it is shown. Ask who runs the server.",
    "head": (
        "The place in the list of this meeting does not fit its entries, so it can only be read; entries: {sound}. "
        "Whoever made the store puts it right with: chairtui doctor --repair"
    ),
    "cut": (
        "Entries that were saved are missing on the server, so this meeting can only be read; entries sound: {sound}. "
        "Ask who looks after the server to put back a backup of it."
    ),
}
