"""From the page of copies: one key drafts every reader's e-mail, another records them all as sent."""

from __future__ import annotations

import asyncio
import io
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from chairtui.app import ChairApp
from chairtui.journal.session import Session
from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.release_decisions import decide
from chairtui.meeting.records import Amendment, Attendee
from chairtui.words import mail as words
from screens.context import AppContext
from screens.copies import CopiesScreen
from tests.minutes.opened_mail import all_in, opened
from tests.minutes.releasing import DAWN, MICK
from tests.ui.app_harness import (
    NARROW,
    NOW,
    at_page,
    file_written,
    format_of,
    held,
    make_context,
    press,
    running,
    settled,
    shown,
)


def closed(context: AppContext) -> Session:
    """A meeting of Sam, who has an address, and two others; Dawn's copy is released and Mick's is not."""
    session = held(context, starts=NOW)
    sam = session.meeting.entry("sam")
    assert sam is not None and isinstance(sam.record, Attendee)
    session.save(sam.record.model_copy(update={"email": "sam@nhs.example"}))
    session.seal()
    for relative in (DAWN, MICK):
        session.save(relative)
    session.append([decide(session.meeting, format_of(context, session), DAWN.id, done=True)])
    return session


at_copies = partial(at_page, CopiesScreen)


def drafted(context: AppContext) -> dict[str, Path]:
    return {file.stem: file for file in Path(context.exports).rglob("*.eml")}


async def test_one_key_drafts_each_readers_own_copy(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context, NARROW) as (app, pilot):
        page = await at_copies(app, pilot, context, session)
        await press(pilot, "m")
        await file_written(pilot)
        files = drafted(context)
        assert set(files) == {"Sam Okafor", "Dominic Harrowell", "Dawn"}
        assert str(opened(files["Sam Okafor"].read_bytes())["To"]) == "Sam Okafor <sam@nhs.example>"
        assert "alone at home" in all_in(files["Sam Okafor"].read_bytes())
        assert "alone at home" not in all_in(files["Dawn"].read_bytes())
        assert "3 drafts are in" in page.message and "None for Mick: not released." in page.message
        assert "Dominic Harrowell, Dawn" in page.message
        screen = shown(app)
        assert screen.count(words.DRAFT_READY) == 3
        assert screen.count(words.NOBODY_DECIDED) == 1


async def test_another_key_records_them_all_as_sent_and_the_drafts_are_gone(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context) as (app, pilot):
        page = await at_copies(app, pilot, context, session)
        await press(pilot, "S")
        assert page.message == words.NO_DRAFT_TO_RECORD
        await press(pilot, "m")
        await file_written(pilot)
        await press(pilot, "S", "enter")
        assert drafted(context) == {}
        sent = {copy.to.name: copy.sent for copy in copies(session.meeting, format_of(context, session))}
        assert sent == {"Sam Okafor": NOW.date(), "Dominic Harrowell": NOW.date(), "Dawn": NOW.date(), "Mick": None}
        assert "3 sent · 4 in all" in shown(app)
        session.append([decide(session.meeting, format_of(context, session), MICK.id, done=True)])
        await press(pilot, "m")
        await file_written(pilot)
        assert set(drafted(context)) == {"Mick"}
        await press(pilot, "S", "enter")
        assert words.ALL_SENT in shown(app).splitlines()[0]


async def test_one_recorded_as_sent_loses_its_own_draft(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context, NARROW) as (app, pilot):
        await at_copies(app, pilot, context, session)
        await press(pilot, "m")
        await file_written(pilot)
        await press(pilot, "g", "s", "enter")
        assert set(drafted(context)) == {"Dominic Harrowell", "Dawn"}


async def test_an_open_meeting_has_no_drafts(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = held(context)
    async with running(context) as (app, pilot):
        page = await at_copies(app, pilot, context, session)
        await press(pilot, "m")
        assert page.message == words.NOT_CLOSED
        assert drafted(context) == {}


async def test_a_folder_that_can_not_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "a-file").write_bytes(b"")
    context = replace(make_context(tmp_path), exports=str(tmp_path / "a-file"))
    session = closed(context)
    async with running(context) as (app, pilot):
        page = await at_copies(app, pilot, context, session)
        await press(pilot, "m")
        await file_written(pilot)
        assert "could not be written" in page.message


async def test_the_page_may_be_left_while_drafts_are_made(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context) as (app, pilot):
        await at_copies(app, pilot, context, session)
        await pilot.press("m", "escape")
        await asyncio.to_thread(context.export_jobs.finish)
        await settled(pilot)
        assert len(drafted(context)) == 3


async def test_a_draft_of_what_was_changed_since_is_out_of_date_until_it_is_made_again(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    async with running(context) as (app, pilot):
        await at_copies(app, pilot, context, session)
        await press(pilot, "m")
        await file_written(pilot)
        await press(pilot, "g", "s", "enter")
        assert words.DRAFT_OLD not in shown(app), "that another copy was sent changes no draft"
        session.save(Amendment(id="m1", target="o1", text="K. is tired every day", reason="Misheard"))
        await press(pilot, "j")
        app.screen._again()  # type: ignore[attr-defined]
        await settled(pilot)
        assert shown(app).count(words.DRAFT_OLD) == 2
        await press(pilot, "m")
        await file_written(pilot)
        assert words.DRAFT_OLD not in shown(app)
        assert set(drafted(context)) == {"Dominic Harrowell"}, "Dawn's copy is decided again, and her draft is gone"
        assert "every day" in all_in(drafted(context)["Dominic Harrowell"].read_bytes())


async def test_in_a_browser_the_drafts_are_handed_over_and_none_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(tmp_path)
    session = closed(context)
    handed: dict[str, bytes] = {}
    monkeypatch.setattr(ChairApp, "is_web", property(lambda _: True))
    monkeypatch.setattr(
        ChairApp, "deliver_binary", lambda _, file, save_filename, **__: handed.update({save_filename: file.read()})
    )
    async with running(context) as (app, pilot):
        page = await at_copies(app, pilot, context, session)
        await press(pilot, "m")
        await file_written(pilot)
        with zipfile.ZipFile(io.BytesIO(handed["drafts.zip"])) as archive:
            assert archive.namelist() == ["Sam Okafor.eml", "Dominic Harrowell.eml", "Dawn.eml"]
            assert "alone at home" not in all_in(archive.read("Dawn.eml"))
        assert "3 drafts were handed over" in page.message
        assert drafted(context) == {} and context.draft_files is not None and context.draft_files.all() == []
