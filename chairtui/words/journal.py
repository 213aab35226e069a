"""Messages about keeping meetings: what could not be saved or read, and what to do about it."""

NO_SUCH_MEETING = "There is no meeting {name!r} here. See the meetings there are with: chairtui list"
NO_MEETINGS = "There is no meeting here yet. Set one up with: chairtui new"
NONE_SOUND = "No meeting here can be read whole. See what is sound with: chairtui doctor"
LEFT_OUT = "Meeting {meeting} can't be read whole and is left out of the list. See what is sound with: chairtui doctor"
LISTED_WRONGLY = (
    "The list showed meeting {meeting} differently from the meeting itself, which only somebody with the passphrase "
    "can have done. It shows the meeting's own title again."
)
SEVERAL_MEETINGS = "Several meetings start with {name!r}: {candidates}. Give more letters."
AND_MORE = "{shown} and {more} more"

STORE_IS_A_FILE = "{path} is a file, so no meetings can be kept in it. Name a folder with --store."
NO_SETTING_UP = "{where} is a folder, which needs no setting up: begin with chairtui new. Name a database with --store."
NO_LOGINS = (
    "{where} is a folder, which has no logins. [door] in the settings needs a team's store: postgresql://HOST/NAME"
)
NO_SUCH_PATH = "{where} can't be the path of a folder, as it has a character in it that none can have. Type it again."
NO_SUCH_KIND = "Meetings can't be kept in {scheme}://. Name a folder, or a database: postgresql://HOST/NAME"
MISSING_USED = (
    "You have kept meetings in {path}, and nothing is there now. Plug in its drive, or connect to the network it is "
    "on, then try again. To start again there: chairtui new"
)
MISSING_NAMED = (
    "There is no folder {parent}, so {path} isn't here. If it is on a drive, plug it in; otherwise correct the name. "
    "To begin there: chairtui new"
)
BEGUN_ANEW = (
    "A new store was begun in {path}, as no meetings are there now. If you keep some there, on a drive that was not "
    "plugged in, plug it in before you go on."
)
UNREADABLE = "This can't be read: {path} ({reason}). Put that right, then try again."
NEWER = "{path} was written by a newer chairtui and was left as it is. Install the newest chairtui to open it."

NOT_SAVED = "Not saved: {reason}. {remedy}"
NOT_SURE = "Perhaps not saved: {reason}, and the half-written line could not be taken back. {remedy}"
BUSY = "another chairtui has been writing to this meeting for {seconds:g} seconds"
JUST_MADE = "another chairtui has just brought the same meeting here"
BUSY_REMEDY = "Try again; if it stays like this, close the other window."
TRY_AGAIN = "Put that right, then try again."
NO_SPACE = "the disk is full"
NO_SPACE_REMEDY = "Free some space, then try again."
IN_USE = "another program has {path} open"
IN_USE_REMEDY = "Close it there, then try again."
PATH_TOO_LONG = "{path} is longer than the {most} characters that Windows takes"
PATH_TOO_LONG_REMEDY = "Name a folder nearer the top of the drive with --store."
NOT_ALLOWED = "you may not write in {path}"
NOT_ALLOWED_REMEDY = "Ask for the right to write there, or name another folder with --store."
FAULT = "the drive reports a fault"
FAULT_REMEDY = "Copy what is on it to another drive soon, then try again."
GONE = "{path} is no longer there"
GONE_REMEDY = "Plug the drive back in or put the folder back, then try again."
OTHERWISE = "{path}: {reason}"

CONFLICT = "{by} changed this {kind} at {at} while you had it open. Nothing was overwritten: look at both and choose."
ANOTHER_KIND = "This {was} can't be turned into a {kind}. Remove it and enter it again."
NEVER_THERE = "This {kind} is not in the meeting, so it can't be changed. Enter it as a new one."
TWICE = "The same {kind} was changed twice at once. Save the first change, then make the second."
NOTHING_TO_REMOVE = "There is no such {kind} to remove."
DETAILS_STAY = "The details of a meeting can't be removed. Change them instead."
DETAILS_FIRST = "A meeting starts with its details. Give a format, a title, a subject and a start."
NOTHING_TO_KEEP = "There is nothing to save."
WRONG_TYPE = "one of its values is of the wrong type"
NOT_A_RECORD = "This {kind} can't be kept: {reason}. Correct it, then save it again."
CLOSED_MEANWHILE = (
    "Somebody wrote to this meeting while it was being closed. Look at what came in, then close it again."
)
APART = "This meeting is there already and went on differently, so it was left as it is. Copy it to another store."
NOT_A_HISTORY = "This is not a meeting's whole history: entry {position} is out of its place. Copy it once more."
WRONG_SEAL = "The meeting was not closed: its seal does not match what it holds. Open it again, then close it."

