"""A line or two to type for each command, as its help and the manual show them."""

EXAMPLES = {
    "open": ("chairtui", "chairtui last --role reader"),
    "demo": ("chairtui demo", "chairtui demo --format isle-of-wight > minutes.md"),
    "new": (
        'chairtui new --format bristol --title "Planning meeting" --subject "K." --starts "2026-12-03 14:00"',
        "chairtui new --from last",
    ),
    "record": (
        'chairtui record last "present: Avril Penhallow, Team Manager, Children\'s Social Care"',
        'chairtui record last "r: Nobody checks on K. at weekends @avril"',
        "chairtui record last - < lines.txt",
    ),
    "set": ('chairtui set last aim="Agree how K. is kept safe at weekends" chair=Avril',),
    "remove": ("chairtui remove last R3",),
    "remove-meeting": ("chairtui remove-meeting 3f2a", "chairtui remove-meeting 3f2a --yes"),
    "undo": ("chairtui undo last", "chairtui undo last --redo"),
    "list": ("chairtui list", "chairtui list --json"),
    "show": ("chairtui show last", "chairtui show last --json"),
    "history": ("chairtui history last", "chairtui history last A1"),
    "check": ("chairtui check last", "chairtui check last --json"),
    "close": ("chairtui close last",),
    "amend": ('chairtui amend last R1 --text "As it should read" --reason "Misheard" --asked-by Avril',),
    "release": (
        'chairtui release last --relative "Dawn, mother of Ava and Ben"',
        "chairtui release last --for Dawn",
        'chairtui release last --for Dawn --share R1,F2 --hold D3 --reason "Hers to hear from Sam first" --done',
    ),
    "depart": (
        'chairtui depart last KBSP-19 --reason "No interpreter could be found" --decided-by Avril',
        "chairtui depart",
    ),
    "export": ("chairtui export last -o minutes.docx", "chairtui export last --for family -o family.docx"),
    "distribution": (
        "chairtui distribution last",
        'chairtui distribution last --sent Avril --how "secure e-mail"',
    ),
    "actions": ("chairtui actions --overdue", "chairtui actions --this-week --to csv > actions.csv"),
    "report": ("chairtui report --from '1 apr 2026' --to html -o report.html",),
    "follow-up": (
        "chairtui follow-up last A1 done",
        'chairtui follow-up last A1 moved --to "18 dec" --reason "She was away"',
    ),
    "formats": ("chairtui formats", "chairtui formats show bristol", "chairtui formats check our.toml"),
    "not-convened": (
        'chairtui not-convened --format mscb --subject "K." --rationale "Nothing is stuck" --decided-by Odessa',
    ),
    "import": ("chairtui import meeting.json",),
    "schema": ("chairtui schema",),
    "doctor": ("chairtui doctor", "chairtui doctor --repair"),
    "backup": ("chairtui backup /media/stick/meetings",),
    "restore": ("chairtui restore /media/stick/meetings", "chairtui --store NEW restore OLD --new-key"),
    "copy": ("chairtui copy last --to postgresql://anna@db.example/meetings",),
    "store": (
        "chairtui store init --store postgresql://keeper@db.example/meetings",
        "chairtui store member last ben note-taker",
    ),
    "passphrase": ("chairtui passphrase", "chairtui passphrase --remember"),
    "serve": ("chairtui serve", "chairtui serve --port 9000 --token-file token.txt"),
    "completion": (
        "chairtui completion bash > ~/.local/share/bash-completion/completions/chairtui",
        "chairtui completion zsh > ~/.zfunc/_chairtui",
        "chairtui completion fish > ~/.config/fish/completions/chairtui.fish",
        "chairtui completion powershell >> $PROFILE",
    ),
    "manual": ("chairtui manual > chairtui.1", "chairtui manual | man -l -"),
}
