"""What may stand in the log of the server."""

from __future__ import annotations

import logging
import re

# Addresses whose last part is itself the proof, as whoever calls them is not signed in.
_SECRET = re.compile(r"(/konto/einladung/|/konto/passwort/neu/|/kalender/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Leaves the secret out of addresses: whoever may read the log must not be able to use it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRET.sub(r"\1…", record.getMessage()), ()
        return True