TORN = "The last line of this meeting was cut off when it was being saved. What came before is all there: {upto}."
TORN_ASIDE = "A line was cut off when it was being saved, and is now in {file}. What came before is all there: {upto}."
UP_TO = "{count} saved, the last at {at}"
UP_TO_NONE = "nothing saved yet"

BROKEN = {
    "empty": (
        "This meeting's file holds nothing, or only zeros, as where a synchronising program has not downloaded it yet "
        "or a copy was cut short. Wait until it is here, or put back a backup of it. Details: chairtui doctor The "
        "file: {path}"
    ),
    "changed": (
        "This meeting is damaged from line {line}, so it can only be read; entries sound before it: {sound}. {remedy} "
        "The file: {path}"
    ),
    "elsewhere": "This meeting was not written in this store, so nothing of it is shown. {remedy} The file: {path}",
    "unsealed": (
        "This meeting is not encrypted although its store is, so nothing of it is shown. {remedy} The file: {path}"
    ),
    "cut": (
        "This meeting was changed or cut short after line {line} was saved, so it can only be read; entries sound: "
        "{sound}. {remedy} The file: {path}"
    ),
    "seal": (
        "This meeting was changed after it was closed, or its seal doesn't match what it holds (line {line}), so it "
        "can only be read; entries sound before it: {sound}. {remedy} The file: {path}"
    ),
}
BROKEN_REMEDY = "Keep the file, and put back a backup of it. Details: chairtui doctor"

UNMARKED = (
    "The mark that says how far this meeting's file reaches is missing or was changed, so whether lines were cut off "
    "its end can't be told. Compare the last entries with your own notes."
)
READ_ONLY = "Only what is sound was shown, entries: {sound}. {reason}"
READER = "You sit here as a reader, who can't write. Open the meeting again as chair or note-taker to write."

NEEDS_PASSPHRASE = (
    "The meetings in {store} are encrypted. Give the passphrase in CHAIRTUI_PASSPHRASE, or use a terminal."
)
WRONG_PASSPHRASE = (
    "That is not this store's passphrase, or its key file was changed. Try again. A backup opens with the passphrase "
    "of its day, also after the store was given another key."
)
KEY_MISSING = "The meetings in {store} are encrypted and key.json is missing. Put it back from a backup of the store."
KEY_DAMAGED = "{path} is damaged, so the meetings can't be opened. Put it back from a backup of the store."
NOT_ENCRYPTED = (
    "The meetings in {store} are not encrypted. To encrypt them, copy them to a new store: "
    "chairtui --store NEW restore {store}"
)
NO_LONGER_ENCRYPTED = (
    "You have kept an encrypted store in {store}, and what is there now is not encrypted: it was left alone. Put the "
    "encrypted one back; if you put this one there yourself, delete the folder's line in {file}"
)
PLAIN_WITH_PASSPHRASE = (
    "A passphrase was given, and the meetings in {store} are not encrypted. Name the store that it opens; for this, "
    "say --unencrypted."
)
BUSY_KEY = "another chairtui has been changing the key for {seconds:g} seconds"

