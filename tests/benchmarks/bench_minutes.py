"""Minutes in each kind of file, and the check before closing, by the number of records."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import typst

from chairtui.data_files import read_data
from chairtui.meeting.closing.checks import check
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.snapshot import format_for
from chairtui.meeting.records import Version
from chairtui.minutes.file_kinds import KINDS, Branding, Kind, Reader, build_file
from tests.benchmarks.rows import Beyond, Group, Growth, Row, Take, Times, fastest
from tests.benchmarks.sample_stores import STARTS, a_journal, a_meeting, opening, records
from tests.benchmarks.workspace import OURS, Workspace

SIZES = (100, 1_000, 10_000)
SLOW: tuple[Kind, ...] = ("docx", "pdf")
"""Kinds made fewer times, for they take seconds."""
BOUNDS: Mapping[Kind, float] = {"pdf": 1.0}
"""Seconds beyond its start-up, where it isn't 0.5: two thirds of a PDF's time are typst's, which sets 53 pages."""
OVER_TYPST = 1.75
"""What a PDF may take over what typst takes for its page."""
LINEAR = 1.05
"""The power of the number of records that passes for at most linearly."""


def groups(workspace: Workspace) -> Iterator[Group]:
    yield _commands(workspace)
    meetings = {size: _meeting(size) for size in SIZES}
    branding = Branding(read_data("templates/minutes.md"))

    def making(kind: Kind) -> Mapping[int, Take]:
        return _timed(meetings, kind, lambda meeting, format_: build_file(meeting, format_, kind, Reader(), branding))

    rows: list[Row] = [Growth("check", _timed(meetings, "check", check), LINEAR)]
    rows += [Growth(f"as {kind}", making(kind), LINEAR) for kind in KINDS if kind not in SLOW]
    yield Group("Minutes and check by records, in one process", rows, rounds=3)
    slow: list[Row] = [Growth(f"as {kind}", making(kind), LINEAR) for kind in SLOW]
    yield Group("Minutes by records, the kinds that take longest", slow, rounds=1, warm=0)
    whole = making("pdf")[1_000]
    rows = [Times("as pdf, over typst alone", whole, _typst_alone(*meetings[1_000]), OVER_TYPST, fastest)]
    yield Group("PDF of 1,000 records, in one process", rows, rounds=5)


def _typst_alone(meeting: Meeting, format_: Format) -> Take:
    """Typesetting the same page with typst: the part of making a PDF that isn't ours."""
    pages: list[dict[str, Any]] = []

    def kept(_: bytes, **page: Any) -> bytes:
        pages.append(page)
        return b""

    with patch.object(typst, "compile", kept):
        build_file(meeting, format_, "pdf", Reader(), Branding(read_data("templates/minutes.md")))
    source = read_data("templates/minutes.typ").encode("utf-8")

    def once() -> float:
        began = time.perf_counter()
        typst.compile(source, **pages[0])
        return time.perf_counter() - began

    return Take("typst sets the same page", once)


def _timed(
    meetings: Mapping[int, tuple[Meeting, Format]], name: str, make: Callable[[Meeting, Format], object]
) -> Mapping[int, Take]:
    def once(meeting: Meeting, format_: Format) -> float:
        began = time.perf_counter()
        make(meeting, format_)
        return time.perf_counter() - began

    def take(size: int) -> Take:
        return Take(f"{name}, {size:,} records", lambda: once(*meetings[size]))

    return {size: take(size) for size in meetings}


def _meeting(size: int) -> tuple[Meeting, Format]:
    drafts = [*opening(), *records(size)]
    versions = [
        Version(record=draft.record, seq=seq, at=STARTS + timedelta(seconds=seq), by="Chair")
        for seq, draft in enumerate(drafts, start=1)
    ]
    meeting = Meeting("m1", versions)
    format_ = format_for(meeting, lambda _: None)
    assert format_ is not None
    return meeting, format_


def _commands(workspace: Workspace) -> Group:
    """The same as a command: with 1,000 records, beyond what it takes with eight, one of which is an action."""
    stores = {size: workspace.folder / f"minutes-{size}" for size in (8, 1_000)}
    for size, store in stores.items():
        a_meeting(a_journal(store), size)

    def exporting(kind: Kind, size: int) -> Take:
        file = workspace.folder / f"minutes.{kind}"
        argv = [*OURS, "export", "m1", "--store", str(stores[size]), "-o", str(file), "--force"]
        return workspace.whole_process(f"export to {kind}, {size:,} records", argv)

    yardstick = workspace.yardstick()

    def row(kind: Kind) -> Row:
        return Beyond(f"as {kind}", exporting(kind, 1_000), exporting(kind, 8), BOUNDS.get(kind, 0.5), yardstick)

    rows = [row(kind) for kind in KINDS]
    return Group("Minutes of 1,000 records by the command, beyond its start-up", rows, rounds=4)
