"""Help texts of the screens: a title and an explanation for each, by the name of its class."""

CAPTURE_HELP = (
    "One line for each thing said, filed when you press enter:\n"
    "  s: n: r: text                  a strength, a need, a risk\n"
    "  f: o: h: text @who             a fact, an opinion, a report, and by whom\n"
    "  v: q: doc: text @who           own views, a question left open, a document\n"
    "  d: text because reason         a decision\n"
    "  disagreed: D1 @who text        who did not agree with a decision, and what they said\n"
    "  a: text @owner DATE m: how one will know for R2,N1\n"
    "                                 an action, and what it addresses\n"
    "  … !restricted reason           at the end: kept out of the family's copy\n"
    "  … !not Mick why   … !only police why   #ava\n"
    "                                 kept from one relative, for some agencies only, about whom\n"
    "  present: Name, role, agency    !family or !professional at the end, where the role leaves it open\n"
    "  @sam @sam o @so @sam2 @P2      a person; at the end or the start: who said it\n"
    "  R1 new words   R1 f:   A3 @sam fri m: …   A3 drop: why   R1 join R2   R1 split: words\n"
    "                                 a record changed by its reference; ↑ opens the last\n"
    "Dates: fri, next tue, 27 nov, 27/11/2026, tomorrow, in 2 weeks, 10d, 5 working days.\n"
    "What can't be read is kept as you typed it (U1) and settled in a word: its number, letter, name or date."
)
HELP: dict[str, tuple[str, str]] = {
    "LibraryScreen": (
        "Meetings",
        "Every meeting: those still to come first, then the latest. Beside each is what is due: minutes to send, a "
        "review, actions past their deadline.\nEnter opens the marked one. Type / to find one.",
    ),
    "NewMeetingScreen": (
        "New meeting",
        "Sets a meeting up in a few steps: the guidance it is held to, whether this is the right kind of meeting, "
        "what, when, why, who, and what must be settled before it is convened.\n"
        "Enter goes on, escape goes back a step, and nothing you typed is lost on the way.",
    ),
    "LiveScreen": (
        "The meeting",
        "The agenda is on the left, the item you are at in the middle, and what the chair may want to say on the "
        "right. What you file is saved before the next key is read.\n \n" + CAPTURE_HELP + "\n"
        "A line may also change what is there: A3 by fri · A3 @sam · A3 for R2 · H1 verified Beth · "
        "H1 a: @sam by fri · Sam left 14:10.\n \n"
        "Below the line you see what the keys do with what is selected. ← and → go from the agenda over the item to "
        "the chair's panel; ↑ and ↓, or k and j, move in each of them.\n"
        "h and l are letters here: reported, and link. Your "
        'settings can move any key: column-right = "right,shift+right" under [keymap].\n'
        "Looking at another item does not start its time: that runs once something is filed under it, after half a "
        "minute, or with space. In the agenda ▸ is in view, ● is where the time runs, ✓ is done.",
    ),
    "AttendanceScreen": (
        "Attendance",
        "Who was invited, and who came. Everybody must be present, have sent apologies or be absent before the meeting "
        "can close. Each key below is saved at once, for the marked person.",
    ),
    "InvitationsScreen": (
        "Invitations",
        "Everybody who is invited, with what each is still asked for: a report, or whether their agency agrees.\n"
        "m makes an e-mail draft for each, with the agenda and an entry for their calendar: open it in your mail "
        "program, look, and send. Nothing about whom the meeting concerns stands in it unless you say so (n).\n"
        "Replies go on the attendance page. S deletes the drafts once they are sent.",
    ),
    "ClosingScreen": (
        "Closing",
        "What needs sorting out before closing, each with the provision it comes from. Enter goes to the place for it. "
        "Advice never stops a close.\nA closed meeting is sealed: afterwards only amendments are added.",
    ),
    "FamilyTalkScreen": (
        "Talking actions through with the family",
        "Says of one action, or of several at once, who talks them through with the family, or why nobody does.\n"
        "All are ticked to begin with: shift+tab goes to the list, space unticks. Enter in the line saves.",
    ),
    "TakenOverScreen": (
        "Actions taken over",
        "Actions of an earlier meeting whose day has passed. Say of each what became of it: done, dropped and why, or "
        "moved to another date. Each is saved at once.",
    ),
    "EarlierActionsScreen": (
        "Actions of before chairtui",
        "Takes the actions of a meeting held before this program over, from a table in a Word file or from a CSV whose "
        "columns are headed Action, Who, By when and, if you like, Measure and Status.\nEnter reads the file and shows "
        "what would come in (+) and what has no place (!); ctrl+s files the actions. A row that the meeting has "
        "already is not added again.",
    ),
    "NotConvenedScreen": (
        "Decided not to convene",
        "Not every meeting that is considered is called. Here you write down that none is, and why: whom it is about, "
        "who decided and when, and what happens instead.\nIt is kept among the meetings, sealed as it is; its minutes "
        "are a note of one page.",
    ),
    "AmendScreen": (
        "Amend",
        "Corrects or adds to a record of a closed meeting. The first text stays where it was, and the minutes show "
        "both, with the reason, the date and your name.",
    ),
    "DepartScreen": (
        "Departure",
        "Says why something the guidance asks for was not done, and who decided to go on. The minutes show it.\n"
        "Enter goes to the next field and saves from the last one.",
    ),
    "MinutesScreen": (
        "Minutes",
        "The minutes as they now stand, for the readers you choose: everybody who attended, the family, or the actions "
        "alone. Writing to a file always works; copying needs a terminal that allows it.",
    ),
    "CopiesScreen": (
        "Copies",
        "Everybody who attended or sent apologies, and the family, each with the copy that is theirs: all of it, only "
        "the part they were in, or the family's. Those not sent by the day they are due stand out.\n"
        "m makes an e-mail draft for each, with that copy in it: open it in your mail program, look, and send. "
        "S records them all as sent and deletes the drafts.\n"
        "What you record here is dated and has your name; the minutes themselves do not change.",
    ),
    "ReleaseScreen": (
        "What a relative is given",
        "Three lists: what is still to decide, what goes into this relative's copy, and what is held back. What is "
        "proposed under the last two stands so unless you move it; what is to decide never goes in by itself.\n"
        "Until the copy is released there is none, in any kind of file. A line that is new or was changed afterwards "
        "is decided again.",
    ),
    "PartTwoScreen": (
        "Starting part two",
        "Say who of those present stays, which relatives join, and what of part one may be on the screen while they "
        "are in the room: only the lines you put there, for each of them who joins. Each professional's copy holds "
        "the parts they were in.\nEnter starts part two; everything else of part one is off the screen until you turn "
        "back.",
    ),
    "ActionsScreen": (
        "Actions",
        "Every action of every meeting as it stands now, those past their deadline first. Enter opens its meeting.\n"
        "Record what became of an action of a closed meeting with d, m, x and o: its minutes stay as they are. "
        "Type / to find some: a name, an agency, “overdue”, “this week”.",
    ),
    "EditScreen": (
        "Edit",
        "One record with all its fields. Nothing is changed until you save it.\n"
        "Enter goes to the next field and saves from the last one; shift+tab goes to the one before. Tab fills in a "
        "name or a reference that is offered, and goes on. Ctrl+j starts a new line.\nIn a field with ▼ a letter "
        "chooses and space opens the list. In a list of choices, space ticks.",
    ),
    "ChooseScreen": (
        "Two versions",
        "Somebody else changed the same record meanwhile. Both versions are shown; nothing is overwritten until you "
        "choose.",
    ),
    "RiskScreen": (
        "Immediate risk",
        "What to do at immediate risk of significant harm, and a record of when it was raised, by whom, and what was "
        "decided.",
    ),
    "PassphraseScreen": (
        "Passphrase",
        "Meetings are kept encrypted, and nothing of them is shown before their passphrase is given. The first time "
        "you choose it here, twice.\nNobody can recover a passphrase. To use another one later: settings "
        "(F2), then F4",
    ),
    "ChangeScreen": (
        "Another passphrase",
        "Puts a new passphrase in the place of the one there is. No meeting is written anew, and whoever has the "
        "program open goes on.",
    ),
    "WelcomeScreen": (
        "Before you begin",
        "Your name stands beside everything you write, so it is asked before the first meeting is opened. What you "
        "answer is kept in your settings (F2).",
    ),
    "SettingsScreen": (
        "Settings",
        "Who you are, how the program looks and where it keeps things. Ctrl+s saves, in a file that you may also "
        "write yourself; what else stands in it stays as it is.",
    ),
    "UnsettledScreen": (
        "Lines to settle",
        "Every line that could not be read when it was typed. It is kept as it was typed, stands in nobody's copy and "
        "stops the close.\nMark one with ↑ and ↓ and type what is missing: the number of whoever is meant, the letter "
        "of its kind, @ and a name, a date, or the whole line again; then enter. remove takes it out.",
    ),
    "HistoryScreen": ("History", "Every version of one record: who wrote what, and when. Nothing is ever lost."),
}
