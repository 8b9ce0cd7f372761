"""An adult who was absent when a plan of the family was agreed may decline it later.

The database keeps such a row for ever, wants it of somebody who was absent only, and lets nobody
both decline and agree later.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import bindeglied.trail.ids

STAYS = import_module("bindeglied.casework.migrations.0002_what_is_written_stays")
FAMILIES = import_module("bindeglied.casework.migrations.0005_households")
ANSWERED = "what was answered stays: only who was absent declines later, and instead of agreeing"
WAS_ABSENT_AND_IS_SILENT = (
    "EXISTS (SELECT 1 FROM casework_abstention a"
    " JOIN casework_planversion v ON v.id = a.plan_version_id"
    " WHERE a.id = NEW.abstention_id AND a.case_id = NEW.case_id AND a.why = 'absent'"
    " AND v.state = 'active' AND v.agreed_on <= NEW.declined_on"
    " AND NOT EXISTS (SELECT 1 FROM casework_agreement g"
    " WHERE g.plan_version_id = a.plan_version_id AND g.person_id = a.person_id))"
)
DECLINED_LATER = (
    "EXISTS (SELECT 1 FROM casework_latedecline l"
    " JOIN casework_abstention a ON a.id = l.abstention_id"
    " WHERE a.plan_version_id = NEW.plan_version_id AND a.person_id = NEW.person_id)"
)
# A known guard, said anew.
KNOWN = next(one for one in FAMILIES.SAID_ANEW if one[1:3] == ("agreement", "INSERT"))
SAID_ANEW = (*KNOWN[:3], f"({KNOWN[3]}) OR {DECLINED_LATER}", KNOWN[4])
NEW_GUARDS = (
    (
        *("latedecline_is_of_who_was_absent", "latedecline", "INSERT"),
        *(f"NOT {WAS_ABSENT_AND_IS_SILENT}", ANSWERED),
    ),
    *(
        (f"latedecline_is_never_{word}", "latedecline", operation, "1 = 1", STAYS.AGREED)
        for word, operation in (("changed", "UPDATE"), ("deleted", "DELETE"))
    ),
)


def guard(apps, schema_editor):
    FAMILIES.unguard(schema_editor, (KNOWN,))
    FAMILIES.guard(schema_editor, (SAID_ANEW, *NEW_GUARDS))


def unguard(apps, schema_editor):
    FAMILIES.unguard(schema_editor, (SAID_ANEW, *NEW_GUARDS))
    FAMILIES.guard(schema_editor, (KNOWN,))


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_tokens_of_a_case")]

    operations = [
        migrations.CreateModel(
            name="LateDecline",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bindeglied.trail.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField()),
                ("declined_on", models.DateField()),
                (
                    "abstention",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="late_decline",
                        to="casework.abstention",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(guard, unguard),
    ]
