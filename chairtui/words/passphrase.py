"""Messages about the passphrase on the screen: giving it, choosing a first one, changing it, doing without."""

# ---- a store that has one
OPEN = "Passphrase"
OPEN_ABOUT = (
    "The meetings in {store} are encrypted. Type their passphrase and press enter.\n"
    "Nobody can recover a forgotten one. Escape leaves the program."
)
PASSPHRASE = "Passphrase"
ONE_MOMENT = "One moment…"
WRONG = "That is not the passphrase. Type it again."
BLANK = "Type the passphrase first."

# ---- a new store
NEW = "A passphrase for your meetings"
NEW_ABOUT = (
    "Your meetings will be kept in {store}, encrypted: whoever finds {kept} can't read them.\n"
    "Choose four or more words that nobody would guess. Nobody can recover them: if they are forgotten, or {key} is "
    "lost, the meetings can't be read by anybody, ever.\nSo write them down, and keep the "
    "paper away from this computer."
)
IN_FOLDER = {"kept": "the files", "key": "the file key.json in that folder"}
IN_DATABASE = {"kept": "what the database holds", "key": "what the database keeps of their key"}
FIRST = "New passphrase"
AGAIN = "The same again"
SHORT = "This is short: whoever has the files can try many. Four words or more are better."
GOOD = "Long enough."
NOT_THE_SAME = "The two are not the same. Type the second one again."
SAME_SO_FAR = "The same."

# ---- without one
WITHOUT = "Meetings without encryption"
WITHOUT_ABOUT = (
    "Whoever can open {store} can then read every meeting in it: {where}.\n"
    "To go ahead, type the word {word} and press enter. Escape goes back to choosing a passphrase."
)
EXPOSED_FOLDER = "on a shared drive, on a stolen laptop, in a backup"
EXPOSED_DATABASE = "on the server, in its backups, in copies of them"
WORD = "unencrypted"
WITHOUT_LABEL = "The word"
NOT_THE_WORD = "Type {word}, or press escape to go back."

# ---- another one
CHANGE = "Change the passphrase"
CHANGE_ABOUT = (
    "Afterwards your meetings open with the new passphrase. Nobody can recover it, so write it down.\n"
    "Copies made before, backups too, still open with the old one."
)
OLD = "Passphrase now"
CHANGED = "The passphrase is changed. Copies made before, backups too, still open with the old one."
NOT_REMEMBERED = "The passphrase was not changed: the system's keyring, which has it, can't be told ({reason})."
