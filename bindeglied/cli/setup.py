"""`bindeglied setup`: from an empty data folder to an installation one can serve."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace

from bindeglied.cli.installation import may_use_folder
from bindeglied.cli.words import Translate


def describe(_: Translate) -> str:
    return _("Datenordner, Datenbank und Orte anlegen oder auf den neuesten Stand bringen")


def add_arguments(parser: ArgumentParser, _: Translate) -> None:
    parser.add_argument(
        "--demo", action="store_true", help=_("mit dem Demo-Land, nur in einer neuen Datenbank")
    )


def run(arguments: Namespace, _: Translate) -> int:
    """Bring the installation up to date; may be run as often as one likes."""
    from bindeglied.config.folders import data_folder
    from bindeglied.config.keys import KeyUnusable, make_master_key

    try:
        make_master_key(data_folder())
        # A key in the environment needs no folder, everything else does.
        data_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    except (KeyUnusable, OSError) as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    if not may_use_folder(_):
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bindeglied.config.settings")
    import django

    django.setup()
    return _fill_databases(demo=arguments.demo, _=_)


def _fill_databases(*, demo: bool, _: Translate) -> int:
    from django.conf import settings
    from django.core.management import call_command

    from bindeglied.accounts.actions import AlreadyBorn, be_born
    from bindeglied.accounts.models import Birth
    from bindeglied.cli.keys_database import NotMade, make_keys_database
    from bindeglied.demo.actions import build_land
    from bindeglied.funding.actions import enter_released_frames, load_budgets
    from bindeglied.places.actions.load_reference_data import load_reference_data

    try:
        make_keys_database(_)
        for alias in settings.DATABASES:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        be_born(Birth.DEMO if demo else Birth.REAL)
    except (AlreadyBorn, NotMade) as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    load_reference_data()
    load_budgets()
    enter_released_frames()
    if demo and build_land():
        sys.stdout.write(_("  Demo-Land angelegt") + "\n")
    return 0
