"""Each reader's draft holds their own copy and nothing that they may not read, wherever one looks in it."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.data_files import read_data
from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.release_decisions import lines
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Attendee, Distribution, Note, PersonConcerned, Who
from chairtui.minutes.file_kinds import Branding, Kind, build_file, reader_of
from chairtui.minutes.file_names import PATTERN
from chairtui.minutes.mail.copies import CopyDraft, MailStyle, NoDraft, copy_drafts
from chairtui.minutes.mail.message import draft, usable_address
from chairtui.minutes.mail.wording import PLACES, BadWording, read_wording
from chairtui.words.minutes import NO_CALENDAR
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.opened_mail import all_in, attached, message_of, opened
from tests.minutes.releasing import DAWN, MICK, released
from tests.minutes.strategies import a_meeting

SAID = re.compile(r"said\d+so")
WORDINGS = {name: read_wording(name, read_data(f"templates/mail/{name}.txt")) for name in PLACES}
SENT_KINDS: tuple[Kind, ...] = ("docx", "pdf", "html", "md", "csv", "ics")
SAM = Attendee(
    id="sam", name="Sam Okafor", role="Nurse", agency="Health", status="present", email="sam.okafor@nhs.example"
)
ADA = Attendee(id="ada", name="Ada Quill", role="Sergeant", agency="Police", status="present")


def style(kind: Kind = "docx", file_name: str = PATTERN) -> MailStyle:
    return MailStyle(kind, Branding(read_data("templates/minutes.md")), WORDINGS, file_name, "Jo Bell")


def drafts(of: Meeting, kind: Kind = "docx", file_name: str = PATTERN) -> dict[str, CopyDraft | NoDraft]:
    """What becomes of each copy, by the reader's name."""
    return {d.copy.to.name: d for d in copy_drafts(of, FORMAT, copies(of, FORMAT), style(kind, file_name))}


def eml(of: Meeting, name: str, kind: Kind = "docx") -> bytes:
    found = drafts(of, kind)[name]
    assert isinstance(found, CopyDraft)
    return found.content


@pytest.mark.parametrize("kind", SENT_KINDS)
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**20), size=st.integers(0, 14))
def test_every_draft_holds_that_readers_file_and_a_relatives_nothing_else(kind: Kind, seed: int, size: int) -> None:
    numbers = iter(range(100_000))
    of = released(a_meeting(seed, lambda: f"said{next(numbers)}so", size=size), FORMAT)
    for copy in copies(of, FORMAT):
        [found] = copy_drafts(of, FORMAT, [copy], style(kind))
        if isinstance(found, NoDraft):
            unreleased = copy.audience == "family" and copy.relative != DAWN.id
            assert unreleased or found.why == NO_CALENDAR or found.why.startswith("nobody has said whether")
            continue
        reader = reader_of(copy, of, FORMAT)
        [content] = attached(found.content).values()
        own = build_file(of, FORMAT, kind, reader, style(kind).branding)
        if kind != "docx":  # whose zip holds the time it was made
            assert content == own
        told = set(SAID.findall(all_in(found.content))) - set(SAID.findall(copy.to.name))
        if reader.audience == "family":
            goes_in = {line.id for line in lines(of, FORMAT, DAWN.id) if line.place == "goes in"}
            assert told <= {
                word for line in lines(of, FORMAT, DAWN.id) if line.id in goes_in for word in SAID.findall(line.text)
            }


def test_what_is_for_some_agencies_is_in_their_draft_alone() -> None:
    kept = Note(id="n", nature="fact", text="A warrant is asked for", only=("Police",), only_why="Not to be known")
    of = meeting(SAM, ADA, kept, closed=True)
    assert "A warrant is asked for" in all_in(eml(of, "Ada Quill"))
    assert "warrant" not in all_in(eml(of, "Sam Okafor"))
    assert "Not to be known" not in all_in(eml(of, "Sam Okafor"))


def test_a_draft_opens_unsent_addressed_to_its_reader_and_to_nobody_else() -> None:
    message = opened(eml(meeting(SAM, ADA, closed=True), "Sam Okafor"))
    assert message["X-Unsent"] == "1"
    assert str(message["To"]) == "Sam Okafor <sam.okafor@nhs.example>"
    assert [message[name] for name in ("Cc", "Bcc", "From", "Date")] == [None] * 4
    [name] = attached(eml(meeting(SAM, closed=True), "Sam Okafor"))
    assert name == "RV professionals' meeting 3 Dec 2026.docx"


def test_the_subject_and_the_files_name_no_child() -> None:
    of = meeting(details(title="Planning for Robin Vale", subject="Robin Vale, aged 7"), SAM, closed=True)
    message = opened(eml(of, "Sam Okafor"))
    assert message["Subject"] == "Meeting on Thu 3 Dec 2026: minutes"
    outside = [str(message["Subject"]), message_of(eml(of, "Sam Okafor")), *attached(eml(of, "Sam Okafor"))]
    assert [text for text in outside if "Robin" in text or "Vale" in text] == []


def test_somebody_without_an_address_has_a_draft_to_be_addressed() -> None:
    found = drafts(meeting(SAM, ADA, closed=True))["Ada Quill"]
    assert isinstance(found, CopyDraft)
    assert (found.address, opened(found.content)["To"]) == ("", None)
    assert message_of(found.content).startswith("Dear Ada Quill,")


def test_a_relative_has_no_draft_until_their_copy_is_released() -> None:
    both = meeting(SAM, DAWN.model_copy(update={"email": "dawn@home.example"}), MICK, closed=True)
    assert {name for name, found in drafts(both).items() if isinstance(found, NoDraft)} == {"Dawn", "Mick"}
    found = drafts(released(both, FORMAT, DAWN))
    assert isinstance(found["Mick"], NoDraft)
    assert "nothing is released for Mick" in found["Mick"].why
    assert isinstance(found["Dawn"], CopyDraft)
    assert found["Dawn"].address == "dawn@home.example"


