"""Texts of the command line: help, answers and errors."""

WRONG = "chairtui: {message}"
VERSION = "chairtui {version}"

USAGES = {
    "open": "chairtui [MEETING] [--by NAME] [--role chair|note-taker|reader]",
    "demo": "chairtui demo",
    "new": 'chairtui new --format ID --title … --subject … --starts "2026-12-03 14:00" [--agenda FILE.md]\n'
    '  chairtui new --from MEETING [--starts "2027-01-14 14:00"]',
    "record": "chairtui record MEETING [LINE…|-] [--by NAME] [--item N]",
    "set": "chairtui set MEETING KEY=VALUE…",
    "part": "chairtui part MEETING [1|2] [--stays NAME,…] [--joins NAME,…]",
    "remove": "chairtui remove MEETING REF…",
    "remove-meeting": "chairtui remove-meeting MEETING [--yes]",
    "undo": "chairtui undo MEETING",
    "invite": "chairtui invite MEETING [--for NAME…] [--naming nothing|initials|all] [--reply-by DATE] [-o DIR]",
    "list": "chairtui list",
    "show": "chairtui show MEETING",
    "history": "chairtui history MEETING [REF] [--waiting]",
    "check": "chairtui check MEETING",
    "depart": "chairtui depart MEETING PROVISION --reason … --decided-by … [--route …]\n  chairtui depart [MEETING]",
    "close": "chairtui close MEETING",
    "amend": "chairtui amend MEETING REF --text … --reason …",
    "export": "chairtui export MEETING --to md|html|docx|pdf|json|csv|ics [--for attendees|family|actions] [-o FILE]",
    "release": "chairtui release MEETING [--for NAME] [--share REF,…] [--hold REF,… --reason …] [--done]\n"
    '  chairtui release MEETING --relative "Dawn, sister of Ava"',
    "distribution": "chairtui distribution MEETING [--sent NAME… [--on DATE] [--how TEXT]]",
    "send": "chairtui send MEETING [--for NAME…] [--to docx|html|…] [-o DIR]",
    "drafts": "chairtui drafts [MEETING] [--remove]",
    "actions": "chairtui actions [--overdue] [--this-week] [--owner NAME] [--agency NAME] [--to csv [-o FILE]]",
    "report": "chairtui report [--from DATE] [--until DATE] [--to md|html|csv|json] [-o FILE]",
    "follow-up": "chairtui follow-up MEETING REF done|dropped|moved|open [--to DATE] [--reason TEXT]",
    "formats": "chairtui formats [show ID [--to toml [-o FILE]] | check FILE]",
    "not-convened": "chairtui not-convened --format ID --subject … --rationale … --decided-by NAME",
    "import": "chairtui import FILE.json\n  chairtui import MEETING --actions FILE.docx|FILE.csv",
    "schema": "chairtui schema",
    "doctor": "chairtui doctor [--repair]",
    "backup": "chairtui backup DIR",
    "restore": "chairtui restore DIR [--new-key]",
    "copy": "chairtui copy MEETING… --to STORE",
    "store": "chairtui store init|upgrade|status\n  chairtui store member MEETING [LOGIN chair|note-taker|reader|none]",
    "passphrase": "chairtui passphrase [--remember | --forget]",
    "serve": "chairtui serve [--port N] [--host ADDRESS] [--token-file FILE] [--public-url URL]",
    "completion": "chairtui completion bash|zsh|fish|powershell",
    "manual": "chairtui manual",
}
"""Usage line of each command."""

