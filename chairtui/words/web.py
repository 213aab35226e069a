"""Texts of `chairtui serve`, on its terminal and in the tabs."""

# ---- to a tab

ROLES = {"chair": "Chair", "note-taker": "Note-taker", "reader": "Reader (can't write)"}
OTHER_HOST = "This isn't the address chairtui is served at. Use the one it was given to you with."
OTHER_ORIGIN = "Another page asked for this. Open chairtui in a tab of its own."
NOT_HERE = "There is nothing here. Open chairtui at the address it was given to you with."
NOT_UNDERSTOOD = "That wasn't understood. Load the page again."
WRONG_TOKEN = "That is not the access code. Ask whoever started chairtui for it."
TOO_MANY_GUESSES = "Too many wrong access codes were given. Wait a minute, then try again."
NOT_IN = "This tab has to give the access code again."
DOOR_ONLY_PROXY = "chairtui is opened through your organisation's sign-in only: {address}"
DOOR_UNNAMED = "The sign-in in front of chairtui doesn't say who you are ({header}). Tell whoever looks after it."
DOOR_NAMED_TWICE = (
    "The sign-in in front of chairtui says more than once who you are ({header}), so nobody is let in. Tell whoever "
    "looks after it."
)
DOOR_UNKNOWN = "You are signed in, but not among the people who may open chairtui. Ask whoever looks after it."
DOOR_NO_LIST = "The list of people who may open chairtui can't be read. Tell whoever looks after it."
TOO_MANY_TABS = "You have {most} tabs open. Close one of them first."
NOT_NAMED = "The sign-in in front of chairtui doesn't say who you are. Tell whoever looks after it."
NO_NAME = "Give your name as it should be in the minutes, at most 200 characters."
NAME_TAKEN = (
    "Somebody sits here as {name} already. Use a name of your own (for a second tab: {other}): what one undoes, "
    "and lines half typed, are kept by name."
)
FULL = "All {most} seats are taken. Close a tab, or ask whoever started chairtui for more (--seats)."
NO_TICKET = "This seat is no longer kept. Load the page again."
STOPPED = "The program of this tab stopped. What was shown as saved is saved; sit down again."

# ---- to whoever starts it

NO_SUCH_HOST = "can't listen on {host}: {reason}. Give an address of this machine with --host."
PORT_TAKEN = "port {port} is in use. Choose another one with --port, or 0 for any that is free."
PORT_REFUSED = "the system doesn't let you use port {port}. Choose one above 1023 with --port."
BAD_PORT = "--port takes a number from 0 to 65535"
BAD_SEATS = "--seats takes a number from 1 to 500"
NEEDS_TOKEN = (
    "{host} can be reached from other machines, so it needs a token: set CHAIRTUI_TOKEN, or give --token-file FILE. "
    "Better: leave --host out and let your organisation's own sign-in proxy stand in front (docs/serve.md says how)."
)
WEAK_TOKEN = (
    "a token needs at least 22 letters and figures, or 32 of 0-9 and a-f, drawn at random. Without one, chairtui draws "
    "one that nobody guesses."
)
BLANK_TOKEN_FILE = "{file} holds no token. Write it into the first line."
BAD_PUBLIC = "“{address}” isn't an address people could open. Write for example --public-url https://chair.example.org"
NAMES_NEED_PROXY = (
    "--name-header believes what stands in front, so it needs --public-url and a token that only that has."
)
NOT_INSTALLED = "the browser part isn't installed. Add it with: {how}"
AT_OWN = "Open this in a browser: {address}"
AT = "Open {address} in a browser, and give it the token."
AT_DOOR = "People sign in and open {address} in a browser."
EACH_TAB = "Each tab is one seat. Ctrl+C stops it; what was shown as saved is saved."
PLAIN = (
    "what is typed crosses the network unencrypted on its way to {host}. Put your organisation's proxy with https in "
    "front, and name it with --public-url (docs/serve.md says how)."
)
TOKEN_SEEN = (
    "whoever else is logged in on this machine can see --token among its programs. Use CHAIRTUI_TOKEN or --token-file."
)
KEY_FILE_STAYS = (
    "the key file {file} is not used for tabs: each asks for what is in it. To open the store for all, say --unlocked."
)
UNLOCKED = "whoever has the token can read every meeting of {store}: tabs are not asked for the passphrase."

# ---- a door for many

DOOR_NEEDS = (
    "[door] in the settings needs --public-url, and the token that only the proxy has: CHAIRTUI_TOKEN or --token-file."
)
DOOR_NAMES_ITSELF = "--name-header is for a server without [door] in its settings. Leave it out."
DOOR_PLAIN = (
    "the proxy's token and what is typed cross the network unencrypted between the proxy and {host}. Put the proxy on "
    "this computer, or the two on a network of their own."
)
DOOR_NOT_OPENED = "{who} can't come in: {reason}"
DOOR_OPENS_FOR_NOBODY = "none of the people in {file} can open the store. docs/serve.md says how to set it up."
DOOR_OPEN = "Opened for {count} of {all} people in {file}."
DOOR_FOLDER = (
    "each person's files on this computer need a folder of their own in {folder}, which can't be had: {reason}."
)
DOOR_FOLDER_SHARED = "others may open it, or it is a link (chmod 700)"
PEOPLE_UNREADABLE = "the list of people {file} can't be read: {reason}."
PEOPLE_WRONG = (
    'the list of people {file} is wrong at “{where}”: each needs login = "…" and name = "…" under ["who is signed in"].'
)
PEOPLE_NOBODY = "the list of people {file} names nobody."
PEOPLE_SHARED = "the list of people {file} gives the login {login} to more than one. Each needs a login of their own."
PEOPLE_WRITABLE = (
    "others may change {file}, and so come in as anybody. Let only its owner write to it (chmod go-w), and let that be "
    "root or the account chairtui runs as."
)

# ---- files for a tab

HANDED_OVER = "Your browser keeps it: {name}. Nothing was written on the server."