def test_somebody_of_the_family_who_is_recorded_as_no_relative_has_none() -> None:
    of = meeting(
        SAM, closed=True, then=[Distribution(id="x", to=Who(name="Sam Okafor", attendee="sam"), audience="family")]
    )
    assert isinstance(drafts(of)["Sam Okafor"], NoDraft)


def test_a_relatives_file_is_named_after_what_they_are_given() -> None:
    of = meeting(
        details(subject="R."),
        SAM,
        DAWN,
        PersonConcerned(id="k1", name="Robin Vale"),
        PersonConcerned(id="k2", name="Quinn Hall"),
        closed=True,
    )
    after = released(of, FORMAT, DAWN)
    assert list(attached(eml(after, "Dawn"))) == ["R professionals' meeting 3 Dec 2026.docx"]
    assert list(attached(eml(after, "Sam Okafor"))) == ["RV QH professionals' meeting 3 Dec 2026.docx"]


def test_somebody_of_whom_nobody_said_the_part_has_no_draft_of_a_meeting_with_two() -> None:
    nobody_said = ADA.model_copy(update={"parts": ()})
    of = meeting(SAM, nobody_said, details(part=2), Note(id="n", nature="fact", text="Late", part=2), closed=True)
    assert isinstance(drafts(of)["Ada Quill"], NoDraft)


def test_two_people_of_one_name_have_two_drafts() -> None:
    twin = SAM.model_copy(update={"id": "sam-2", "agency": "School"})
    found = copy_drafts(of := meeting(SAM, twin, closed=True), FORMAT, copies(of, FORMAT), style())
    assert [d.name for d in found if isinstance(d, CopyDraft)] == ["Sam Okafor", "Sam Okafor P2"]


@pytest.mark.parametrize(
    "name", ["Sam\r\nBcc: all@example.org", "Sam\u2028Subject: x", '"Sam" <x@y.z>, Ada', "Zoë Ó Néill", "漢字", "=?x?="]
)
def test_no_name_adds_a_header_or_a_recipient(name: str) -> None:
    message = opened(draft(name, "sam@nhs.example", name, "Text", ()))
    assert {key.casefold() for key in message} <= {
        *("x-unsent", "to", "subject", "mime-version", "content-type", "content-transfer-encoding")
    }
    assert [address.addr_spec for address in message["To"].addresses] == ["sam@nhs.example"]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("sam@nhs.example", "sam@nhs.example"),
        (" <sam@nhs.example> ", "sam@nhs.example"),
        ("mailto:sam.o'kafor+x@nhs.example", "sam.o'kafor+x@nhs.example"),
        *((bad, "") for bad in ("", "sam", "sam@nhs", "a@b.c, d@e.f", "a b@c.d", "a@b.c\nBcc: d@e.f", "ü@b.example")),
        *((bad, "") for bad in ("a..b@c.example", ".a@c.example", f"{'a' * 260}@c.example")),
    ],
)
def test_an_address_is_one_that_a_mail_program_takes(typed: str, address: str) -> None:
    assert usable_address(typed) == address


# ---- the words


def test_a_partnerships_own_words_stand_in_the_draft() -> None:
    own = read_wording("copy", "Subject: Record of $date\r\n\r\nHello $reader, $$5 for ${document}.\r\n$sender\r\n")
    of = meeting(SAM, closed=True)
    [found] = copy_drafts(
        of,
        FORMAT,
        copies(of, FORMAT)[:1],
        MailStyle("md", style().branding, {**WORDINGS, "copy": own}, PATTERN, "Jo $reader"),
    )
    assert isinstance(found, CopyDraft)
    assert opened(found.content)["Subject"] == "Record of Thu 3 Dec 2026"
    assert message_of(found.content).splitlines() == ["Hello Sam Okafor, $5 for minutes.", "Jo $reader"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello\n", "line 1: begin with the subject"),
        ("Subject: Meeting about $reader\n\nHello", "line 1: $reader is not known here"),
        ("Subject: Meeting\n\nHello $aim", "line 3: $aim is not known here"),
        ("Subject: Meeting\n\n5 $ each", "line 3: a $ has no name"),
        ("Subject: Meeting\n\n", "line 2: there is no message"),
    ],
)
def test_words_with_a_place_that_they_may_not_have_are_refused(text: str, said: str) -> None:
    with pytest.raises(BadWording, match=re.escape(said)):
        read_wording("copy", text)


def test_the_program_comes_with_words_for_each_draft() -> None:
    for name, wording in WORDINGS.items():
        subject, body = wording.filled({place: f"<{place}>" for place in PLACES[name]})
        assert "<reader>" in body and "<reader>" not in subject


@pytest.mark.parametrize(
    "name",
    [
        "=?utf-8?q?Sam=0d=0aBcc=3a_evil=40x.example=0d=0aX=3a_?=",
        "=?utf-8?q?Sam=2C_evil=40x=2Eexample=2C?=",
        "=?utf-8?b?U2FtDQpCY2M6IGV2aWxAeC5leGFtcGxl?=",
        "Sam, evil@x.example",
    ],
)
def test_a_name_or_a_subject_adds_no_header_and_nobody_to_the_address(name: str) -> None:
    made = draft(name, "sam@nhs.example", name, "Hello\n", ())
    read = message_from_bytes(made, policy=default)
    assert set(read.keys()) == {
        "X-Unsent",
        "To",
        "Subject",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
    assert [address.addr_spec for address in read["To"].addresses] == ["sam@nhs.example"]
