"""Tables of a Word file come in as their reader sees them; what nobody sees is named."""

from __future__ import annotations

import io
from unittest.mock import patch

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from chairtui.meeting.convening.earlier_actions import BadActions, SheetTable
from chairtui.minutes.action_tables import read_tables

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
VANISH = "<w:rPr><w:vanish/></w:rPr>"
SHY = '<w:pPr><w:pStyle w:val="Shy"/></w:pPr>'
CELL_DELETED = "<w:tcPr><w:cellDel w:id='1'/></w:tcPr>"
ROW_DELETED = "<w:trPr><w:del w:id='1' w:author='A'/></w:trPr>"
ROW_HIDDEN = "<w:trPr><w:hidden/></w:trPr>"


def cell(text: str, run: str = "", paragraph: str = "") -> str:
    return f"<w:tc><w:p>{paragraph}<w:r>{run}<w:t>{text}</w:t></w:r></w:p></w:tc>"


def gone(text: str, tag: str = "del", properties: str = "") -> str:
    word = "delText" if tag == "del" else "t"
    change = f'<w:{tag} w:id="1" w:author="A"><w:r><w:{word}>{text}</w:{word}></w:r></w:{tag}>'
    return f"<w:tc>{properties}<w:p>{change}</w:p></w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl {nsdecls('w')} {MC}><w:tblPr/>{''.join(rows)}</w:tbl>"


HEAD = row(cell("Action"), cell("Who"))
LAST = row(cell("Ring"), cell("Sam"))


def read(body: str, header: str = "") -> list[SheetTable]:
    word: Word = Document()
    word.styles.add_style("Shy", 1).font.hidden = True
    word.element.body.insert(0, parse_xml(body))
    if header:
        word.sections[0].header._element.append(parse_xml(header))
    made = io.BytesIO()
    word.save(made)
    return read_tables(made.getvalue(), "last.docx")


@pytest.mark.parametrize(
    ("unseen", "why"),
    [
        (row(ROW_DELETED, cell("Visit"), cell("Ava")), "deleted"),
        (row(gone("Visit"), gone("Ava")), "deleted"),
        (row(gone("Visit", "moveFrom"), gone("Ava", "moveFrom")), "moved away"),
        (row(gone("Visit", "del", CELL_DELETED), gone("Ava", "del", CELL_DELETED)), "deleted"),
        (row(ROW_HIDDEN, cell("Visit"), cell("Ava")), "hidden"),
        (row(cell("Visit", VANISH), cell("Ava", VANISH)), "hidden"),
        (row(cell("Visit", "", SHY), cell("Ava", "", SHY)), "hidden"),
    ],
    ids=["deleted row", "deleted text", "moved text", "deleted cells", "hidden row", "hidden text", "hidden style"],
)
def test_what_nobody_sees_is_no_part_of_the_row_and_is_named(unseen: str, why: str) -> None:
    (found,) = read(table(HEAD, unseen, LAST))
    assert found.rows == (("Action", "Who"), ("", ""), ("Ring", "Sam"))
    (named,) = found.unseen
    assert (named.row, named.text) == (2, "Visit Ava")
    assert why in named.why


def test_text_shown_within_a_hidden_style_is_seen() -> None:
    (found,) = read(table(HEAD, row(cell("Ring", '<w:rPr><w:vanish w:val="0"/></w:rPr>', SHY), cell("Sam"))))
    assert (found.rows[1], found.unseen) == (("Ring", "Sam"), ())


def test_the_rest_of_a_cell_stays_where_some_of_it_was_deleted() -> None:
    change = '<w:del w:id="1" w:author="A"><w:r><w:delText>only </w:delText></w:r></w:del>'
    partly = (
        f'<w:tc><w:p><w:r><w:t xml:space="preserve">Ring </w:t></w:r>{change}<w:r><w:t>today</w:t></w:r></w:p></w:tc>'
    )
    (found,) = read(table(HEAD, row(partly, cell("Sam"))))
    assert (found.rows[1], found.unseen[0].text) == (("Ring today", "Sam"), "only")


def test_a_text_box_in_a_cell_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Ring</w:t></w:r></w:p></w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    (found,) = read(table(HEAD, row(f"<w:tc><w:p><w:r>{both}</w:r></w:p></w:tc>", cell("Sam"))))
    assert found.rows[1] == ("Ring", "Sam")


def test_a_table_in_a_cell_is_read_by_itself_alone() -> None:
    outer, inner = read(table(row(f"<w:tc>{table(HEAD, LAST)}<w:p/></w:tc>")))
    assert outer.rows == (("",),)
    assert inner.rows == (("Action", "Who"), ("Ring", "Sam"))


def test_a_table_in_a_header_is_marked_as_one() -> None:
    body, header = read(table(HEAD, LAST), table(HEAD, LAST))
    assert (body.margin, header.margin) == (False, True)


def test_60000_rows_are_refused_before_any_is_read() -> None:
    with (
        patch("chairtui.minutes.word_tables._Reader.read", side_effect=AssertionError),
        pytest.raises(BadActions, match="more than 1000 rows"),
    ):
        read(table(HEAD, "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 60_000))
