"""Help texts of the screens: a title and an explanation for each, by the name of its class."""

CAPTURE_HELP = (
    "Type one line for each thing said, then enter. It is saved at once, and the line stays open for the next.\n"
    "  s: n: r: text            a strength, a need, a risk\n"
    "  f: o: h: text @who       a fact, an opinion, a report; who said it\n"
    "  v: q: doc: text @who     own views, a question left open, a document\n"
    "  d: text because reason   a decision\n"
    "  disagreed: D1 @who text  who disagreed with decision D1, and their words\n"
    "  a: text @who fri m: how we will know for R2,N1\n"
    "                           an action: who, by when, the measure, what for\n"
    "At the end of a line, an answer or the aim, if not everybody may read it:\n"
    "  !restricted reason       not for the family\n"
    "  !not Mick reason         not for that relative\n"
    "  !only police reason      in the copies of those agencies and the chair alone\n"
    "People:\n"
    "  present: Name, role, agency\n"
    "                           also apologies:  absent:  invite:\n"
    "                           !family or !professional if the role doesn't say\n"
    "  @sam @sam o @so @sam2    part of a name, initials, a number where two fit\n"
    "  #ava                     who a line is about, if it is one of several\n"
    "  concerns: Ava, 9         relative: Dawn, sister of Ava\n"
    "  relative: Mick, brother of Ava, given nothing: why\n"
    "                           somebody who never gets a copy\n"
    "  Sam left 14:10           also: arrived, is back\n"
    "Changes:\n"
    "  A3 fri    A3 @sam        an action's date, and who does it\n"
    "  A3 for R2    A3 m: …     what it is for, and its measure; A3 drop: why\n"
    "  R1 new words    R1 f:    the words of anything said; a risk into a fact\n"
    "  R1 join R2               one out of two; R1 split: words makes two of one\n"
    "  H1 verified Beth         a report is now a fact; H1 a: makes an action\n"
    "  ↑                        brings back the last record\n"
    "Dates: fri, next tue, 27 nov, 27/11/2026, tomorrow, in 2 weeks, 10d, 5 working days.\n"
    "A line that can't be read is kept as you typed it (U1). Settle it with a number, a letter, a name or a date."
)
HELP: dict[str, tuple[str, str]] = {
    "LibraryScreen": (
        "Meetings",
        "All meetings: those to come first, then the latest. Beside each is what is due: minutes to send, a review, "
        "overdue actions.\n"
        "Enter opens the selected one; / finds one.",
    ),
    "NewMeetingScreen": (
        "New meeting",
        "Sets up a meeting in a few steps: which guidance, whether this is the right kind of meeting, who it is "
        "about, when, why, who is invited, and what must be settled first.\n"
        "Enter or tab goes on, ↑ and ↓ move between fields, escape goes back a step; what you typed is kept. Where a "
        "name is shown under a field, tab fills it in first. If no meeting is to be held after all, F6 records that, "
        "and why.",
    ),
    "LiveScreen": (
        "The meeting",
        "The agenda is on the left, the item in the middle and what is for the chair on the right.\n \n"
        + CAPTURE_HELP
        + "\n \n"
        "Below the line are the keys for the selected row. ← and → go between the agenda, the item and the chair's "
        "panel; ↑ and ↓, or k and j, move in each. h and l are letters here: reported, and link.\n"
        "] and the numbers only look at another item. Its time starts when you press space, when you record something "
        "under it, or after half a minute. In the agenda ▸ is the item you see, ● the one whose time runs, ✓ done.\n"
        "D writes down who disagrees with a decision. F starts part two, which the family joins.\n"
        'Your settings can move any key: column-right = "right,shift+right" under [keymap].',
    ),
    "AttendanceScreen": (
        "Attendance",
        "Who was invited, and who came. Before the meeting can close, everybody must be present, have sent apologies "
        "or be absent.\n"
        "Each key is saved at once, for the selected person; u takes the last one back.",
    ),
    "InvitationsScreen": (
        "Invitations",
        "Everybody invited, and what each is asked for: a report, or whether their agency agrees.\n"
        "m makes an e-mail draft for each, with the agenda and a calendar entry: open it in your e-mail program, "
        "check it and send it. It doesn't say who the meeting is about unless you choose so (n).\n"
        "Record replies on the attendance page. S deletes the drafts once they are sent.",
    ),
    "ClosingScreen": (
        "Closing",
        "What is left to sort out before closing, with the guidance each point comes from. Enter takes you there. "
        "Points to consider never stop you closing.\n"
        "Closing is final: the record is sealed, and only amendments can be added.",
    ),
    "FamilyTalkScreen": (
        "Talking actions through with the family",
        "Who talks these actions through with the family, or why nobody does.\n"
        "All are ticked at first: shift+tab goes to the list, space unticks. Enter in the line saves.",
    ),
    "TakenOverScreen": (
        "Actions carried over",
        "Actions from an earlier meeting whose date has passed. Say what became of each: done, dropped and why, or "
        "moved to another date. Each is saved at once; u takes the last one back.",
    ),
    "EarlierActionsScreen": (
        "Earlier actions",
        "Brings in the actions of a meeting held before this program was used, from a table in a Word file or from a "
        "CSV with the columns Action, Who, By when and, if you like, Measure and Status.\n"
        "Enter reads the file and shows what would come in (+) and what could not be used (!); ctrl+s brings the "
        "actions in. A row that the meeting already has is not added again.",
    ),
    "NotConvenedScreen": (
        "Decided not to convene",
        "For when a meeting was considered and will not be held. Say who it was about, who decided and when, why, and"
        " what happens instead.\n"
        "It is kept with the meetings and sealed; its minutes are one page.",
    ),
    "AmendScreen": (
        "Amend",
        "Corrects or adds to a record of a closed meeting. The original stays, and the minutes show both, with the "
        "reason, the date and your name.",
    ),
    "DepartScreen": (
        "Not done",
        "Records why something the guidance asks for was not done, and who decided to go on without it. The minutes "
        "show it.\n"
        "Enter goes to the next field and, on the last one, saves.",
    ),
    "MinutesScreen": (
        "Minutes",
        "The minutes as they are now, for the readers you choose: everybody who attended, a relative, or the actions "
        "alone. w writes them to a file. Copying depends on your terminal.",
    ),
    "CopiesScreen": (
        "Copies",
        "Everybody who attended or sent apologies, and the family, each with their own copy: all of it, only the part"
        " they were in, or what was released to them. Copies that are late stand out.\n"
        "m makes an e-mail draft for each, with that copy: open it in your e-mail program, check it and send it. S "
        "records them all as sent and deletes the drafts.\n"
        "What you record here has the date and your name; the minutes don't change.",
    ),
    "ReleaseScreen": (
        "What a relative is given",
        "Three lists: still to decide, going into this relative's copy, and held back. The last two are proposals "
        "until you move a line. Nothing goes in that is still to decide.\n"
        "There is no copy, in any kind of file, until you release it. A line that is new or was changed must be "
        "decided again.\n"
        "e opens the form of who it is for: their name, what they are to whom, and whether they are given nothing.",
    ),
    "PartTwoScreen": (
        "Starting part two",
        "Say who of those present stays, which relatives join, and what from part one may be on the screen while they "
        "are in the room: only the lines you put there, for each relative who joins. Each professional's copy has the "
        "parts they were in.\n"
        "Enter starts part two. Everything else from part one is off the screen until you go back to part one.",
    ),
    "ActionsScreen": (
        "Actions",
        "Every action from every meeting, overdue ones first. Enter goes to its meeting.\n"
        "For a closed meeting, d, m, x and o record what became of an action; its minutes stay as they are. / finds "
        "some: a name, an agency, “overdue”, “this week”.",
    ),
    "ReportScreen": (
        "Report",
        "What came of all the meetings you may open, for a partnership's board. Nobody is named.\n"
        "A number from 1 to 4 is shown as “fewer than 5”; dots stand for a number that is not shown. Where a bar goes "
        "on in grey, it is a share of the whole bar.\n"
        "[ and ] choose the period. w writes the report to a file: .html prints on A4.",
    ),
    "EditScreen": (
        "Edit",
        "All the fields of one record. Nothing changes until you save.\n"
        "Enter goes to the next field and, on the last one, saves; ↑ and ↓ move between fields. Tab goes on too, and "
        "first fills in the name or reference shown. Ctrl+j starts a new line.\n"
        "In a field with ▼ a letter chooses, and space opens the list. In a list with boxes, space ticks.",
    ),
    "ChooseScreen": (
        "Two versions",
        "Somebody else changed the same record at the same time. Both versions are shown; nothing is overwritten "
        "until you choose.",
    ),
    "RiskScreen": (
        "Immediate risk",
        "What to do when somebody is at immediate risk of significant harm, and a record of when it was raised, by "
        "whom, and what was decided.",
    ),
    "PassphraseScreen": (
        "Passphrase",
        "Meetings are kept encrypted, and nothing is shown until you give the passphrase. The first time, you choose "
        "one here and type it twice.\n"
        "Nobody can recover a lost passphrase. To change it later: settings (F2), then F4.",
    ),
    "ChangeScreen": (
        "Another passphrase",
        "Sets a new passphrase in place of the old one. The meetings stay as they are, and anybody who has the "
        "program open can go on.",
    ),
    "WelcomeScreen": (
        "Before you begin",
        "Your name goes beside everything you write, so it is asked first. You can change it in your settings (F2).",
    ),
    "SettingsScreen": (
        "Settings",
        "Who you are, how the program looks and where it keeps things. Ctrl+s saves, in a file that you can also edit"
        " yourself.",
    ),
    "UnsettledScreen": (
        "Lines to settle",
        "Lines that could not be read when they were typed. Each is kept as it was typed, is in nobody's copy, and "
        "must be settled before closing.\n"
        "Select one with ↑ and ↓ and type what is missing: a person's number, the letter of its kind, @ and a name, a"
        " date, or the whole line again; then enter. Typing “remove” takes it out.",
    ),
    "HistoryScreen": (
        "History",
        "Every version of one record: who wrote what, and when.",
    ),
}
