"""A partnership's own template: filled where it is sound, refused with its line where it isn't."""

from __future__ import annotations

import pytest

from chairtui.data_files import read_data
from chairtui.meeting.records import Note
from chairtui.minutes.markdown import BadTemplate, minutes
from tests.minutes.builders import FORMAT, details, meeting

BLOCKS = "$heading\n\n$immediate\n\n$attendance\n\n$agenda\n\n$amendments\n"


def test_a_partnerships_own_words_stand_around_the_minutes() -> None:
    template = f"Harbour Partnership, costs $$5\n\n# $title about ${{subject}}\n\n{BLOCKS}\n---\nKept for $$6 years.\n"
    made = minutes(meeting(details()), FORMAT, template)
    assert made.startswith("Harbour Partnership, costs $5\n\n# Planning meeting about Robin Vale\n\n- **Status:**")
    assert made.endswith("\n---\nKept for $6 years.\n")


def test_what_somebody_typed_is_never_read_as_a_template() -> None:
    made = minutes(meeting(details(title="$agenda $nothing $$")), FORMAT, f"# $title\n\n{BLOCKS}")
    assert made.startswith("# $agenda $nothing $$\n")


@pytest.mark.parametrize(
    ("template", "line", "says"),
    [
        (f"# $title\n$titel\n{BLOCKS}", 2, "$titel is not known"),
        (f"# $title\n\ncosts £3 or $5\n{BLOCKS}", 3, "a $ has no name after it"),
        (f"${{title\n{BLOCKS}", 1, "a $ has no name after it"),
        (f"> $agenda\n{BLOCKS}", 1, "line of its own"),
        (f"  $agenda\n{BLOCKS}", 1, "line of its own"),
        (f"{BLOCKS}$agenda\n", 10, "is there already"),
        ("# $title\n\n$heading\n", 3, "it ends without $sections"),
        ("", 1, "it ends without $sections"),
    ],
)
def test_a_template_that_does_not_work_is_refused_with_its_line(template: str, line: int, says: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        minutes(meeting(details()), FORMAT, template)
    assert refused.value.line == line
    assert f"line {line} of" in str(refused.value)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_bad_template_is_refused_for_the_actions_copy_too() -> None:
    with pytest.raises(BadTemplate, match=r"use one of these: \$title, \$record|Use one of these: \$title, \$record"):
        minutes(meeting(details()), FORMAT, f"$x\n{BLOCKS}", "actions")


def test_places_without_content_leave_no_gap() -> None:
    made = minutes(meeting(Note(id="note-1", nature="fact", text="Said")), FORMAT, read_data("templates/minutes.md"))
    assert "\n\n\n" not in made
    assert made.endswith("\n") and not made.endswith("\n\n")


def test_a_template_saved_by_a_windows_editor_works_the_same() -> None:
    template = f"# $title\n\n{BLOCKS}"
    windows = "\ufeff" + template.replace("\n", "\r\n")
    assert minutes(meeting(details()), FORMAT, windows) == minutes(meeting(details()), FORMAT, template)
