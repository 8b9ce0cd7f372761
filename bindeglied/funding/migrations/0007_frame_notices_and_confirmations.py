"""Frame notices with what a Kreis passes on of them, and why a rule value was refused.

The database itself keeps what was entered, and lets no shares be released that are not exactly
the amount of their notice. On SQLite a later migration that builds one of these tables anew loses
its triggers and must call `guard` again; tests/funding/test_notice_guards.py finds that.
"""

import bindeglied.trail.fields
import bindeglied.trail.ids
import django.db.models.deletion
from django.db import migrations, models

STAYS = "what was entered is corrected by a new row, never changed"
ADDS_UP = "own share and shares are exactly the amount of the notice"
ENTERED = "a sub-allocation begins prepared, and keeps what was prepared"
SHARED = "SELECT COALESCE(SUM(amount_eur), 0) FROM funding_subshare WHERE sub_allocation_id = NEW.id"
OF_NOTICE = "SELECT amount_eur FROM funding_framenotice WHERE id = NEW.notice_id"
PREPARED = "SELECT state FROM funding_suballocation WHERE id = NEW.sub_allocation_id"
KEPT = (
    *("notice_id", "key", "counted_on", "weights_source", "has_base", "to_the_euro"),
    *("own_share_eur", "own_share_reason", "own_text", "prepared_at", "prepared_by"),
)
CHANGED = " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in KEPT)
# (name, table, operation, refused if, words)
GUARDS = (
    ("frame_notice_is_never_changed", "framenotice", "UPDATE", "1 = 1", STAYS),
    ("frame_notice_is_never_deleted", "framenotice", "DELETE", "1 = 1", STAYS),
    ("share_is_never_changed", "subshare", "UPDATE", "1 = 1", STAYS),
    ("share_is_never_deleted", "subshare", "DELETE", "1 = 1", STAYS),
    ("share_is_added_to_a_prepared_one", "subshare", "INSERT", f"({PREPARED}) <> 'prepared'", STAYS),
    ("sub_allocation_is_never_deleted", "suballocation", "DELETE", "1 = 1", STAYS),
    ("sub_allocation_begins_prepared", "suballocation", "INSERT", "NEW.state <> 'prepared'", ENTERED),
    ("sub_allocation_keeps_its_content", "suballocation", "UPDATE", CHANGED, ENTERED),
    (
        "released_shares_are_the_notice",
        "suballocation",
        "UPDATE",
        f"NEW.state = 'released' AND ({OF_NOTICE}) <> NEW.own_share_eur + ({SHARED})",
        ADDS_UP,
    ),
)

SQLITE = """
    CREATE TRIGGER {name} BEFORE {operation} ON funding_{table} WHEN {refused}
    BEGIN SELECT RAISE(ABORT, '{words}'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF {refused} THEN
        RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER {name} BEFORE {operation} ON funding_{table}
    FOR EACH ROW EXECUTE FUNCTION {name}()
    """,
)


def guard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, operation, refused, words in GUARDS:
        refused = refused.format(differs="IS DISTINCT FROM" if postgresql else "IS NOT")
        for statement in POSTGRESQL if postgresql else (SQLITE,):
            schema_editor.execute(
                statement.format(
                    name=name, table=table, operation=operation, refused=refused, words=words
                )
            )


