"""Events get a digest of their own and a seal; the moment of sealing stands in the seal."""

import django.db.models.deletion
from django.db import migrations, models

import bindeglied.trail.ids
from bindeglied.trail.chain import digest, event_bytes
from bindeglied.trail.queries import trail_key


def add_digests(apps, schema_editor):
    events = apps.get_model("trail", "Event").objects.using(schema_editor.connection.alias)
    for event in events.iterator():
        event.digest = digest(trail_key(), event_bytes(event))
        event.save(update_fields=["digest"])


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]

    operations = [
        migrations.RemoveField("event", "sealed_at"),
        migrations.AddField("event", "digest", models.BinaryField(max_length=32, null=True)),
        migrations.RunPython(add_digests, migrations.RunPython.noop),
        migrations.AlterField("event", "digest", models.BinaryField(max_length=32)),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.UUIDField(default=bindeglied.trail.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("chain", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("previous_digest", models.BinaryField(max_length=32)),
                ("events_count", models.PositiveIntegerField()),
                ("events_digest", models.BinaryField(max_length=32)),
                ("newest_event_at", models.DateTimeField()),
                ("sealed_at", models.DateTimeField()),
                ("digest", models.BinaryField(max_length=32)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("ended_at", None)), fields=["newest_event_at"], name="seal_whose_events_can_end")],
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "number"), name="chain_has_each_number_once"),
                    models.UniqueConstraint(fields=("digest",), name="no_two_seals_are_alike"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="numbers_of_seals_begin_with_one"),
                    models.CheckConstraint(condition=models.Q(("events_count__gte", 1)), name="seal_holds_at_least_one_event"),
                ],
            },
        ),
        migrations.AddField(
            "event",
            "seal",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="events", to="trail.seal"),
        ),
        migrations.AddIndex(
            "event",
            models.Index(condition=models.Q(("seal", None)), fields=["organisation_id", "id"], name="event_waiting_for_a_seal"),
        ),
    ]