COMMANDS = {
    "open": "Open the program, at the list of meetings or at one of them.",
    "demo": "A sample meeting in a throwaway store; without a terminal, runs it to its minutes on stdout.",
    "new": "Create a meeting and print its id.",
    "record": "File what was said, one line for each thing, and answer each once it is saved.",
    "set": "Set details (aim, chair, note-taker, venue …), answers to the format's questions, and REF.field.",
    "part": "Start part two, with who stays and who joins, or go back to part one.",
    "remove": "Take records out of a meeting; their history stays, and undo brings them back.",
    "remove-meeting": "Remove a whole meeting from a folder; who removed it and when stays.",
    "undo": "Take back your own last change to a meeting.",
    "invite": "Make an e-mail draft for everybody invited: agenda, calendar entry, what is asked; nothing is sent.",
    "list": "The meetings there are.",
    "show": "A meeting as it is now.",
    "history": "Who wrote what and when, in a meeting or in one record.",
    "check": "What needs sorting out before closing; exit 0 only where the meeting could be closed.",
    "depart": "Close without something the guidance asks, with the reason why; without a provision, list departures.",
    "close": "Close a meeting and seal it. Afterwards come amendments, copies sent and what became of actions.",
    "amend": "Correct a closed meeting; the original stays readable.",
    "export": "The minutes as Markdown, HTML or Word; the meeting as JSON; its actions for a spreadsheet or calendar.",
    "release": "What a relative is given of the minutes, line by line; there is no copy for them until it is released.",
    "distribution": "Who gets which copy of the minutes and by when; record that one was sent.",
    "send": "Make an e-mail draft for each reader, with their own copy; nothing is sent.",
    "drafts": "The e-mail drafts on this computer; --remove deletes them.",
    "actions": "Actions across meetings, as they are now.",
    "report": "What came of many meetings, in numbers: nobody is named, and small numbers are hidden.",
    "follow-up": "Say what became of an action of a closed meeting; its minutes stay as they are.",
    "formats": "The formats there are; what one asks, with its provisions; whether a file of your own is sound.",
    "not-convened": "Write down that a meeting was considered and none is convened; `export` makes a note of it.",
    "import": "Make a meeting of a JSON file that `export --to json` wrote, or bring earlier actions into one.",
    "schema": "Print the JSON Schema of what `export --to json` writes and `import` takes.",
    "doctor": "Look through every meeting's file and say whether it is sound.",
    "backup": "Copy every meeting into a folder, also while they are being written, and verify the copies.",
    "restore": "Copy meetings from a backup into the store; nothing there is replaced by less.",
    "copy": "Copy meetings into another store as they are, history and digest too; nothing there is replaced by less.",
    "store": "Make a team's store on a server, bring it up to date; say who may read and write a meeting there.",
    "passphrase": "Change the passphrase of an encrypted store; the meetings are not rewritten.",
    "serve": "The program in a browser, for who may install nothing. One tab is one seat.",
    "completion": "Print what makes a shell complete commands, options and files on the tab key.",
    "manual": "Print the manual page.",
}
"""One-line summary of each command."""

EPILOG = (
    "A MEETING is named by its id, any unambiguous start of it, or `last`.\n"
    "Exit status: 0 done, 1 no (not closable, not found, refused), 2 not a valid command."
)
HELP_END = "examples:\n{examples}\n\n" + EPILOG
HELP = "\n".join(
    [
        "chairtui: for the chair and the note-taker of a professionals' meeting.",
        "",
        *(f"  {USAGES[name]}\n      {COMMANDS[name]}" for name in USAGES),
        "",
        "  --store STORE  the folder or database meetings are kept in (also CHAIRTUI_STORE)",
        "  --unencrypted  do not encrypt a new store (also CHAIRTUI_UNENCRYPTED=1)",
        "  --json         answer in JSON, where a program may read it",
        "  --help         this, or after a command that command's own help",
        "  --version      which version this is",
        "",
        EPILOG,
    ]
)

# ---- arguments, as help explains them

