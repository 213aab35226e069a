"""Completion and the manual say what `--help` says, in the shells themselves where they are installed."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from pathlib import Path

import pytest

from chairtui.commands.command_shape import command_shapes
from chairtui.commands.completion import SHELLS
from chairtui.commands.registry import NAMES, OPEN, load, parser_of
from chairtui.words.command_examples import EXAMPLES
from tests.commands.conftest import Run

TYPED = [name for name in NAMES if name != OPEN]
ASK_BASH = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _chairtui; printf "%s\\n" "${COMPREPLY[@]}"'


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


def ran(*argv: str, folder: Path) -> str:
    done = subprocess.run(argv, capture_output=True, encoding="utf-8", cwd=folder, check=False)
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def script(run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The script of the shell that a test names, as a file."""
    shell: str = request.param
    file = tmp_path / f"chairtui.{shell}"
    file.write_text(run("completion", shell).out, encoding="utf-8", newline="\n")
    return file


def in_bash(script: Path, *words: str) -> list[str]:
    return ran("bash", "-c", ASK_BASH, "bash", str(script), "chairtui", *words, folder=script.parent).splitlines()


@needs("bash")
@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_bash_completes_commands_options_and_their_values(script: Path) -> None:
    assert set(TYPED) <= set(in_bash(script, ""))
    assert in_bash(script, "exp") == ["export"]
    assert in_bash(script, "export", "last", "--f") == ["--for", "--force"]
    assert in_bash(script, "export", "last", "--for", "") == ["attendees", "family", "actions"]
    assert "bristol" in in_bash(script, "new", "--format", "b")
    assert in_bash(script, "new", "--person", "y") == ["young\\ person"]
    assert in_bash(script, "follow-up", "last", "A1", "d") == ["done", "dropped"]
    assert in_bash(script, "--store", "elsewhere", "che") == ["check"]


@needs("bash")
@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_bash_completes_files_only_where_a_file_is_wanted(script: Path) -> None:
    (script.parent / "meeting file.json").write_text("{}", encoding="utf-8")
    quiet = script.with_name("quiet.bash")
    # There is no completion going on whose options could be changed.
    quiet.write_text("compopt() { :; }\n" + script.read_text(encoding="utf-8"), encoding="utf-8")
    assert in_bash(quiet, "import", "meet") == ["meeting file.json"]
    assert in_bash(quiet, "show", "meet") == [""]


@needs("zsh")
@pytest.mark.parametrize("script", ["zsh"], indirect=True)
def test_zsh_takes_the_script(script: Path) -> None:
    said = ran("zsh", "-f", "-c", 'autoload -U compinit; compinit -u -D; source "$1"; print $_comps[chairtui]', "zsh",
               str(script), folder=script.parent)  # fmt: skip
    assert said == "_chairtui\n"


@needs("fish")
@pytest.mark.parametrize("script", ["fish"], indirect=True)
def test_fish_completes_commands_options_and_their_values(script: Path) -> None:
    def offered(line: str) -> list[str]:
        argv = ("fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", str(script), line)
        return [found.partition("\t")[0] for found in ran(*argv, folder=script.parent).splitlines()]

    assert "export" in offered("chairtui exp")
    assert {"--for", "--force"} <= set(offered("chairtui export last --fo"))
    assert set(offered("chairtui export last --for ")) == {"attendees", "family", "actions"}
    assert offered("chairtui new --person y") == ["young person"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_script_has_every_command_and_every_option(run: Run, shell: str) -> None:
    script = run("completion", shell).out
    for shape in command_shapes():
        assert shape.name in script
        for option in shape.options:
            for flag in option.flags:
                assert (flag in script) or (shell == "fish" and f"-l {flag[2:]}" in script), (shape.name, flag)


def test_a_quote_in_a_help_text_opens_none_in_powershell(run: Run) -> None:
    """No PowerShell runs here: at least every quote is closed and every bracket too."""
    for line in run("completion", "powershell").out.splitlines():
        assert line.count("'") % 2 == 0, line
    whole = run("completion", "powershell").out
    assert whole.count("{") == whole.count("}")
    assert whole.count("(") == whole.count(")")


@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_an_example_that_its_parser_takes(name: str) -> None:
    """An example in `chairtui/words/command_examples.py` for each command, which help and the manual show."""
    import shlex

    assert EXAMPLES.get(name), f"give {name} an example"
    for line in EXAMPLES[name]:
        words = shlex.split(line.partition(" < ")[0].partition(" > ")[0].partition(" >> ")[0].partition(" | ")[0])
        assert words.pop(0) == "chairtui"
        if name != OPEN:
            words.remove(name)
        args = parser_of(name, load(name)).parse_intermixed_args(words)
        assert isinstance(args, argparse.Namespace)


def test_the_help_of_a_command_ends_with_its_examples(run: Run) -> None:
    told = run("export", "--help").out
    assert "examples:\n  chairtui export last -o minutes.docx" in told


def test_the_manual_has_every_command_and_option(run: Run) -> None:
    page = run("manual").out.replace("\\-", "-")
    assert page.startswith(".TH CHAIRTUI 1")
    for shape in command_shapes():
        assert shape.help.replace("\\", "\\e") in page
        for option in shape.options:
            assert ", ".join(option.flags) in page


@needs("groff")
def test_the_manual_is_sound_roff(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "chairtui.1"
    file.write_text(run("manual").out, encoding="utf-8", newline="\n")
    said = ran("groff", "-ww", "-z", "-K", "utf8", "-man", str(file), folder=tmp_path)
    assert said == ""
