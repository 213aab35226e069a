"""Completion scripts for four shells, generated from the structure of the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from chairtui.commands.command_shape import Argument, CommandShape

Shapes = Sequence[CommandShape]


# ---- bash

BASH = """\
# Completion of chairtui for bash.
_chairtui_words() {{
    local IFS=$'\\n' index
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current")
    for index in "${{!COMPREPLY[@]}}"; do printf -v "COMPREPLY[index]" %q "${{COMPREPLY[index]}}"; done
}}
_chairtui_paths() {{
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
}}
_chairtui() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command= index word
    for ((index = 1; index < COMP_CWORD; index++)); do
        word=${{COMP_WORDS[index]}}
        case $word in
            --store | --by) ((index++)) ;;
            -*) ;;
            *) command=$word && break ;;
        esac
    done
    COMPREPLY=()
    case "$command $previous" in
{values}
    esac
    case $command in
{commands}
    esac
}}
complete -F _chairtui chairtui
"""


def bash(shapes: Shapes) -> str:
    """For bash 4 or later."""
    names = [shape.name for shape in shapes if shape.name]
    values, commands = [], []
    for shape in shapes:
        for option in shape.options:
            if option.metavar:
                patterns = " | ".join(f'"{shape.name} {flag}"' for flag in option.flags)
                values.append(f"        {patterns}) {_bash_value(option)}; return ;;")
        offered = [flag for option in shape.options for flag in option.flags]
        fixed = [choice for argument in shape.positionals for choice in argument.choices]
        paths = next((argument.completes for argument in shape.positionals if argument.completes), "")
        pattern = shape.name or "''"
        words = _bash_words([*(names if not shape.name else ()), *fixed, *offered])
        if paths and not fixed:
            flag = "-f" if paths == "file" else "-d"
            commands.append(
                f"        {pattern}) if [[ $current == -* ]]; then _chairtui_words {words}; "
                f"else _chairtui_paths {flag}; fi ;;"
            )
        else:
            commands.append(f"        {pattern}) _chairtui_words {words} ;;")
    return BASH.format(values="\n".join(values), commands="\n".join(commands))


def _bash_value(option: Argument) -> str:
    if option.completes:
        return f"_chairtui_paths {'-f' if option.completes == 'file' else '-d'}"
    return f"_chairtui_words {_bash_words(option.choices)}" if option.choices else ":"


def _bash_words(words: Iterable[str]) -> str:
    return "$'" + "\\n".join(word.replace(" ", "\\\\ ") for word in words) + "'"


# ---- zsh

ZSH = """\
#compdef chairtui
# Completion of chairtui for zsh.
_chairtui() {{
    local context state state_descr line curcontext="$curcontext"
    typeset -A opt_args
    local -a commands=(
{names}
    )
    _arguments -C {own} '1: :->command' '*:: :->arguments'
    case $state in
        command) _describe -t commands command commands ;;
        arguments)
            case $words[1] in
{commands}
            esac
            ;;
    esac
}}
if [ "$funcstack[1]" = "_chairtui" ]; then _chairtui "$@"; else compdef _chairtui chairtui; fi
"""


def zsh(shapes: Shapes) -> str:
    """For zsh, as a file of a folder in `fpath`, or sourced."""
    names = [f"        {_single(f'{s.name}:{s.help}')}" for s in shapes if s.name]
    own = " ".join(_zsh_option(option) for option in shapes[0].options)
    commands = []
    for shape in shapes:
        if shape.name:
            specs = [_zsh_option(option) for option in shape.options]
            for place, argument in enumerate(shape.positionals, 1):
                where = "*" if argument.repeated else str(place)
                specs.append(_single(f"{where}:{_zsh_text(argument.metavar)}:{_zsh_action(argument)}"))
            commands.append(f"                {shape.name}) _arguments {' '.join(specs)} ;;")
    return ZSH.format(names="\n".join(names), own=own, commands="\n".join(commands))


def _zsh_option(option: Argument) -> str:
    value = f":{_zsh_text(option.metavar)}:{_zsh_action(option)}" if option.metavar else ""
    return " ".join(_single(f"*{flag}[{_zsh_text(option.help)}]{value}") for flag in option.flags)


def _zsh_action(argument: Argument) -> str:
    if argument.completes:
        return "_files" if argument.completes == "file" else "_files -/"
    return (
        f"({' '.join(choice.replace(' ', chr(92) + ' ') for choice in argument.choices)})" if argument.choices else " "
    )


def _zsh_text(text: str) -> str:
    for sign in ("\\", "[", "]", ":"):
        text = text.replace(sign, f"\\{sign}")
    return text


# ---- fish


def fish(shapes: Shapes) -> str:
    """For fish."""
    lines = ["# Completion of chairtui for fish.", "complete -c chairtui -f"]
    for shape in shapes:
        if shape.name:
            lines.append(f"complete -c chairtui -n __fish_use_subcommand -a {_fish(shape.name)} -d {_fish(shape.help)}")
        when = f"'__fish_seen_subcommand_from {shape.name}'" if shape.name else "__fish_use_subcommand"
        lines += [f"complete -c chairtui -n {when}{_fish_option(option)}" for option in shape.options]
        for argument in shape.positionals:
            if argument.completes:
                lines.append(f"complete -c chairtui -n {when} -F")
            elif argument.choices and shape.name:
                lines.append(f"complete -c chairtui -n {when} -a {_fish(_fish_words(argument))}")
    return "\n".join(lines) + "\n"


def _fish_option(option: Argument) -> str:
    flags = "".join(f" -l {flag[2:]}" if flag.startswith("--") else f" -s {flag[1:]}" for flag in option.flags)
    value = ""
    if option.metavar:
        value = " -r -F" if option.completes else f" -x -a {_fish(_fish_words(option))}" if option.choices else " -x"
    return f"{flags}{value} -d {_fish(option.help)}"


def _fish_words(argument: Argument) -> str:
    return " ".join(choice.replace(" ", "\\ ") for choice in argument.choices)


def _fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


# ---- PowerShell

POWERSHELL = """\
# Completion of chairtui for PowerShell.
Register-ArgumentCompleter -Native -CommandName @('chairtui', 'chairtui.exe') -ScriptBlock {{
    param($word, $ast, $position)
    $offered = @{{
{offered}
    }}
    $values = @{{
{values}
    }}
    $typed = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object {{ $_.Extent.EndOffset -lt $position }} |
        ForEach-Object {{ $_.ToString() }})
    $command = ''
    for ($index = 0; $index -lt $typed.Count; $index++) {{
        if ($typed[$index] -in '--store', '--by') {{ $index++ }}
        elseif (-not $typed[$index].StartsWith('-')) {{ $command = $typed[$index]; break }}
    }}
    $key = if ($typed.Count) {{ $command + ' ' + $typed[-1] }} else {{ '' }}
    $found = if ($values.ContainsKey($key)) {{ $values[$key] }} else {{ $offered[$command] }}
    $found | Where-Object {{ $_ -like ($word + '*') }} | ForEach-Object {{
        $text = if ($_ -match ' ') {{ "'" + $_ + "'" }} else {{ $_ }}
        [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
    }}
}}
"""


def powershell(shapes: Shapes) -> str:
    """For PowerShell 5.1 and later, which completes files itself where nothing is offered."""
    names = [shape.name for shape in shapes if shape.name]
    offered, values = [], []
    for shape in shapes:
        words = [choice for argument in shape.positionals for choice in argument.choices]
        words += [flag for option in shape.options for flag in option.flags]
        offered.append(f"        {_quoted(shape.name)} = {_list([*(names if not shape.name else ()), *words])}")
        for option in shape.options:
            if option.metavar:
                values += [
                    f"        {_quoted(f'{shape.name} {flag}')} = {_list(option.choices)}" for flag in option.flags
                ]
    return POWERSHELL.format(offered="\n".join(offered), values="\n".join(values))


def _list(words: Iterable[str]) -> str:
    return "@(" + ", ".join(map(_quoted, words)) + ")"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _single(text: str) -> str:
    """Quoted for a POSIX shell."""
    return "'" + text.replace("'", "'\\''") + "'"


SCRIPTS: dict[str, Callable[[Shapes], str]] = {"bash": bash, "zsh": zsh, "fish": fish, "powershell": powershell}
