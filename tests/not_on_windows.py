"""Tests that can't run on Windows, with the reason; Wine can run fewer."""

from __future__ import annotations

import os
import sys

ON_WINDOWS = sys.platform == "win32"
UNDER_WINE = bool(os.environ.get("CHAIRTUI_WINE"))
HELD_OPEN = "a seat of the test still has the file open, and Windows lets nobody replace, rename or delete it"
LOCK_UNKNOWN = "Wine gives no reason (errno 0) for a lock that somebody else has, so it can't be told from a fault"
TOO_LONG = "takes Wine many minutes: hundreds of stores, or of processes"

WINDOWS: dict[str, str] = {
    f"tests/journal/{name}": HELD_OPEN
    for name in (
        "test_backup_and_repair.py::test_a_copy_is_a_store_of_its_own",
        "test_backup_and_repair.py::test_all_is_put_back_into_an_empty_place",
        "test_backup_and_repair.py::test_a_damaged_meeting_is_put_back_and_the_damaged_file_kept",
        "test_backup_and_repair.py::test_an_older_copy_put_back_for_a_lost_meeting_is_sound_and_goes_on",
        "test_backup_and_repair.py::test_repair_keeps_what_is_sound_and_the_file_as_it_was",
        "test_backup_and_repair.py::test_a_file_cut_short_is_repaired_as_it_now_is",
        "test_journal_cut_short.py::test_a_meeting_put_back_with_its_mark_to_before_what_the_list_remembers_takes_nothing",
        "test_journal_cut_short.py::test_an_encrypted_meeting_without_its_mark_says_that_its_end_can_not_be_told",
        "test_journal_cut_short.py::test_a_plain_meeting_from_before_there_were_marks_is_sound",
        "test_journal_cut_short.py::test_a_meeting_whose_file_was_taken_away_is_missed",
        "test_journal_damage.py::test_a_last_line_cut_off_anywhere_is_set_aside_and_told",
        "test_journal_damage.py::test_a_last_line_that_is_whole_but_wrong_is_set_aside_too",
        "test_journal_damage.py::test_a_file_put_back_as_it_was_is_no_damage",
        "test_journal_damage.py::test_a_file_that_went_away_takes_nothing",
        "test_keys.py::test_a_change_killed_anywhere_leaves_one_passphrase_that_works",
    )
}
"""Tests, whatever their parameters, by what Windows does differently. A whole file may be named too."""
WINE: dict[str, str] = {
    "tests/journal/test_journal_adopts.py::test_two_that_bring_one_meeting_at_once_bring_it_once": LOCK_UNKNOWN,
    "tests/journal/test_journal_adopts.py::test_one_who_waits_too_long_for_another_takes_nothing_away": LOCK_UNKNOWN,
    "tests/journal/test_journal_faults.py::test_somebody_else_writing_for_too_long_is_said": LOCK_UNKNOWN,
    "tests/journal/test_journal_kill.py": TOO_LONG,
    "tests/journal/test_journal_every_fault.py": TOO_LONG,
    "tests/journal/test_journal_model.py": TOO_LONG,
}


def reason(node: str) -> str:
    """Why a test is skipped here, "" if it isn't. `node` is its id, with or without parameters."""
    name = node.replace("\\", "/").partition("[")[0]
    here = {**(WINDOWS if ON_WINDOWS else {}), **(WINE if UNDER_WINE else {})}
    return here.get(name) or here.get(name.partition("::")[0]) or ""