HELP_SHELL = "which shell the script is for"
HELP_STORE = "a folder, or a database (postgresql://HOST/NAME), meetings are kept in (also CHAIRTUI_STORE)"
HELP_UNENCRYPTED = "do not encrypt a new store (also CHAIRTUI_UNENCRYPTED=1)"
HELP_YES = "do it without asking"
REMOVE_IT = "Remove “{title}” ({meeting}) and all that was ever written in it? Only a backup brings it back. y/N "
REMOVE_NEEDS_YES = "Removing a meeting can't be undone. Say --yes, or use a terminal to be asked."
REMOVE_NOT_LAST = "`last` may be another meeting than you think. Name the one to remove by its id."
NOT_REMOVED = "Nothing was removed."
REMOVED_MEETING = "{meeting} removed, entries it had: {entries}."
UNREADABLE_TITLE = "a meeting that can't be read"
HELP_REPAIR = "make a new file of what is sound in each damaged one, and keep the damaged one beside it"
HELP_BACKUP = "a folder, empty or with an earlier backup of the same store"
HELP_RESTORE = "a folder that `chairtui backup` filled, or any other store"
HELP_COPY_TO = "the store to copy them into: a folder, or a database (postgresql://HOST/NAME)"
HELP_STORE_WHAT = (
    "make the store, bring it up to date, see its state, say who sits at a meeting, or move all into a new store "
    "with another key"
)
HELP_STORE_MEMBER = (
    "with `member`: who sits at a meeting; with a login and chair, note-taker, reader or none: change it; "
    "with `rekey`: the new store"
)
HELP_KEY_FILE = "a file with a secret that opens the store in place of a passphrase; init makes it if it isn't there"
HELP_NEW_KEY = "give a new store a key and a passphrase of its own, where somebody may know the old ones"
HELP_REMEMBER = "keep the passphrase in the system's keyring, so that it is not asked for"
HELP_FORGET = "take the passphrase out of the system's keyring"
HELP_MEETING = "a meeting's id, an unambiguous start of it, or `last`"
HELP_OPEN = "the meeting to open; the list of meetings without one"
HELP_JSON = "answer in JSON"
HELP_JSON_FILE = "answer with the name of the file in JSON"
HELP_PORT = "the port to listen on (8000); 0 for any that is free"
HELP_HOST = "the address to listen on (127.0.0.1, this machine alone); any other needs a token"
HELP_TOKEN = "what lets a browser in; drawn at random if not given (better: CHAIRTUI_TOKEN, or --token-file)"
HELP_TOKEN_FILE = "a file whose first line is the token"
HELP_PUBLIC_URL = "the address people open, where your organisation's proxy stands in front"
HELP_NAME_HEADER = "the header in which that proxy says who somebody is; nobody then names themselves"
HELP_TAB_ROLE = "what everybody in a tab does at the table (without it: each chooses)"
HELP_UNLOCKED = "open the store for every tab, instead of asking each for the passphrase"
HELP_SEATS = "how many tabs at once (32); each is a program of its own"
HELP_ROLE = "what you do at the table; a reader can't write (without it: the role in your settings)"
HELP_BY = "who writes (without it: the name in your settings, or your login name)"
HELP_FORMAT = "the format's id, see `chairtui formats`"
HELP_TITLE = "what the meeting is called"
HELP_SUBJECT = "who it is about, such as initials"
HELP_STARTS = 'when it starts, such as "2026-12-03 14:00"'
HELP_KIND = "what the meeting is; one that the format must not replace is refused"
HELP_PERSON = "child, young person or adult (without it: the format's own word)"
HELP_VENUE = "where it is held"
HELP_CHAIR = "who chairs"
HELP_NOTE_TAKER = "who takes the notes"
HELP_LINES = "a line such as `r: text`; `-`, or none, reads lines from stdin"
HELP_ITEM = "the agenda item the lines belong to, by number or id"
HELP_DEPART_MEETING = "a meeting's id, an unambiguous start of it, or `last`; without one, every meeting's departures"
HELP_PROVISION = "what is not met, by its id, such as KBSP-19; without one, the departures there are"
HELP_NOT_DONE = "why it was not done"
HELP_DECIDED_BY = "who decided to go on without it"
HELP_ROUTE = "what came of the route the guidance gives for this, such as an escalation"
HELP_PAIRS = (
    "a detail (aim, chair, note-taker, venue …), a question's id (QUESTION.K1 for one person's own answer), or "
    "REF.field, and its value"
)
HELP_REF = "a record by its reference, such as R3; also a detail's key or a question's id"
HELP_REMOVE = "a record by its reference, such as R3"
HELP_REDO = "put back what your last undo took"
HELP_AMEND_TEXT = "how it should read"
HELP_AMEND_REASON = "why it is corrected"
HELP_ASKED_BY = "who asked for the correction"
HELP_AGREED_BY = "who agreed to it"
HELP_TO = (
    "md, html, docx or pdf (the minutes), json (the whole meeting; for a reader their copy), csv (its actions), ics "
    "(actions and the review); if left out, as FILE ends"
)
HELP_FOR_PERSON = "the copy of one attendee: only the parts of the meeting they were in"
HELP_FOR = "who the minutes are for: attendees, family (what was released to the relative), actions (only these)"
HELP_OUT = "write to this file instead of stdout; in a folder, under a name of its own"
HELP_FORCE = "replace the file if there is one"
HELP_REPORT_FROM = "only meetings held on this day or later"
HELP_REPORT_UNTIL = "only meetings held on this day or before"
HELP_REPORT_TO = "md (as shown), html (to print), csv (a row for each number), json"
HELP_AGENCY = "only actions whose owner's agency has this in it"
HELP_THIS_WEEK = "only open actions due this week, Monday to Sunday"
HELP_STEP = "done; dropped (say why); moved (say to which date, and why); open, for one that was closed too early (why)"
HELP_MOVED_TO = "the new date, such as 2027-01-14 or “fri”"
HELP_WHY = "why, or what came of it"
HELP_SENT = "record that somebody's copy was sent: their name or reference; may be given several times"
HELP_ON = "the day it was sent (without it: today)"
HELP_HOW = "how it was sent, such as “secure e-mail”"
HELP_TO_SEND = "record that somebody is to get a copy, or which copy (--audience)"
HELP_AUDIENCE = "which copy: attendees, family, actions"
HELP_AGAIN = "record another copy for somebody who was sent one already"
HELP_WRITE = "write each copy that is to be sent as a file into this folder"
HELP_WRITE_KIND = "the kind of these files (without it: docx)"
HELP_FROM = "the closed meeting that this one follows: its people and what it left open are carried over"
HELP_AGENDA = "a briefing in Markdown: Aim, Attendees, Strengths, Needs, Risks, and headings of its own"
HELP_ACTIONS_TO = "csv: a spreadsheet, with each action's meeting, its date and its title"
HELP_OVERDUE = "only open actions whose deadline has passed"
HELP_OWNER = "only actions whose owner's name or agency has this in it"
HELP_FORMATS_WHAT = "`show` a format by its id, or `check` a file of your own"
HELP_FORMATS_TO = "toml: the format's file as it is, to make your own from"
HELP_FORMATS_OUT = "write to this file instead of stdout"
HELP_FORMATS_WHICH = "the format's id, or the file"
DECIDED_LATER = "{day} is still to come. Give the day it was decided."
HELP_DEMO_FORMAT = "which sample meeting"
HELP_DEMO_WRITE = "hold it to its end and write every kind of file for every audience into this folder"

