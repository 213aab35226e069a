"""ChairsPanel: a widget with the item's prompts, who has spoken, and the closing findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from chairtui.meeting.chairing.chair_prompts import ChairPrompt
from chairtui.meeting.chairing.speaking_balance import AgencySpeakers
from chairtui.meeting.closing.findings import Finding, Level
from chairtui.meeting.formats.model import AgendaItem, Prompt
from chairtui.words import chair_prompts as prompt_words
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.widgets.list_row import Row, Section, Tone, listed
from screens.widgets.record_list import RecordList, styles_for

FINDINGS: dict[Level, tuple[str, Tone]] = {"blocker": ("!", "warn"), "advice": ("·", "plain")}
"""A finding's mark and style."""


class ChairsPanel(RecordList):
    """The chair's column. Nothing in it goes into the minutes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = styles_for("plain", "heading", "quiet", "warn")

    MARK_WIDTH = 2
    ROOMY = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._findings: Sequence[Finding] = ()
        self._rows_told: tuple[tuple[Finding, Row], ...] = ()

    def tell(
        self,
        item: AgendaItem,
        findings: Sequence[Finding] | None,
        closed: bool = False,
        room: Sequence[ChairPrompt] = (),
        speakers: Sequence[AgencySpeakers] = (),
    ) -> None:
        """Show who is in the room, this item's prompts, who has spoken, and the findings (None until computed, or while
        hidden), its own first."""
        sections = [Section(words.FOR_THE_CHAIR, _prompt_rows(item.prompts), words.NO_PROMPTS)]
        told = [prompt for prompt in room if not (speakers and prompt.id == "unheard")]
        if told and not closed:
            rows = tuple(_room_row(prompt) for prompt in told)
            sections.insert(0 if any(prompt.urgent for prompt in told) else 1, Section(prompt_words.TITLE, rows))
        if speakers and not closed:
            sections.append(Section(quick_edit.HEARD, tuple(_speakers_row(each) for each in speakers)))
        self._take(() if findings is None or closed else findings)
        if findings is not None and not closed:
            blockers, advice = self._rows_of(item, "blocker"), self._rows_of(item, "advice")
            count = sum(f.level == "blocker" for f in self._findings)
            title = words.TO_SORT_OUT.format(count=count) if blockers else words.NOTHING_TO_SORT_OUT
            sections.append(Section(title, blockers))
            if advice:
                advised = sum(f.level == "advice" for f in self._findings)
                sections.append(Section(words.ADVICE.format(count=advised), advice))
        rows = listed(tuple(sections))
        self.show(rows, self.selected if any(row.key == self.selected for row in rows) else "")

    def clear(self) -> None:
        """Clear the panel, in part two."""
        self._take(())
        self.show(listed((Section(words.FOR_THE_CHAIR, (), words.NOT_WITH_FAMILY),)), "")

    def finding(self, key: str) -> Finding | None:
        """The finding that a row shows."""
        _, _, number = key.partition(":")
        return self._findings[int(number)] if number.isdecimal() and int(number) < len(self._findings) else None

    def _take(self, findings: Sequence[Finding]) -> None:
        """Build the rows once for each check; between items only their order changes."""
        if findings is not self._findings:
            self._findings = findings
            alike: dict[tuple[Level, str, str, str], list[int]] = {}
            for place, finding in enumerate(findings):
                alike.setdefault(_about(place, finding), []).append(place)
            first = {places[0]: len(places) - 1 for places in alike.values()}
            self._rows_told = tuple((findings[at], _finding_row(at, findings[at], more)) for at, more in first.items())

    def _rows_of(self, item: AgendaItem, level: Level) -> tuple[Row, ...]:
        told = [pair for pair in self._rows_told if pair[0].level == level]
        return tuple(row for own in (True, False) for finding, row in told if (finding.item == item.id) is own)


def _about(place: int, finding: Finding) -> tuple[Level, str, str, str]:
    """The grouping key of findings in one row: the provision and the place."""
    what = "person" if finding.ref.startswith("P") else f"{place}"
    return finding.level, finding.provision, finding.item, what


def _finding_row(place: int, finding: Finding, more: int) -> Row:
    """The text of a finding, with how many `more` are like it."""
    sign, tone = FINDINGS[finding.level]
    notes = (words.AND_OTHERS.format(count=more),) if more else ()
    return Row(f"finding:{place}", sign, finding.message, tone, "", notes)


def _prompt_rows(prompts: Sequence[Prompt]) -> tuple[Row, ...]:
    """The prompts, each source named once for consecutive prompts from it."""
    last = {(prompt.cites, place) for place, prompt in enumerate(prompts)}
    last -= {(prompt.cites, place - 1) for place, prompt in enumerate(prompts)}
    return tuple(
        Row("", "·", prompt.text, "plain", "", (prompt.cites,) if (prompt.cites, place) in last else ())
        for place, prompt in enumerate(prompts)
    )


def _speakers_row(agency: AgencySpeakers) -> Row:
    """An agency's row: "✓" once one of its people has spoken, "·" before."""
    notes = []
    if agency.spoken:
        notes.append(quick_edit.HEARD_ALL.format(names=", ".join(agency.spoken)))
    if agency.quiet:
        notes.append(quick_edit.HEARD_NOT.format(names=", ".join(agency.quiet)))
    return Row("", "✓" if agency.spoken else "·", agency.agency or words.NO_AGENCY, "plain", "", tuple(notes))


def _room_row(prompt: ChairPrompt) -> Row:
    return Row("", "!" if prompt.urgent else "·", prompt.text, "warn" if prompt.urgent else "plain")
