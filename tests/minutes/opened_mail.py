"""Reads e-mail drafts back with the standard library's parser: their content and attachments."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from chairtui.minutes.file_kinds import kind_of_name
from tests.minutes.opened import all_words


def opened(eml: bytes) -> EmailMessage:
    message = message_from_bytes(eml, policy=policy.default)
    assert all(not part.defects for part in message.walk())
    return message


def message_of(eml: bytes) -> str:
    body = opened(eml).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def attached(eml: bytes) -> dict[str, bytes]:
    """Each attached file by its name."""
    found: dict[str, bytes] = {}
    for part in opened(eml).iter_attachments():
        content = part.get_content()
        found[str(part.get_filename())] = content.encode("utf-8") if isinstance(content, str) else bytes(content)
    return found


def all_in(eml: bytes) -> str:
    """Everything in a draft that anybody could read: headers, message, names of files, and all their words."""
    said = [f"{name}: {value}" for part in opened(eml).walk() for name, value in part.items()]
    for name, content in attached(eml).items():
        kind = kind_of_name(name)
        assert kind is not None
        said += [name, all_words(kind, content)]
    return "\n".join([*said, message_of(eml)])
