"""Tests that can't run on Windows, with the reason; Wine can run fewer."""

from __future__ import annotations

import os
import sys

ON_WINDOWS = sys.platform == "win32"
UNDER_WINE = bool(os.environ.get("CHAIRTUI_WINE"))
HELD_OPEN = "a seat of the test still has the file open, and Windows lets nobody replace, rename or delete it"
NO_SOCKETS = "Windows has no sockets in a folder for a server to listen on"
NO_LINKS = "Wine makes links, and doesn't say where they lead"
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
        "test_backup_and_repair.py::test_a_missing_mark_is_made_anew",
        "test_backup_and_repair.py::test_a_repair_that_the_disk_refuses_loses_nothing",
        "test_open_elsewhere.py::test_a_file_that_is_let_go_of_soon_is_replaced",
        "test_actions_across.py::test_a_meeting_that_was_taken_away_owes_nothing",
        "test_actions_across.py::test_nothing_of_a_removed_meetings_actions_stays",
        "test_rekey_folder.py::test_a_meeting_that_goes_on_stays_until_a_later_run",
        "test_due_across.py::test_a_meeting_that_cannot_be_read_or_was_removed_is_left_out",
        "test_tallies.py::test_a_meeting_that_cannot_be_read_is_named_and_a_removed_one_is_gone",
        "test_journal_damage.py::test_a_file_of_nothing_or_of_zeros_is_named_as_one_that_is_not_here_yet",
        "test_locking.py::test_a_lock_on_a_file_that_was_replaced_counts_for_nothing",
        "offline/test_away_model.py",
    )
} | {
    "tests/journal/postgresql/test_server_that_goes_and_comes.py"
    "::test_a_server_that_is_not_there_is_said_in_one_line": NO_SOCKETS,
}
"""Tests, whatever their parameters, by what Windows does differently. A whole file may be named too."""
WINE: dict[str, str] = {
    "tests/journal/test_journal_adopts.py::test_two_that_bring_one_meeting_at_once_bring_it_once": LOCK_UNKNOWN,
    "tests/journal/test_journal_adopts.py::test_one_who_waits_too_long_for_another_takes_nothing_away": LOCK_UNKNOWN,
    "tests/journal/test_journal_faults.py::test_somebody_else_writing_for_too_long_is_said": LOCK_UNKNOWN,
    "tests/journal/offline/test_away_threads.py::test_every_seat_ends_with_what_the_server_has": LOCK_UNKNOWN,
    "tests/journal/test_locking.py::test_one_has_it_at_a_time": LOCK_UNKNOWN,
    "tests/journal/test_locking.py::test_a_killed_process_leaves_no_lock_behind": LOCK_UNKNOWN,
    "tests/journal/test_backup_and_repair.py::test_a_repair_waits_for_whoever_writes": LOCK_UNKNOWN,
    "tests/commands/test_store_put_in_anothers_place.py"
    "::test_an_encrypted_place_is_known_by_every_path_that_leads_to_it": NO_LINKS,
    "tests/journal/test_sealed_store.py::test_each_byte_that_is_changed_is_found_and_no_wrong_text_is_shown": TOO_LONG,
    "tests/journal/test_sealed_store.py::test_a_changed_key_file_or_catalogue_shows_nothing_wrong": TOO_LONG,
    "tests/journal/test_journal_damage.py::test_a_changed_letter_anywhere_is_found": TOO_LONG,
    "tests/journal/test_journal_kill.py": TOO_LONG,
    "tests/journal/test_journal_every_fault.py": TOO_LONG,
    "tests/journal/test_journal_model.py": TOO_LONG,
}


def reason(node: str) -> str:
    """Why a test is skipped here, "" if it isn't. `node` is its id, with or without parameters."""
    name = node.replace("\\", "/").partition("[")[0]
    here = {**(WINDOWS if ON_WINDOWS else {}), **(WINE if UNDER_WINE else {})}
    return here.get(name) or here.get(name.partition("::")[0]) or ""
