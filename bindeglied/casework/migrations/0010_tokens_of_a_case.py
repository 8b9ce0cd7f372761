"""The search looks at the tokens of the cases one sees, not at those of the whole Land."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_plans_side_by_side")]

    operations = [
        migrations.AddIndex(
            model_name="persontoken",
            index=models.Index(
                fields=["case", "token", "kind", "person"], name="tokens_of_a_case"
            ),
        ),
    ]
