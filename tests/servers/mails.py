"""Mails as an operator finds them in the outbox of the data folder."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass

from tests.servers.product import Installation


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: to whom, about what, and its text."""

    to: str
    subject: str
    text: str

    def link(self, one: Installation) -> str:
        """The one address that the mail asks to open."""
        found = set(re.findall(rf"^{re.escape(one.address)}/konto/\S+$", self.text, re.MULTILINE))
        (address,) = found
        return address


def outbox(one: Installation) -> list[Mail]:
    """All mails so far, the oldest first."""
    files = sorted((one.data_folder / "outbox").glob("*"), key=lambda path: path.stat().st_mtime_ns)
    return [_read(file.read_bytes()) for file in files]


def newest_to(one: Installation, address: str) -> Mail:
    """The newest mail to an address."""
    return [mail for mail in outbox(one) if mail.to == address][-1]


def _read(content: bytes) -> Mail:
    # The file ends with a line of dashes, which belongs to no mail.
    mail = email.message_from_bytes(content, policy=email.policy.default)
    return Mail(str(mail["To"]), str(mail["Subject"]), str(mail.get_content()))
