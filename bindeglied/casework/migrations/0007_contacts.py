# What a note is about and who took part. The columns may be empty, and so are added without
# building the table anew: on SQLite the guards of 0002 stay.

import bindeglied.casework.models.codes
import bindeglied.trail.sealed_fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0004_appointments'),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='topics',
            field=bindeglied.casework.models.codes.CodesField(blank=True, default=tuple, null=True),
        ),
        migrations.AddField(
            model_name='contact',
            name='goals',
            field=bindeglied.casework.models.codes.CodesField(blank=True, default=tuple, null=True),
        ),
        migrations.AddField(
            model_name='contact',
            name='goal_words',
            field=bindeglied.trail.sealed_fields.SealedTextField(null=True),
        ),
        migrations.AddField(
            model_name='contact',
            name='people',
            field=bindeglied.casework.models.codes.CodesField(blank=True, default=tuple, null=True),
        ),
        migrations.AddField(
            model_name='contact',
            name='third_persons',
            field=bindeglied.casework.models.codes.CodesField(blank=True, default=tuple, null=True),
        ),
    ]
