"""Scans of signed plans, which are never changed and never deleted."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import bindeglied.trail.ids
import bindeglied.trail.sealed_fields

STAYS = import_module("bindeglied.casework.migrations.0002_what_is_written_stays")
HOUSEHOLDS = import_module("bindeglied.casework.migrations.0005_households")
NEW_GUARDS = tuple(
    (f"signedscan_is_never_{word}", "signedscan", operation, "1 = 1", STAYS.FOR_EVER)
    for word, operation in (("changed", "UPDATE"), ("deleted", "DELETE"))
)
KINDS = [("pdf", "PDF"), ("jpeg", "JPEG"), ("png", "PNG")]


def guard_scans(apps, schema_editor):
    HOUSEHOLDS.guard(schema_editor, NEW_GUARDS)


def unguard_scans(apps, schema_editor):
    HOUSEHOLDS.unguard(schema_editor, NEW_GUARDS)


def of_case(name, related_name, **options):
    return (
        name,
        models.ForeignKey(
            on_delete=django.db.models.deletion.CASCADE, related_name=related_name, **options
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_what_lists_and_calendars_keep")]

    operations = [
        migrations.CreateModel(
            name="SignedScan",
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
                ("kind", models.CharField(choices=KINDS, max_length=4)),
                ("content", bindeglied.trail.sealed_fields.SealedBytesField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                of_case("case", "%(class)ss", to="casework.case"),
                of_case("person", "+", to="casework.person", null=True),
                of_case("plan_version", "signed_scans", to="casework.planversion"),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(kind__in=[code for code, _label in KINDS]),
                        name="kind_of_scan_is_known",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard_scans, unguard_scans),
    ]
