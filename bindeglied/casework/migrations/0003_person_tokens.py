"""Tokens by which people are found by name, for everybody who is there already.

Telephone numbers are sealed and cannot be opened here: those of older rows can be looked for after
`bindeglied rotate-keys`, which makes all tokens anew.
"""
import bindeglied.trail.ids
import django.db.models.deletion
from django.db import migrations, models

from bindeglied.casework.names import EDGE, keys_of

AT_ONCE = 500


def fill(apps, schema_editor):
    here = schema_editor.connection.alias
    person_model = apps.get_model("casework", "Person")
    token_model = apps.get_model("casework", "PersonToken")
    for person in person_model.objects.using(here).order_by("pk").iterator(chunk_size=AT_ONCE):
        token_model.objects.using(here).bulk_create(
            token_model(
                case_id=person.case_id,
                person=person,
                kind="edge" if EDGE in key else "name",
                token=key,
                recorded_at=person.recorded_at,
                recorded_by=person.recorded_by,
            )
            for key in sorted(keys_of(f"{person.given_name} {person.family_name}"))
        )


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0002_what_is_written_stays'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonToken',
            fields=[
                ('id', models.UUIDField(default=bindeglied.trail.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField()),
                ('kind', models.CharField(choices=[('name', 'Name'), ('edge', 'Anfang oder Ende eines Namens'), ('telephone', 'Telefon')], max_length=12)),
                ('token', models.CharField(max_length=64)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='casework.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='casework.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['name', 'edge', 'telephone'])), name='token_kind_is_known'), models.UniqueConstraint(fields=('token', 'kind', 'person'), name='token_of_a_person_is_kept_once')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
