"""Who belongs to a household, and how; plans of a family, and which adult did not agree to one.

Whoever stood first in a case is its reference person. What keeps agreed plans as they are is taught
the new column of a goal, and lets an adult who did not agree at first agree later.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import bindeglied.trail.ids

STAYS = import_module("bindeglied.casework.migrations.0002_what_is_written_stays")
VERSION, GOAL_VERSION = "NEW.plan_version_id", "OLD.plan_version_id"
ABSTAINED = (
    "EXISTS (SELECT 1 FROM casework_abstention a"
    " WHERE a.plan_version_id = NEW.plan_version_id AND a.person_id = NEW.person_id)"
)
# Known guards, said anew.
SAID_ANEW = (
    (
        *("agreed_goal_stays", "goal", "UPDATE"),
        f"({STAYS.agreed(VERSION)} OR {STAYS.agreed(GOAL_VERSION)})"
        f" AND ({STAYS.changed(STAYS.SHARED, *STAYS.OF_GOAL, 'applies_to_id')}"
        f" OR NOT {STAYS.active(GOAL_VERSION)})",
        STAYS.AGREED,
    ),
    (
        *("agreed_agreement_gets_no_row", "agreement", "INSERT"),
        f"{STAYS.agreed(VERSION)} AND NOT ({STAYS.active(VERSION)} AND {ABSTAINED})",
        STAYS.AGREED,
    ),
)
# On the way back SQLite builds the table of goals anew, which no guard may speak of meanwhile.
OF_GOALS = [one for one in STAYS.GUARDS if one[1] == "goal" or "casework_goal" in one[3]]
NEW_GUARDS = STAYS.of_version("abstention")

ROLES = [
    ("reference", "Bezugsperson"),
    ("partner", "Partnerin oder Partner"),
    ("child", "Kind"),
    ("parent", "Elternteil"),
    ("sibling", "Schwester oder Bruder"),
    ("other", "andere"),
]
WHY = [("declined", "stimmt nicht zu"), ("absent", "war nicht dabei")]


def first_is_reference(apps, schema_editor):
    people = apps.get_model("casework", "Person").objects.using(schema_editor.connection.alias)
    people.filter(position=1).update(household_role="reference")


def guard(schema_editor, guards):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, operation, refused, words in guards:
        refused = refused.format(differs="IS DISTINCT FROM" if postgresql else "IS NOT")
        for statement in STAYS.POSTGRESQL if postgresql else (STAYS.SQLITE,):
            schema_editor.execute(
                statement.format(
                    name=name, table=table, operation=operation, refused=refused, words=words
                )
            )


def unguard(schema_editor, guards):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, *_rest in guards:
        on = f" ON casework_{table}" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER {name}{on}")
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION {name}()")


def guard_families(apps, schema_editor):
    unguard(schema_editor, SAID_ANEW)
    guard(schema_editor, (*SAID_ANEW, *NEW_GUARDS))


def unguard_families(apps, schema_editor):
    unguard(schema_editor, (*SAID_ANEW, *NEW_GUARDS))
    names = {name for name, *_rest in SAID_ANEW}
    guard(schema_editor, [one for one in STAYS.GUARDS if one[0] in names])


def guard_goals(apps, schema_editor):
    guard(schema_editor, OF_GOALS)


def unguard_goals(apps, schema_editor):
    unguard(schema_editor, OF_GOALS)


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_appointments")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="household_role",
            field=models.CharField(choices=ROLES, default="other", max_length=10),
        ),
        migrations.AddField(
            model_name="person",
            name="is_said_adult",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="lives_apart",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="person",
            name="left_on",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(first_is_reference, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(household_role__in=[code for code, _label in ROLES]),
                name="household_role_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(household_role="reference", left_on__isnull=True),
                fields=("case",),
                name="household_has_one_reference_person",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="is_for_family",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(is_for_family=True),
                fields=("case",),
                name="family_has_one_plan",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, guard_goals),
        migrations.AddField(
            model_name="goal",
            name="applies_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="casework.person",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, unguard_goals),
        migrations.CreateModel(
            name="Abstention",
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
                ("why", models.CharField(choices=WHY, max_length=8)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.person",
                    ),
                ),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="abstentions",
                        to="casework.planversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(why__in=[code for code, _label in WHY]),
                        name="why_not_agreed_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("plan_version", "person"),
                        name="person_abstains_once_from_a_version",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard_families, unguard_families),
    ]
