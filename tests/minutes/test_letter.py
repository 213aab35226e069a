"""A relative's copy speaks to its reader, and takes nobody's words for theirs."""

from __future__ import annotations

from chairtui.meeting.after.release_decisions import decide, lines
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Amendment, Answer, Decision, Note, PersonConcerned, Record, Who
from chairtui.meeting.release_records import Relative
from chairtui.minutes.file_kinds import Reader, build_file
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.releasing import BRANDING, DAWN, write

AVA = PersonConcerned(id="ava", name="Ava", age=9)
SELAM = PersonConcerned(id="selam", name="Selam", age=6)
VIEWS = Note(id="views", nature="views", text="I want my aunt to come for tea")


def _letter(made: Meeting, reader: Relative | PersonConcerned) -> str:
    """The letter once everything that may be given to its reader was shared."""
    everything = [line.id for line in lines(made, FORMAT, reader.id) if not line.locked]
    write(made, decide(made, FORMAT, reader.id, share=everything, done=True))
    return build_file(made, FORMAT, "md", Reader("family", reader.id), BRANDING).decode("utf-8")


def _read_by(reader: Relative | PersonConcerned, *records: Record) -> str:
    return _letter(meeting(details(title="Planning", subject="Work with the family of L."), DAWN, *records), reader)


def test_the_only_child_concerned_reads_their_own_views_as_theirs() -> None:
    assert "**What you said:** I want" in _read_by(AVA, AVA, VIEWS)
    assert "**What the child said:** I want" in _read_by(DAWN, AVA, VIEWS)


def test_a_sister_is_never_given_her_brothers_views_as_her_own() -> None:
    of_ava = VIEWS.model_copy(update={"about": ("ava",)})
    assert "What you said" not in _read_by(SELAM, AVA, SELAM, of_ava)
    assert "**What you said:** I want" in _read_by(AVA, AVA, SELAM, of_ava)


def test_views_of_nobody_in_particular_are_nobodys_where_several_are_concerned() -> None:
    for reader in (AVA, SELAM):
        assert "**What somebody said about themselves:** I want" in _read_by(reader, AVA, SELAM, VIEWS)


def test_a_relative_is_not_told_by_a_label_how_many_are_concerned() -> None:
    assert _read_by(DAWN, AVA, VIEWS).count("**What the child said:** I want") == 1
    assert _read_by(DAWN, AVA, SELAM, VIEWS).count("**What the child said:** I want") == 1


def test_a_letters_title_fits_a_meeting_that_is_called_after_its_work() -> None:
    assert _read_by(DAWN, AVA).startswith("# What we talked about: Work with the family of L.\n")


def test_the_person_themself_reads_no_title_that_speaks_of_them() -> None:
    assert "Planning" in _read_by(DAWN, AVA)
    own = _read_by(AVA, AVA)
    assert "Planning" not in own and "**When:**" in own


def test_a_letter_corrects_and_gives_reasons_in_plain_words() -> None:
    decision = Decision(id="d", text="Morning calls go on", reason="they help")
    corrected = Amendment(
        id="m", target="d", text="Morning calls go on until May", reason="May was meant", asked_by="Mick"
    )
    letter = _read_by(DAWN, AVA, decision, corrected)
    assert "**Why:** they help" in letter
    assert "**Corrected on Thu 3 Dec 2026:** Morning calls go on until May" in letter
    for word in ("Amended", "Reason", "Mick", "Jo Bell"):
        assert word not in letter


def test_what_was_asked_stands_with_its_answer_on_one_line() -> None:
    answer = Answer(id="answer:told", question="told", value="yes")
    for letter, asked in (
        (_read_by(DAWN, AVA, answer), "Whether you hear of it"),
        (_read_by(AVA, AVA, answer), "Whether we tell you"),
    ):
        assert f"- **{asked}:** yes" in letter.replace("Yes", "yes")
        assert "Answer:" not in letter


def test_views_that_somebody_passed_on_are_not_given_as_the_childs_words() -> None:
    by_dawn = VIEWS.model_copy(update={"source": Who(name="Dawn")})
    by_ada = VIEWS.model_copy(update={"source": Who(name="Ada Bello")})
    by_ava = VIEWS.model_copy(update={"source": Who(name="Ava")})
    assert "**What you said about the child's views:** I want" in _read_by(DAWN, AVA, by_dawn)
    assert "**What the child said, as told by somebody else:** I want" in _read_by(DAWN, AVA, by_ada)
    assert "**What the child said:** I want" in _read_by(DAWN, AVA, by_ava)
    assert "**What you said, as told by somebody else:** I want" in _read_by(AVA, AVA, by_dawn)
    assert "Ada" not in _read_by(DAWN, AVA, by_ada)


def test_the_minutes_say_who_told_a_childs_views() -> None:
    for name, said in (("Ada Bello", "(as told by Ada Bello)"), ("Ava", "(Ava)")):
        made = meeting(details(), AVA, VIEWS.model_copy(update={"source": Who(name=name)}))
        assert f"{said}:" in build_file(made, FORMAT, "md", Reader("attendees"), BRANDING).decode("utf-8")


def test_a_reader_is_told_their_own_words_as_theirs() -> None:
    note = Note(id="o", nature="opinion", text="It got worse in May", source=Who(name="Dawn"))
    for nature in ("opinion", "fact"):
        assert "**What you said:** It got worse" in _read_by(DAWN, AVA, note.model_copy(update={"nature": nature}))
    assert "**What somebody thinks:** It got worse" in _read_by(AVA, AVA, note)