# ---- answers

SAVED = "{ref} saved"
UNSETTLED = "{ref} unsettled"
SAVED_AS = "{ref} saved: {value}"
STARTS_READ = "It starts {when}."
CLOSED = "closed {digest}"
REMOVED_REF = "{ref} removed"
TAKEN_BACK = "undone: {what}"
PUT_BACK = "redone: {what}"
WRITTEN = "Written to {file}. Nobody else who uses this computer can open it, but it is not encrypted."
WRITTEN_OPEN = "Written to {file}. It is not encrypted: make sure that nobody else can open that folder."
NO_MEETINGS = "There are no meetings in {store} yet. Begin with: chairtui new"
NO_ACTIONS = "No actions."
NO_DEPARTURES = "No departures from the guidance."
CAN_CLOSE = "Nothing left to sort out before closing: the meeting can close."
TO_SORT_OUT = "To sort out before closing:"
TO_CONSIDER = "To consider:"
FINDING = "  {provision}  {message}"
FINDING_WHERE = "      {where}"
WHERE_ITEM = "item {number}, {title}"
WHERE_KEY = "put it right with: chairtui set {meeting} {key}=…"
WHERE_SETTLE = 'settle it with: chairtui record {meeting} "{ref} …" (its letter, @name or date, or “{ref} remove”)'
WHERE_DEPART = "or close without it: chairtui depart {meeting} {provision} --reason … --decided-by …"
WHERE_FIELDS = "put it right with: chairtui set {meeting} {ref}.FIELD=… (FIELD: {fields})"
DIAGNOSIS = "{meeting}: {message} ({file})"
FORMAT_SOUND = (
    "{file} is a sound format, “{id}”: {items} agenda items, {questions} questions, {provisions} provisions, those of "
    "every meeting counted."
)
FORMAT_WRITTEN = "Written to {file}. Give it an id of its own."
FORMAT_ADVICE = "  advice: {text}"

