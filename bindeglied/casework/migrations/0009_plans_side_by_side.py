"""An own plan beside that of the family: whoever began the one may have the other too.

So a person may have two assessments open at once, one for each draft.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_what_lists_and_calendars_keep")]

    operations = [
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
