"""An own plan beside that of the family: whoever began the one may have the other too. And in the
plan of a family the ratings of each adult.

So a person may have two assessments open at once, one for each draft. Ratings so far are those of
the person of the assessment and stay as they are.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

STAYS = import_module("bindeglied.casework.migrations.0002_what_is_written_stays")
FAMILIES = import_module("bindeglied.casework.migrations.0005_households")
# SQLite builds the table of ratings anew and loses what keeps it.
OF_RATINGS = [one for one in STAYS.GUARDS if one[1] == "domainrating"]


def guard(apps, schema_editor):
    FAMILIES.guard(schema_editor, OF_RATINGS)


def unguard(apps, schema_editor):
    FAMILIES.unguard(schema_editor, OF_RATINGS)


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_signed_scans")]

    operations = [
        migrations.RunPython(unguard, guard),
        migrations.AddField(
            model_name="domainrating",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="casework.person",
            ),
        ),
        migrations.RemoveConstraint(model_name="domainrating", name="domain_is_rated_once"),
        migrations.AddConstraint(
            model_name="domainrating",
            constraint=models.UniqueConstraint(
                condition=models.Q(person=None),
                fields=("assessment", "domain"),
                name="domain_is_rated_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="domainrating",
            constraint=models.UniqueConstraint(
                condition=models.Q(person__isnull=False),
                fields=("assessment", "person", "domain"),
                name="domain_is_rated_once_of_each_adult",
            ),
        ),
        migrations.RunPython(guard, unguard),
        migrations.AddField(
            model_name="plan",
            name="is_beside_family",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(is_for_family=False),
                fields=("person",),
                name="person_has_one_own_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(is_for_family=False) | models.Q(is_beside_family=False),
                name="only_an_own_plan_stands_beside",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="assessment", name="one_assessment_of_a_person_is_open"
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(state="draft"),
                fields=("assessment",),
                name="draft_has_its_own_assessment",
            ),
        ),
    ]