LIST_HEAD = ("ID", "WHEN", "FORMAT", "TITLE", "STATE")
HISTORY_HEAD = ("NO", "WHEN", "WHO", "WHAT", "AS IT WAS LEFT")
DEPARTURES_HEAD = ("MEETING", "REF", "PROVISION", "DECIDED BY", "ROUTE", "NOT DONE, BECAUSE")
ACTIONS_HEAD = ("MEETING", "REF", "OWNER", "BY", "STATUS", "ACTION")
ACTIONS_SHEET = (
    "Meeting",
    "Meeting date",
    "Title",
    "Ref",
    "Action",
    "Owner",
    "Agency",
    "Deadline",
    "Status",
    "Overdue",
    "Reason",
    "Who may not read it",
)
FORMATS_HEAD = ("ID", "NAME", "GUIDANCE")
REMOVED = "removed"
UNDONE = "takes back {seq}"
OVERDUE = "overdue"

FORMAT_TITLE = "{name} ({id}, version {version})"
FORMAT_AGENDA = "\nAgenda, {minutes} minutes"
FORMAT_ITEM = "  {number:>2}  {title} ({minutes} min; {id})"
FORMAT_REASONS = "\nReasons for convening"
FORMAT_QUESTIONS = "\nQuestions"
FORMAT_QUESTION = "  {id} ({type}; {provision})\n      {text}"
FORMAT_EXCLUDED = "\nNot for"
FORMAT_FORUM = "  {id}: {name}. Instead: {forum}"
FORMAT_ADULT_FORUM = "      about an adult: {forum}"
FORMAT_PROVISIONS = "\nProvisions"
FORMAT_PROVISION = "  {id}  {text}\n      {cites}\n      {how}"
FORMAT_ENTRY = "  {id}: {text}"

# ---- errors

