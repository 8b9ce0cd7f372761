# What a note is about and who took part; advice at the counter. The columns may be empty, and so are added without
# building the table anew: on SQLite the guards of 0002 stay.

import bindeglied.casework.models.codes
import bindeglied.trail.ids
import bindeglied.trail.sealed_fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_people'),
        ('casework', '0005_households'),
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
        migrations.CreateModel(
            name='CounterContact',
            fields=[
                ('id', models.UUIDField(default=bindeglied.trail.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('happened_on', models.DateField()),
                ('form', models.CharField(choices=[('talk', 'Gespräch'), ('visit', 'Besuch'), ('call', 'Anruf'), ('letter', 'Brief'), ('message', 'Nachricht'), ('video', 'Video')], max_length=8)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('language', models.CharField(max_length=8)),
                ('topics', bindeglied.casework.models.codes.CodesField(blank=True, default=tuple, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'happened_on', 'id'], name='counter_contacts_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('form__in', ['talk', 'visit', 'call', 'letter', 'message', 'video'])), name='counter_contact_form_is_known'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 600)), name='counter_contact_takes_1_to_600_minutes')],
            },
        ),
    ]