DOCTOR_SOUND = "sound, entries: {sound}."
DOCTOR_ASIDE = (
    "sound, entries: {sound}. Earlier damage is kept in {files}: compare it, and enter again what is missing."
)
DOCTOR_TORN = (
    "the last line was cut off when it was being saved; entries sound before it: {sound}. Open the "
    "meeting and go on: the piece is kept in a file of its own."
)
DOCTOR_UNFINISHED = (
    "a meeting that was being set up or put back when the program stopped; it was never said to be saved. Do that "
    "again, then delete this file."
)
DOCTOR_BROKEN = {
    "empty": (
        "it holds nothing, or only zeros, as where a synchronising program has not downloaded it yet or a copy was cut "
        "short. Wait until it is here, or put back a backup of it, and take the store out of the synchronised folder."
    ),
    "changed": (
        "line {line} is not as it was written (changed, moved, repeated, or one before it removed); entries "
        "sound before it: {sound}. Keep the file, and put back a backup of it, or go on from what is sound with: "
        "chairtui doctor --repair"
    ),
    "elsewhere": (
        "it was not written in this store, so no entry can be trusted. Keep the file, and put back a backup of the "
        "one that was here."
    ),
    "unsealed": (
        "it is not encrypted although its store is, so no entry can be trusted. Keep the file, and put back a backup "
        "of the one that was here."
    ),
    "cut": (
        "it ends before line {line}, or another file was put in its place, although that line was saved; entries "
        "sound: {sound}. Keep the file, and put back a backup of it, or go on from what is sound with: "
        "chairtui doctor --repair"
    ),
    "seal": (
        "line {line} changes it after it was closed, or its seal doesn't match; entries sound before it: {sound}. "
        "Put back a backup of it, or go on from what is sound with: chairtui doctor --repair"
    ),
}
DOCTOR_HEADER = (
    "its first line is damaged or belongs to another meeting, so no entry can be trusted. Keep the file, and "
    "put back a backup of it."
)
DOCTOR_RECORD = (
    "line {line} holds an entry that this program can't read; entries sound before it: {sound}. Keep the "
    "file, and put back a backup of it."
)
DOCTOR_UNMARKED = (
    "entries sound: {sound}, but the mark that says how far it reaches is missing or was changed, so whether lines "
    "were cut off its end can't be told. Compare its last entries with your notes, then: chairtui doctor --repair"
)
DOCTOR_CONFLICTED = (
    "a copy that a synchronising program made where two computers wrote at once. It may hold what the meeting lacks: "
    "keep it, and take the store out of the synchronised folder."
)
CONFLICTED = (
    "“{meeting}” is a copy that a synchronising program made, and is no meeting of its own. Keep it, take the store "
    "out of the synchronised folder, and see: chairtui doctor"
)
DOCTOR_MISSING = (
    "its file is not here, though it once was. Put it back from a backup; if the meeting was never finished being set "
    "up, delete this file."
)
DOCTOR_UNTRACKED = (
    "entries sound: {sound}, but it can't be vouched for: nothing here knows how far it once reached, so it may be an "
    "older state put in its place. Compare its last entries with your notes, then: chairtui doctor --repair"
)
REMOVED_BY = "by {by} on {at}"
DOCTOR_REMOVED = "removed {reason}, entries it had: {sound}."
MOVED_TO = "to {store} on {at}"
DOCTOR_MOVED = "moved {reason}, under a new key; entries it had: {sound}."
DOCTOR_REMOVED_UNSURE = (
    "it is said to have been removed, by nobody that can be told. If you did not remove it, put it back from a backup."
)
REMOVED_MEANWHILE = (
    "Not saved: somebody removed this meeting, so nothing more can be written to it. Who and when: chairtui doctor"
)
MOVED_MEANWHILE = (
    "Not saved: this meeting was moved to {store}, under a new key. Open that store with its passphrase, and type "
    "there what was not saved."
)
REKEY_SAME = "That store has the same key. Name a folder that isn't there yet."
REKEY_MOVED = "{meeting}: moved, entries: {entries}."
REKEY_IN_USE = "{meeting}: in use ({reason}), so it stays for now. Run this again later."
REKEY_OPEN = "open in a program"
REKEY_WRITTEN = "last written {at}"
REKEY_REMOVED = "it was removed there"
REKEY_NOT_MOVED = "{meeting}: not moved: {reason}"
REKEY_BY = "chairtui store rekey"
REKEY_TWO_KINDS = (
    "{store} and {target} must be two folders, or two databases. From one kind to the other, take meetings with: "
    "chairtui copy"
)
REMOVED_HERE = "Meeting {meeting} was removed here. To bring it back all the same, delete {file} first."
COPY_REMOVED = (
    "{meeting}: not copied, because it was removed there. To bring it back all the same, delete {file} first."
)
REMOVE_ON_SERVER = (
    "A meeting on a server is removed by whoever made the store, in the database itself. See docs/security.md, “Roles”."
)
REPAIRED_TRACKED = "{meeting}: vouched for from now on, entries: {sound}."
DOCTOR_NEWER = "written by a newer chairtui. Install the newest chairtui to open it."
DOCTOR_UNREADABLE = "it can't be read ({reason}). Put that right, then run doctor again."

REPAIRED = "{meeting}: repaired, entries kept: {sound}. The file as it was is now {kept}."
REPAIRED_MARK = "{meeting}: marked again, entries: {sound}."
NOT_REPAIRED = "{meeting}: not repaired: {message}"

COPIED = "{meeting}: copied, entries: {count}."
COPIED_OVER = "{meeting}: copied, entries: {count}. What was there, damaged, is now {kept}."
COPY_SAME = "{meeting}: there already, entries: {count}."
COPY_LESS = "{meeting}: left as it is, because what is there holds more (entries: {there}, against {count})."
COPY_APART = "{meeting}: not copied, because what is there went on differently. Copy it into another folder."
COPY_DAMAGED = "{meeting}: not copied, because it is damaged. Look at it with: chairtui doctor"
COPY_UNSURE = "{meeting}: copied, but what is there now does not match. Try another drive."
COPY_ITSELF = "{path} is the store itself. Name another folder."
COPY_NOTHING = "There are no meetings in {path}."
COPY_OTHER_STORE = "{path} holds meetings of another store, or of this one under an earlier key. Name another folder."
COPY_INTO_PLAIN = (
    "The meetings in {path} are encrypted, and those in {store} are not. Restore them into a new folder with --store."
)