BAD_USAGE = "{reason}. See: {command} --help"
NOT_UTF8 = "this isn't UTF-8 text; send it as UTF-8"
BLANK = "it must not be blank"
INTERRUPTED = "stopped. What was answered “saved” is saved."
STDOUT_CLOSED = "the answer had nowhere to go: stdout is closed. What was to be written is saved."
SYSTEM_SAYS = "the system refused: {reason}. What was answered “saved” is saved."
TOO_LARGE = "that was too large or too deeply nested to read. What was answered “saved” is saved."
UNFORESEEN = (
    "something went wrong that should not ({kind} at {where}). What was answered “saved” is saved; try: chairtui doctor"
)
STORE_BLANK = "--store needs the path of a folder, or the address of a database."
OUT_BLANK = "-o needs the name of a file."
NO_SUCH_COMMAND = "{said}{nearest}"
NEAREST = ". Did you mean: chairtui {name}?"
NO_NAME = "nobody is named as the writer, and this login has no name. Say who writes with --by NAME."
NO_SUCH_FORMAT = (
    "there is no format “{id}”. There are: {known}. The settings (formats) can name a folder with your own."
)
FORMAT_GONE = (
    "this meeting was made with the format “{id}”, which isn't here (there are: {known}). "
    "Put its file in your formats folder."
)
BAD_FORMAT = "{problem} It was left out."
VALUE_REFUSED = "{key} was refused: {reason}."
NO_LINE = "give a line such as “r: text”, or - to type lines here."
LINE_TOO_LONG = "it is longer than {most} MB and was not kept: send it as several lines"
LINE_READERS = "line {number}: {ref} is {readers}"
LINE_REFUSED = "line {number}: {reason}"
UTF16 = "the lines came as UTF-16. Send UTF-8; in PowerShell: $OutputEncoding = [Text.UTF8Encoding]::new()"
NO_SUCH_ITEM = "there is no agenda item “{item}”: they run from 1 to {last}."
CLOSED_TO_LINES = "this meeting is closed and takes no more lines. Correct it with: chairtui amend"
PAIR_REFUSED = "{key}: {reason}"
NOT_A_PAIR = "“{pair}” isn't KEY=VALUE. Write for example: aim=What we are here for"
NO_SUCH_REF = "there is no “{ref}” in this meeting. See: chairtui show {meeting}"
NOT_CLOSABLE = "not closed, because of the {count} above. See: chairtui check {meeting}"
BLOCKER = "{provision}: {message}"
ALREADY_CLOSED = "this meeting is already closed. Correct it with: chairtui amend"
STILL_OPEN = "this meeting is still open, so it needs no amendment. Change it with: chairtui set {meeting} {key}=…"
BEHIND = "others were writing all the time. Try again."
UNKNOWN_EXPORT = "there is no export to “{to}”. Choose one of: {known}."
NEEDS_KIND = "say which kind of file with --to: {known}."
NOT_ON_TERMINAL = "a {kind} file can't be shown here. Write it to a file with -o FILE.{ending}, or -o FOLDER"
FILE_KINDS = {"docx": "Word", "pdf": "PDF"}
SAMPLE_RELATIVE = "Rowan Fell, parent"
IS_FAMILY = (
    "{name} is family. Record them as a relative and release their copy: chairtui release {meeting} --relative …, then "
    "export it with --for family. If they are here for an agency: chairtui set {meeting} {ref}.relative=no"
)
NO_SUCH_PERSON = "{reason} Give the name of somebody who attended."
NOT_ATTENDING = "“{name}” is not among the attendees. There are: {known}."
TEMPLATE_REFUSED = "{file}:{line}: {reason} The program's own template is used."
TEMPLATE_UNREADABLE = "{reason} The program's own template is used."
WORD_TEMPLATE_REFUSED = "{file}: {reason} The program's own look is used."
PICTURE_LEFT_OUT = "{reason} Its words are shown in its place."
NO_PICTURE = "{file} is not a picture that can go into minutes (PNG, JPEG or GIF)."
TOO_MANY_BYTES = "{file} is larger than {most} MB. Name another file."
REPLACE_IT = "{file} is there already. Replace it? [y/N] "
NAME_REFUSED = "{file}: {reason}. Choose another name."
IS_A_FOLDER = "{file} is a folder. Give the name of a file in it."
FILE_EXISTS = "{file} is there already. Choose another name, or replace it with --force."
NO_FOLDER = "there is no folder {folder}. Make it first, or choose another."
CANNOT_WRITE = "can't write {file}: {reason}. Choose another place with -o."
CANNOT_READ = "can't read {file}: {reason}."
FILE_TOO_LARGE = "{file} is larger than {most} MB, so it can't be a meeting. Name another file."
FILE_NOT_UTF8 = "{file} isn't UTF-8 text. Save it as UTF-8 first."
FILE_OF_SHOWN = "--to and -o are for one format: chairtui formats show ID --to toml -o ours.toml"
NEEDS_TO_TOML = "-o writes the format's file. Add --to toml."
NEEDS_ID = "say which format: chairtui formats show ID"
NEEDS_FILE = "say which file: chairtui formats check FILE"
NO_TERMINAL = "the program needs a terminal. Without one, use the commands: chairtui --help"
DUMB_TERMINAL = (
    "this terminal (TERM={terminal}) can't show the screens. Use another one, or the commands: chairtui --help"
)
NO_SUCH_KEYMAP = "the keymap in your settings moves “{command}”, which isn't a command. There are: {known}."
NO_SAMPLE = "there is no sample meeting “{name}”. There are: {known}."
SAMPLE_REFUSED = "the sample meeting was refused at “{step}”: {reason}"
LEFT_OUT = "{id} was left out: {reason}"
NEEDS_PROVISION = "{option} goes with a provision, such as KBSP-19."
DEPART_NEEDS = "a departure needs {option}."
WRONG_STEP = "“{step}” is not one of: done, dropped, moved, open."
NO_SUCH_ACTION = "there is no action “{ref}” in this meeting. See: chairtui show {meeting}"
COPIES_HEAD = ("REF", "NAME", "AGENCY", "COPY", "DUE", "SENT", "HOW", "BY")
COPY_KEEPS = "{name}: {kept}"
COPY_LATE = "{day} (overdue)"
NO_COPIES = "Nobody attended or sent apologies, so nobody gets a copy yet."
AUDIENCES = {"attendees": "attendees", "family": "family", "actions": "actions"}
ONE_THING = "--sent, --to-send and --write are three things to do. Give one at a time."
NEEDS_SENT = "{option} goes with --sent or --to-send."
NEEDS_OPTION = "{option} is needed, unless --from names the meeting that this one follows."
NO_REVIEW = "that meeting agreed no review date to start from. Give --starts."
LINK_FAILED = (
    "meeting {id} is made, but {meeting} could not be told that it follows ({reason}). Its actions are in both."
)
FOLLOWED_ALREADY = "{meeting} was followed by {later} already; this is one more."

