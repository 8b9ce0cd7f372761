"""The language of a case, for its lists, and the secret addresses of calendars.

Facts are sealed and cannot be opened here: cases that are there already show their language after
`bindeglied rotate-keys`, or as soon as anything is done in them.
"""
import bindeglied.trail.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_people'),
        ('casework', '0006_contacts'),
        ('places', '0001_places'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.UUIDField(default=bindeglied.trail.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('token_digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='language',
            field=models.CharField(blank=True, choices=[('de', 'Deutsch'), ('en', 'Englisch'), ('sq', 'Albanisch'), ('ar', 'Arabisch'), ('prs', 'Dari'), ('fa', 'Farsi'), ('fr', 'Französisch'), ('ka', 'Georgisch'), ('kmr', 'Kurmandschi'), ('ps', 'Paschtu'), ('rom', 'Romanes'), ('ru', 'Russisch'), ('so', 'Somali'), ('ckb', 'Sorani'), ('es', 'Spanisch'), ('ti', 'Tigrinya'), ('tr', 'Türkisch'), ('uk', 'Ukrainisch'), ('ur', 'Urdu'), ('mis', 'andere Sprache')], max_length=3),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ('', 'de', 'en', 'sq', 'ar', 'prs', 'fa', 'fr', 'ka', 'kmr', 'ps', 'rom', 'ru', 'so', 'ckb', 'es', 'ti', 'tr', 'uk', 'ur', 'mis'))), name='language_of_a_case_is_known'),
        ),
    ]
