"""For the chair: the item's prompts with where they come from, and what still stands in the way of closing."""

from __future__ import annotations

from collections.abc import Sequence

from chairtui.meeting.aids import Aid
from chairtui.meeting.findings import Finding
from chairtui.meeting.formats import AgendaItem
from chairtui.meeting.hearing import Heard
from chairtui.words import aids as aid_words
from chairtui.words import live as words
from chairtui.words import quick
from screens.widgets.record_list import ListAlone
from screens.widgets.rows import Row, Section, Tone, listed


class ChairsPanel(ListAlone):
    """The chair's own column. Nothing in it goes into the minutes."""

    MARK_WIDTH = 2
    ROOMY = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._findings: list[Finding] = []

    def tell(
        self,
        item: AgendaItem,
        findings: Sequence[Finding] | None,
        closed: bool = False,
        aids: Sequence[Aid] = (),
        heard: Sequence[Heard] = (),
    ) -> None:
        """Show what there is to know of the room, this item's prompts, who has spoken, and the findings (None until
        they have been worked out, and while they are not to be seen), its own first."""
        prompts = tuple(Row("", "·", prompt.text, "plain", "", (prompt.cites,)) for prompt in item.prompts)
        sections = [Section(words.FOR_THE_CHAIR, prompts, words.NO_PROMPTS)]
        told = [aid for aid in aids if not (heard and aid.id == "unheard")]
        if told and not closed:
            rows = tuple(_aid_row(aid) for aid in told)
            sections.insert(0 if any(aid.urgent for aid in told) else 1, Section(aid_words.TITLE, rows))
        if heard and not closed:
            sections.append(Section(quick.HEARD, tuple(_heard_row(each) for each in heard)))
        self._findings = []
        if findings is not None and not closed:
            blockers = [f for f in findings if f.level == "blocker"]
            advice = [f for f in findings if f.level == "advice"]
            title = words.IN_THE_WAY.format(count=len(blockers)) if blockers else words.NOTHING_IN_THE_WAY
            sections.append(Section(title, self._rows_of(item, blockers, "!")))
            if advice:
                sections.append(Section(words.ADVICE.format(count=len(advice)), self._rows_of(item, advice, "·")))
        rows = listed(tuple(sections))
        self.show(rows, self.selected if any(row.key == self.selected for row in rows) else "")

    def finding(self, key: str) -> Finding | None:
        """The finding that a row stands for."""
        _, _, number = key.partition(":")
        return self._findings[int(number)] if number.isdecimal() and int(number) < len(self._findings) else None

    def _rows_of(self, item: AgendaItem, findings: Sequence[Finding], sign: str) -> tuple[Row, ...]:
        rows = []
        for finding in sorted(findings, key=lambda f: f.item != item.id):
            tone: Tone = "warn" if finding.level == "blocker" else "plain"
            key = f"finding:{len(self._findings)}"
            rows.append(Row(key, sign, finding.message, tone, "", (finding.provision,)))
            self._findings.append(finding)
        return tuple(rows)


def _heard_row(heard: Heard) -> Row:
    """An agency: "✓" once one of its people has spoken, "·" while none has."""
    notes = []
    if heard.spoken:
        notes.append(quick.HEARD_ALL.format(names=", ".join(heard.spoken)))
    if heard.quiet:
        notes.append(quick.HEARD_NOT.format(names=", ".join(heard.quiet)))
    return Row("", "✓" if heard.spoken else "·", heard.agency or words.NO_AGENCY, "plain", "", tuple(notes))


def _aid_row(aid: Aid) -> Row:
    cites = (aid.cites,) if aid.cites else ()
    return Row("", "!" if aid.urgent else "·", aid.text, "warn" if aid.urgent else "plain", "", cites)