def unguard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, *_rest in GUARDS:
        if postgresql:
            schema_editor.execute(f"DROP TRIGGER {name} ON funding_{table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_people'),
        ('funding', '0006_frames_by_two_persons'),
        ('places', '0001_places'),
    ]

    operations = [
        migrations.AddField(
            model_name='ruleconfirmation',
            name='refusal',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.CreateModel(
            name='FrameNotice',
            fields=[
                ('id', models.UUIDField(default=bindeglied.trail.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('amount_eur', bindeglied.trail.fields.EuroField()),
                ('document', models.CharField(max_length=200)),
                ('file_number', models.CharField(blank=True, max_length=80)),
                ('issued_on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.UUIDField(null=True)),
                ('kreis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.kreis')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='funding.framenotice')),
            ],
        ),
        migrations.CreateModel(
            name='SubAllocation',
            fields=[
                ('id', models.UUIDField(default=bindeglied.trail.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(choices=[('counted', 'Personen der letzten Zählung'), ('persons', 'Personen, selbst eingetragen'), ('inhabitants', 'Einwohner'), ('weights', 'eigene Gewichte'), ('fixed', 'nur feste Beträge')], max_length=12)),
                ('counted_on', models.DateField(null=True)),
                ('weights_source', models.CharField(blank=True, max_length=200)),
                ('has_base', models.BooleanField(default=False)),
                ('to_the_euro', models.BooleanField(default=False)),
                ('own_share_eur', bindeglied.trail.fields.EuroField()),
                ('own_share_reason', models.CharField(blank=True, max_length=200)),
                ('own_text', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('prepared', 'wartet auf Freigabe'), ('withdrawn', 'zurückgezogen'), ('released', 'freigegeben'), ('replaced', 'ersetzt')], default='prepared', max_length=10)),
                ('prepared_at', models.DateTimeField()),
                ('prepared_by', models.UUIDField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.UUIDField(null=True)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sub_allocations', to='funding.framenotice')),
            ],
        ),
        migrations.CreateModel(
            name='SubShare',
            fields=[
                ('id', models.UUIDField(default=bindeglied.trail.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('weight', models.PositiveBigIntegerField()),
                ('fixed_eur', bindeglied.trail.fields.EuroField()),
                ('amount_eur', bindeglied.trail.fields.EuroField()),
                ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.municipality')),
                ('provider', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('sub_allocation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='funding.suballocation')),
            ],
        ),
        migrations.AddConstraint(
            model_name='framenotice',
            constraint=models.CheckConstraint(condition=models.Q(('amount_eur__gt', 0)), name='amount_of_a_notice_is_above_zero'),
        ),
        migrations.AddConstraint(
            model_name='framenotice',
            constraint=models.CheckConstraint(condition=models.Q(('year__gte', 2025)), name='notices_begin_with_2025'),
        ),
        migrations.AddConstraint(
            model_name='framenotice',
            constraint=models.CheckConstraint(condition=models.Q(('replaces__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='corrected_notice_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='framenotice',
            constraint=models.UniqueConstraint(condition=models.Q(('replaces__isnull', True)), fields=('kreis', 'year'), name='one_first_notice_per_kreis_and_year'),
        ),
        migrations.AddConstraint(
            model_name='suballocation',
            constraint=models.CheckConstraint(condition=models.Q(('key__in', ['counted', 'persons', 'inhabitants', 'weights', 'fixed'])), name='sub_allocation_key_is_known'),
        ),
        migrations.AddConstraint(
            model_name='suballocation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'withdrawn', 'released', 'replaced'])), name='sub_allocation_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='suballocation',
            constraint=models.CheckConstraint(condition=models.Q(('own_share_eur', 0), models.Q(('own_share_eur__gt', 0), models.Q(('own_share_reason', ''), _negated=True)), _connector='OR'), name='own_share_of_a_kreis_says_for_what'),
        ),
        migrations.AddConstraint(
            model_name='suballocation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('released', 'replaced')), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('decided_by', models.F('prepared_by')), _negated=True)), _connector='OR'), name='two_persons_release_a_sub_allocation'),
        ),
        migrations.AddConstraint(
            model_name='suballocation',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'prepared')), fields=('notice',), name='one_prepared_sub_allocation_per_notice'),
        ),
        migrations.AddConstraint(
            model_name='suballocation',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'released')), fields=('notice',), name='one_released_sub_allocation_per_notice'),
        ),
        migrations.AddConstraint(
            model_name='subshare',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('municipality__isnull', False), ('provider__isnull', True)), models.Q(('municipality__isnull', True), ('provider__isnull', False)), _connector='OR'), name='share_goes_to_a_municipality_or_a_provider'),
        ),
        migrations.AddConstraint(
            model_name='subshare',
            constraint=models.CheckConstraint(condition=models.Q(('amount_eur__gte', models.F('fixed_eur')), ('fixed_eur__gte', 0)), name='share_holds_its_fixed_amount'),
        ),
        migrations.AddConstraint(
            model_name='subshare',
            constraint=models.UniqueConstraint(fields=('sub_allocation', 'municipality'), name='one_share_per_municipality'),
        ),
        migrations.AddConstraint(
            model_name='subshare',
            constraint=models.UniqueConstraint(fields=('sub_allocation', 'provider'), name='one_share_per_provider'),
        ),
        migrations.RunPython(guard, unguard),
    ]
