"""Messages about passphrases and key files on the command line."""

FIRST_RUN = (
    "Your meetings will be encrypted in {store}.\n"
    "Choose a passphrase: four or more words that nobody would guess. Nobody can recover it. If it is forgotten, "
    "or what the store keeps of its key (key.json in a folder) is lost, the meetings can't be read by anybody, ever."
)
ASK_NEW = "New passphrase: "
ASK_AGAIN = "The same again: "
ASK = "Passphrase for {store}: "
NOT_THE_SAME = "The two were not the same. Nothing was changed; begin again."
BLANK_PASSPHRASE = "A passphrase can't be blank. Nothing was changed; begin again."
WEAK = "This is short: whoever has the files can try many. Four words or more are better (chairtui passphrase)."
NEEDS_FIRST = (
    "A new store is encrypted and needs a passphrase: set CHAIRTUI_PASSPHRASE, or use a terminal, or say --unencrypted "
    "(CHAIRTUI_UNENCRYPTED=1) to do without."
)
WRONG_IN_ENVIRONMENT = "{variable} is not the passphrase of {store}, or its key file was changed."
WRONG_FOR_OTHER = (
    "{variable} is not the passphrase of {store}, which a backup has from its day. Give that one's own in {own}."
)
WRONG_THRICE = "That was not the passphrase, three times. Try again when you have it."
WRONG_ONCE = "That is not the passphrase."
NO_KEY_FILE = "The key file {file} can't be read ({reason}). Put that right, or name another in CHAIRTUI_KEY_FILE."
BAD_KEY_FILE = "{file} holds no secret, so it is no key file. Name the one that the store was made with."
WRONG_KEY_FILE = "{file} is not the key file of {store}. Name the one that the store was made with."
NO_PASSPHRASE = "The meetings in {store} are encrypted. Set CHAIRTUI_PASSPHRASE, or use a terminal."
NEEDS_NEW = "The new passphrase comes from the terminal, or from CHAIRTUI_NEW_PASSPHRASE."
NOTHING_TO_CHANGE = "There are no meetings in {store} yet, so there is no passphrase to change."
CHANGED = "The passphrase is changed. Copies made before, backups too, still open with the old one."
REMEMBERED = "The passphrase is in the system's keyring now: whoever is logged in as you can open the meetings."
FORGOTTEN = "The passphrase is no longer in the system's keyring."
NO_KEYRING = "The system's keyring can't be used here ({reason}). If its package is missing, add it with: {how}"
