"""Whom a name means: parts of names, accents, apostrophes, references, roles, and names that are nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.meeting.capture.capture import complete
from chairtui.meeting.capture.names import is_nobodys, plain
from chairtui.meeting.capture.people import Named, Nobody, Unclear, mention_of, mentions, who_at, who_is
from chairtui.meeting.kinds import ADDRESSABLE
from chairtui.meeting.records import Action, Attendee, Draft, Note, Who
from chairtui.words.kinds import KINDS
from tests.meeting.capture_room import Room

OKAFOR, PRICE, ZOE, ADA = "Sam Okafor", "Sam Price", "Zoë O’Neill-Smith", "Ada Bello"


@pytest.fixture
def room() -> Room:
    return Room()


def named(room: Room, text: str) -> tuple[str, str]:
    """Whom the first mention means, and the words it took."""
    at = text.index("@")
    found = who_at(text, at, room.meeting)
    assert isinstance(found, Named), found
    return found.who.name, text[at : found.end]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("@okafor", OKAFOR),
        ("@OKAFOR", OKAFOR),
        ("@oka", OKAFOR),
        ("@Sam Okafor", OKAFOR),
        ("@sam price", PRICE),
        ("@P2", PRICE),
        ("@p1", OKAFOR),
        ("@zoe", ZOE),
        ("@ZOË", ZOE),
        ("@Zoe\u0308", ZOE),
        ("@oneill", ZOE),
        ("@O'Neill", ZOE),
        ("@O’Neill-Smith", ZOE),
        ("@smith", ZOE),
        ("@Zoe O'Neill Smith", ZOE),
        ('@"Sam Okafor"', OKAFOR),
        ("@“sam okafor”", OKAFOR),
        ('@"Sam Okafor, Health"', OKAFOR),
        ("@health visitor", OKAFOR),
        ("@social worker", ADA),
        ("@police", PRICE),
        ("@hillside school", ZOE),
    ],
)
def test_a_person_is_known_by_part_of_a_name_a_reference_or_a_role(room: Room, typed: str, name: str) -> None:
    assert named(room, typed) == (name, typed)
    assert named(room, f"{typed}, then more")[0] == name


def at_stranraer() -> Room:
    return Room(
        [
            "present: Moira Kirkconnel, team manager, Adult social work",
            "present: Sam Okafor, community nurse, NHS",
            "present: Sam Rennie, social worker, Adult social work",
            "present: Mòrag NicDhòmhnaill, tenancy support, Rhins Homes",
            "present: Małgorzata Wiśniewska (Gosia), manager, Bluebell Care",
            "present: PC Callum Baird, constable, Police Scotland",
            "present: Siân Llewelyn, nurse practitioner, Lochside surgery",
            "present: Siobhan O'Kane, advocate, Circle",
        ]
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("@so", "Sam Okafor"),
        ("@SR", "Sam Rennie"),
        ("@sam o", "Sam Okafor"),
        ("@sam r", "Sam Rennie"),
        ("@sam ren", "Sam Rennie"),
        ("@so'k", "Siobhan O'Kane"),
        ("@mnd", "Mòrag NicDhòmhnaill"),
        ("@mn", "Mòrag NicDhòmhnaill"),
        ("@cb", "PC Callum Baird"),
        ("@gosia", "Małgorzata Wiśniewska"),
        ("@gosia w", "Małgorzata Wiśniewska"),
        ("@gw", "Małgorzata Wiśniewska"),
        ("@malgorzata", "Małgorzata Wiśniewska"),
        ("@sian", "Siân Llewelyn"),
        ("@sam2", "Sam Rennie"),
        ("@sam1", "Sam Okafor"),
        ('@"sam"2', "Sam Rennie"),
    ],
)
def test_initials_short_names_and_a_number_after_a_name(typed: str, name: str) -> None:
    room = at_stranraer()
    if typed == "@so":
        room = Room(["present: Sam Okafor, nurse, NHS", "present: Sam Rennie, social worker, Council"])
    note = room.become(Note, f"f: The leg is better {typed}")
    assert (note.text, note.source and note.source.name) == ("The leg is better", name)
    action = room.understood(f"a: Ring him {typed} by fri m: rung").drafts[0].record
    assert isinstance(action, Action) and action.owner and action.owner.name == name
    assert (action.text, action.measure) == ("Ring him", "rung")


def test_initials_that_two_people_have_are_asked_about() -> None:
    asked = at_stranraer().asked("f: The leg is better @so")
    assert [choice.who and choice.who.name for choice in asked.choices] == ["Sam Okafor", "Siobhan O'Kane"]


def test_a_beginning_of_the_second_name_is_not_taken_out_of_a_sentence() -> None:
    room = Room(["present: Sam Bello, nurse, NHS", "present: Sam Price, DC, Police"])
    assert room.become(Note, "o: @sam be careful there").text == "sam be careful there"
    assert "may be 1 Sam Bello" in room.asked("o: @sam bells were heard").reason
    assert room.become(Note, "o: Be careful there @sam be").source == Who(name="Sam Bello", attendee="id1")


def test_names_that_are_words_and_names_of_one_letter() -> None:
    room = Room(
        ["present: May Grant, nurse, NHS", "present: Will May, DC, Police", "present: K, young person, none !family"]
    )
    assert room.become(Note, "f: He was out @grant").source == Who(name="May Grant", attendee="id1")
    assert room.become(Note, "f: He was out @k").source == Who(name="K", attendee="id3")
    action = room.become(Action, "a: @will will visit @will by 4 may 2027")
    assert (action.text, action.owner and action.owner.name) == ("will will visit", "Will May")
    assert [c.who and c.who.name for c in room.asked("f: He was out @may").choices] == ["May Grant", "Will May"]


def test_a_number_chooses_among_two_hundred_of_one_first_name() -> None:
    room = Room([f"present: Jo N{n}, nurse, NHS" for n in range(200)])
    assert len(room.asked("f: He was out @jo").choices) == 200
    source = room.become(Note, "f: He was out @jo137").source
    assert source and source.name == "Jo N136"
    assert "There is no 201" in room.refused("f: He was out @jo201")


def test_somebody_of_the_same_name_with_another_role_is_asked_about_and_stays_another() -> None:
    room = Room(["present: John Smith, Head, School"])
    asked = room.asked("present: John Smith, GP, Health")
    assert "1 John Smith, Head, School or 2 somebody new" in asked.reason
    known, new = (room.become(Attendee, choice.line) for choice in asked.choices)
    assert (known.id, known.role) == ("id1", "GP")
    assert (new.id == "id1", new.name, new.role, new.agency) == (False, "John Smith", "GP", "Health")
    room.say(asked.choices[1].line)
    assert [e.record.role for e in room.meeting.attendees] == ["Head", "GP"]
    assert room.become(Attendee, "absent: John Smith, GP").role == "GP"
    assert len(room.asked("absent: John Smith").choices) == 2


def test_what_a_mail_program_pastes_becomes_one_person_each_with_the_address() -> None:
    room = Room([])
    line = (
        'present: Smith, Ann <a@nhs.example>; "Doe, Jane (Rhins Homes)" <d@homes.example>; '
        "Sam O'Hara <s@police.example>; l@gp.example"
    )
    people = [draft.record for draft in room.understood(line).drafts]
    assert [(p.name, p.agency, p.email) for p in people if isinstance(p, Attendee)] == [
        ("Ann Smith", "", "a@nhs.example"),
        ("Jane Doe", "Rhins Homes", "d@homes.example"),
        ("Sam O'Hara", "", "s@police.example"),
        ("l@gp.example", "", "l@gp.example"),
    ]


def test_a_mention_takes_no_more_words_than_the_name_has(room: Room) -> None:
    assert named(room, "@ada will visit") == (ADA, "@ada")
    assert named(room, "@Sam Okafor will visit") == (OKAFOR, "@Sam Okafor")
    assert named(room, "@Ada's report") == (ADA, "@Ada")
    assert named(room, "@ada.") == (ADA, "@ada")


def test_may_is_a_word_and_not_the_surname_where_it_is_written_as_a_word() -> None:
    room = Room(["present: Jo May, Nurse, Health"])
    assert named(room, "@Jo may visit") == ("Jo May", "@Jo")
    assert named(room, "@Jo May visits") == ("Jo May", "@Jo May")


def test_letters_that_have_no_accent_to_drop_are_matched_too() -> None:
    room = Room(["present: Łukasz Sørensen, Nurse, Health", "present: Jean de la Cour, Doctor, Health"])
    assert named(room, "@lukasz sorensen") == ("Łukasz Sørensen", "@lukasz sorensen")
    assert named(room, "@Jean de la Cour rang") == ("Jean de la Cour", "@Jean de la Cour")


def test_a_name_that_two_people_have_is_asked_about(room: Room) -> None:
    asked = room.asked("f: The door was open @sam")
    assert [choice.who and choice.who.name for choice in asked.choices] == [OKAFOR, PRICE]
    assert "f: The door was open @sam"[asked.start : asked.end] == "@sam"
    assert "1 Sam Okafor, Health or 2 Sam Price, Police" in asked.reason
    note = room.become(Note, asked.choices[1].line)
    assert note.source == asked.choices[1].who
    assert note.text == "The door was open"


def test_two_people_of_the_same_name_are_told_apart_by_reference() -> None:
    room = Room(["present: Kit Lee, Nurse, Health"])
    twin = room.become(type(room.meeting.attendees[0].record), "present: Other Name, DC, Police")
    room.file(Draft(record=twin.model_copy(update={"name": "Kit Lee"})))
    asked = room.asked("o: He is afraid @kit lee")
    assert [choice.who and mention_of(choice.who, room.meeting) for choice in asked.choices] == ["@P1", "@P2"]
    assert [choice.line for choice in room.asked("present: Kit Lee").choices] == ["present: P1", "present: P2"]
    assert room.understood("present: Kit Lee, , Police").drafts[0].record.id == twin.id


def test_a_name_nobody_invited_has_is_refused_with_who_is_there(room: Room) -> None:
    reason = room.refused("a: Visit @bob by fri")
    assert '"bob" is not among those invited' in reason
    assert OKAFOR in reason
    assert '@"Name or role, agency"' in reason
    assert "did you mean Sam Okafor?" in room.refused("a: Visit @okfor by fri")
    assert "no attendee P9" in room.refused("a: Visit @P9 by fri")
    assert "nobody is yet" in Room([]).refused("a: Visit @bob by fri")


def test_somebody_who_is_not_invited_is_named_in_quotes_with_an_agency(room: Room) -> None:
    found = who_at('@"Duty social worker, Housing"', 0, room.meeting)
    assert isinstance(found, Named)
    assert found.who.name == "Duty social worker, Housing"
    assert found.who.attendee is None
    assert "is not among those invited" in room.refused('a: x @"Duty social worker" by fri')
    assert "has no agency" in room.refused('a: x @"Duty social worker," by fri')
    assert "closing quote" in room.refused('a: x @"Duty social worker, Housing by fri')
    assert "200 characters" in room.refused(f'a: x @"{"n" * 300}, Housing" by fri')
    assert "no name between" in room.refused('a: x @"" by fri')


@pytest.mark.parametrize(
    "nobody",
    [
        *(
            "everyone",
            "Everybody",
            "all",
            "team",
            "the team",
            "TBC",
            "professionals",
            "all agencies",
            "whole team",
            "n/a",
        ),
        *("anyone", "someone", "tbd", "core group", "no one"),
    ],
)
def test_an_owner_who_is_nobody_in_particular_is_refused_with_the_words_to_use(room: Room, nobody: str) -> None:
    assert is_nobodys(nobody)
    for typed in (f"@{nobody}", f'@"{nobody}"', f'@"{nobody}, Health"', f'@"Manager, {nobody}"'):
        reason = room.refused(f"a: Visit {typed} by fri")
        assert "is not one person" in reason
        assert '@"Duty social worker, Housing"' in reason


def test_people_and_roles_with_a_vague_word_in_them_are_still_people() -> None:
    room = Room(["present: Allan Team, Team manager, Housing", "present: Ana All, Nurse, Health"])
    assert named(room, "@allan")[0] == "Allan Team"
    assert named(room, "@all")[0] == "Ana All"
    assert is_nobodys("team") and not is_nobodys("team manager") and not is_nobodys("Allan")


def test_an_at_sign_inside_a_word_or_an_address_is_no_mention() -> None:
    for text in ("mail sam@hillside.sch.uk", "a.b+c@x.org", "meet @ 3", "at @3pm", "@@sam", "x@"):
        assert list(mentions(text)) == []
    assert list(mentions("(@sam) and “@ada”")) == [1, 12]


def test_a_removed_attendee_is_no_longer_named(room: Room) -> None:
    entry = room.meeting.attendees[3]
    room.file(Draft(record=entry.record, base=entry.base, removed=True))
    assert "not among those invited" in room.refused("a: Visit @ada by fri")


def test_a_name_on_its_own_is_read_like_a_mention(room: Room) -> None:
    for name in ("okafor", "@okafor", "Sam Okafor", '"Sam Okafor"', "P1", "@P1", "health visitor", "sam oka"):
        found = who_is(name, room.meeting)
        assert isinstance(found, Named), name
        assert found.who.name == OKAFOR
    assert isinstance(who_is("sam", room.meeting), Unclear)
    for nobody in ("everyone", "bob", "", "@", "P9"):
        assert isinstance(who_is(nobody, room.meeting), Nobody)
    outside = who_is("Duty worker, Housing", room.meeting)
    assert isinstance(outside, Named) and outside.who.attendee is None


def test_an_at_sign_offers_those_invited_and_narrows_as_one_types(room: Room) -> None:
    def shown(line: str) -> list[str]:
        return [c.text for c in complete(line, len(line), room.meeting)]

    assert shown("a: visit @") == ["@Sam Okafor", "@Sam Price", "@Ada Bello", "@Zoë O’Neill-Smith"]
    assert shown("a: visit @sam") == ["@Sam Okafor", "@Sam Price"]
    assert shown("a: visit @sam p") == ["@Sam Price"]
    assert shown("a: visit @zoe") == ["@Zoë O’Neill-Smith"]
    assert shown("a: visit @heal") == ["@Sam Okafor"]
    assert shown("a: visit @ada bello ") == shown("a: visit @ada by fri") == shown("mail a@sam") == []
    (first, *_) = complete("a: visit @pri by fri", 13, room.meeting)
    assert (first.start, first.end, first.shown) == (9, 13, "Sam Price, DC, Police · P2")


def test_for_offers_the_needs_and_risks_of_the_meeting(room: Room) -> None:
    room.say("r: Drink")
    room.say("r: Debt")
    room.say("n: Housing")
    line = "a: visit for R"
    assert [c.text for c in complete(line, len(line), room.meeting)] == ["R1", "R2"]
    line = "a: visit for R1, n"
    assert [c.shown for c in complete(line, len(line), room.meeting)] == ["N1 Housing"]
    assert complete("f: bread for r", 14, room.meeting) == ()


@pytest.mark.parametrize("category", sorted(category for kind in ADDRESSABLE for category in kind.letters))
def test_for_offers_whatever_an_action_may_address(room: Room, category: str) -> None:
    start = KINDS[category].starts[0]
    room.say(f"{start}: Housing @Sam Price")
    letter = next(kind.letters[category] for kind in ADDRESSABLE if category in kind.letters)
    line = f"a: visit for {letter.lower()}"
    assert [c.text for c in complete(line, len(line), room.meeting)] == [f"{letter}1"]


@settings(max_examples=60, deadline=None)
@given(name=st.from_regex(r"[A-Z][a-zéöß]{1,8}( [A-Z]['’]?[A-Z]?[a-zñø]{2,8}(-[A-Z][a-z]{2,6})?){1,2}", fullmatch=True))
def test_whoever_is_invited_can_be_named_in_full_in_any_case(name: str) -> None:
    room = Room([f"present: {name}, Nurse, Health"])
    for typed in (name, name.lower(), name.upper(), name.replace("’", "'"), f'"{name}"'):
        found = who_at(f"@{typed} by fri", 0, room.meeting)
        if is_nobodys(name):
            continue
        assert isinstance(found, Named), (typed, found)
        assert plain(found.who.name) == plain(name)
        assert found.end == len(typed) + 1


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=50))
def test_any_text_after_an_at_sign_is_somebody_or_refused(text: str) -> None:
    room = Room()
    for at in mentions(f"@{text}"):
        found = who_at(f"@{text}", at, room.meeting)
        assert at < found.end <= len(text) + 1
    assert who_is(text, room.meeting)
    assert isinstance(complete(f"a: @{text}", len(text) + 4, room.meeting), tuple)


def test_initials_are_completed_before_a_role_that_begins_like_them() -> None:
    room = Room(("present: Moira Kirk, team manager, Adult social work", "present: Sam Okafor, nurse, Health"))
    line = "f: He was out @so"
    assert [c.text for c in complete(line, len(line), room.meeting)] == ["@Sam Okafor"]


def test_a_number_apart_chooses_too_where_it_ends_the_line(room: Room) -> None:
    note = room.become(Note, "f: He was out @sam 2")
    assert (note.text, note.source and note.source.name) == ("He was out", PRICE)
    assert room.become(Note, "f: He saw @sam 2 days ago").text == "He saw sam 2 days ago"
    assert "2" in room.refused("f: He was out @sam 9")


def test_people_with_a_semicolon_between_them_are_several_and_one_in_a_reason_is_not() -> None:
    room = Room()
    before = len(room.meeting.attendees)
    room.take("present: Ada Quill, nurse, Health; Ben Oar, sergeant, Police")
    room.take("present: Cy Elm, head, School, x; y")
    found = [entry.record for entry in room.meeting.attendees][before:]
    assert [(a.name, a.agency) for a in found] == [("Ada Quill", "Health"), ("Ben Oar", "Police"), ("Cy Elm", "School")]
    assert found[2].why == "x; y"