FORMAT_MORE = "      {text}"
FORMAT_RULES = "\nLooked at before closing:"
FORMAT_DEPARTURE = "      takes a departure: not done, because …, and who decided"
FORMAT_ROUTE = "      route: {route}"
FORMAT_LEVELS = {"blocker": "blocks", "advice": "advice"}
FORMAT_RULE = "  {provision}  {level}: {text}"
FORMAT_CLOCKS = "\nDue:"
FORMAT_CLOCK = "  {provision}  {what}: {when}"

STORE_TAKES_NOTHING = "`chairtui store {what}` takes nothing more. Leave out what follows."
STORE_REKEY_HOW = (
    "Say: chairtui store rekey STORE, the new store: a folder that isn't there yet, or the address of a database (made "
    "before with: store init)"
)
STORE_REKEY_SECRET = (
    "the new store needs a passphrase that whoever leaves doesn't know: give it in CHAIRTUI_OTHER_PASSPHRASE, or "
    "answer on a terminal, with CHAIRTUI_PASSPHRASE unset."
)
STORE_MEMBER_HOW = "Say: chairtui store member MEETING [LOGIN chair|note-taker|reader|none]"
NO_SUCH_SEAT = "There is no seat {seat!r}. Say one of: {known}."
NOTHING_TO_COPY = "There are no meetings in {store}, so there is nothing to copy."
BACKED_UP = "Backed up to {where}: {copied} copied, {same} there already. Verified."
RESTORED = "Restored from {where}: {copied} copied, {same} there already. Verified."
COPIED_TO = "Copied to {where}: {copied} copied, {same} there already. Verified."
