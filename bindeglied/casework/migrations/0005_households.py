"""Who belongs to a household, and how; whoever stood first in a case is its reference person."""

from django.db import migrations, models

ROLES = [
    ("reference", "Bezugsperson"),
    ("partner", "Partnerin oder Partner"),
    ("child", "Kind"),
    ("parent", "Elternteil"),
    ("sibling", "Schwester oder Bruder"),
    ("other", "andere"),
]


def first_is_reference(apps, schema_editor):
    people = apps.get_model("casework", "Person").objects.using(schema_editor.connection.alias)
    people.filter(position=1).update(household_role="reference")


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
    ]
