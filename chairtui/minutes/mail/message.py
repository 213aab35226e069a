"""E-mail drafts as `.eml` files, which a mail program opens for somebody to look at and send."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from chairtui.minutes.escape import flat

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "md": "text/markdown",
    "csv": "text/csv",
    "json": "application/json",
    # Not text/calendar: a mail program may take a draft that has such a part for an invitation it has received.
    "ics": "application/ics",
}
"""Media types by extension."""
LONGEST_ADDRESS = 254
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
"""Addresses as people have them. Quoted local parts and addresses outside ASCII are left for a person to type."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a draft; its extension decides the media type."""

    name: str
    content: bytes


def usable_address(typed: str) -> str:
    """The e-mail address in what was typed, "" if it holds none that a mail program would take."""
    address = typed.strip().removeprefix("mailto:").strip("<> ")
    whole = len(address) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(address)
    local = address.partition("@")[0]
    return address if whole and ".." not in address and not local.startswith(".") and not local.endswith(".") else ""


def _as_typed(text: str) -> str:
    """Header text that is no encoded word: the library would decode one, with line breaks and addresses in it."""
    return flat(text).replace("=?", "= ?")


def draft(name: str, address: str, subject: str, body: str, attachments: tuple[Attachment, ...]) -> bytes:
    """The draft as the bytes of an `.eml` file. Without a usable `address` it has no recipient yet.

    It has neither sender nor date: the mail program fills these in.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"  # opens as a draft rather than as a message that was received
    if found := usable_address(address):
        message["To"] = Address(display_name=_as_typed(name), addr_spec=found)
    message["Subject"] = _as_typed(subject)
    message.set_content(body, subtype="plain", charset="utf-8", cte="quoted-printable")
    for attachment in attachments:
        maintype, _, subtype = TYPES[attachment.name.rpartition(".")[2]].partition("/")
        params = {"charset": "utf-8"} if maintype == "text" else {}
        message.add_attachment(
            attachment.content, maintype=maintype, subtype=subtype, filename=attachment.name, params=params
        )
    return message.as_bytes()
