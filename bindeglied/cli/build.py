"""`bindeglied build`: compiled catalogues and static files, made from the checkout."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bindeglied.cli.words import Translate


def describe(_: Translate) -> str:
    return _("Sprachkataloge und Oberfläche bauen")


def add_arguments(parser: ArgumentParser, _: Translate) -> None:
    """Nothing to choose."""


def run(arguments: Namespace, _: Translate) -> int:
    """Compile the catalogues without gettext and collect the static files."""
    compile_catalogues(Path(__file__).resolve().parent.parent / "locale")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bindeglied.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    return 0


def compile_catalogues(folder: Path) -> None:
    """Write a .mo beside every .po."""
    import polib

    for catalogue in folder.rglob("*.po"):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
