"""`bindeglied serve`: the web application on 127.0.0.1."""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser, Namespace

from bindeglied.cli.installation import open_installation
from bindeglied.cli.words import Translate

ADDRESS = "127.0.0.1"


def describe(_: Translate) -> str:
    return _("Bindeglied im Browser anbieten (PORT nennt den Port, sonst 8000)")


def add_arguments(parser: ArgumentParser, _: Translate) -> None:
    """Everything comes from the environment; see the settings."""


def run(arguments: Namespace, _: Translate) -> int:
    """Serve until a signal ends the process; says in one sentence what is lacking."""
    port = _port(os.environ.get("PORT") or "8000")
    if port is None:
        sys.stderr.write(_("PORT ist eine ganze Zahl von 1 bis 65535, zum Beispiel 8000.") + "\n")
        return 2
    if _is_taken(port):
        sys.stderr.write(
            _("Port %(port)s ist belegt; bitte mit PORT= einen anderen nennen.") % {"port": port}
            + "\n"
        )
        return 2
    if not open_installation(_):
        return 2
    from django.db import connections

    _say_where(_)
    connections.close_all()  # an open SQLite connection must not cross into the worker
    _serve(port)
    return 0


def _port(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit()
    return int(text) if is_number and 1 <= int(text) <= 65535 else None


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return True
    return False


def _say_where(_: Translate) -> None:
    from django.conf import settings

    from bindeglied.accounts.access import is_demo
    from bindeglied.demo.cast import CAST, PASSWORD

    lines = ["", f"  Bindeglied: {settings.PUBLIC_URL}", ""]
    if is_demo():
        lines.append("  " + _("Demo-Zugänge, Passwort für alle: %s") % PASSWORD)
        lines += [f"    {one.email:<22} {_(one.task)}" for one in CAST]
        lines.append("")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _serve(port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # One process with few threads: each thread holds a connection with a page cache of its own.
    Granian(
        "bindeglied.config.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("BINDEGLIED_WORKERS") or 1),
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
