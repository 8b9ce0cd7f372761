"""Frames are prepared by one person from a survey and released by another; then they stay.

The database itself keeps what is released. On SQLite a later migration that builds one of these
tables anew loses its triggers and must call `guard` again; tests/funding/test_guards.py finds that.
"""

import re
from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import bindeglied.trail.fields

WORDS = "released frames are never changed"
OF_RELEASE = "{row}.state = 'released'"
OF_FRAME = (
    "(SELECT state FROM funding_framerelease WHERE id = {row}.release_id) = 'released'"
)
GUARDS = (
    ("released_release_is_never_changed", "framerelease", "UPDATE", OF_RELEASE, "OLD"),
    ("released_release_is_never_deleted", "framerelease", "DELETE", OF_RELEASE, "OLD"),
    ("released_frame_is_never_added", "planningframe", "INSERT", OF_FRAME, "NEW"),
    ("released_frame_is_never_changed", "planningframe", "UPDATE", OF_FRAME, "OLD"),
    ("released_frame_is_never_deleted", "planningframe", "DELETE", OF_FRAME, "OLD"),
)

SQLITE = """
    CREATE TRIGGER {name} BEFORE {operation} ON funding_{table} WHEN {condition}
    BEGIN SELECT RAISE(ABORT, '{words}'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF {condition} THEN
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
    for name, table, operation, condition, row in GUARDS:
        for statement in POSTGRESQL if postgresql else (SQLITE,):
            schema_editor.execute(
                statement.format(
                    name=name,
                    table=table,
                    operation=operation,
                    condition=condition.format(row=row),
                    words=WORDS,
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


LABEL = re.compile(r"(\d\d)(\d\d)/(\d\d)")


def whole_years(apps, schema_editor):
    """What stood here before was released by the installation for whole years.

    Only its label says for which: `2017/18` were frames for each of two years.
    """
    here = schema_editor.connection.alias
    frames = apps.get_model("funding", "PlanningFrame")
    frames.objects.using(here).update(year_frame_eur=F("frame_eur"))
    for release in apps.get_model("funding", "FrameRelease").objects.using(here).all():
        found = LABEL.fullmatch(release.label)
        if found and found[2] < found[3]:
            century, first, last = found.groups()
            release.first_year, release.last_year = int(century + first), int(century + last)
            release.save(using=here, update_fields=["first_year", "last_year"])


def nothing(apps, schema_editor):
    pass


class Migration(migrations.Migration):
    dependencies = [("funding", "0005_relief")]

    operations = [
        migrations.RemoveConstraint(model_name="framerelease", name="frame_state_is_known"),
        migrations.RenameField(model_name="framerelease", old_name="state", new_name="kind"),
        migrations.AddField(
            model_name="framerelease",
            name="state",
            field=models.CharField(
                max_length=10,
                choices=[
                    ("prepared", "vorbereitet"),
                    ("released", "freigegeben"),
                    ("withdrawn", "verworfen"),
                ],
                default="released",
            ),
        ),
        migrations.AlterField(
            model_name="framerelease",
            name="state",
            field=models.CharField(
                max_length=10,
                choices=[
                    ("prepared", "vorbereitet"),
                    ("released", "freigegeben"),
                    ("withdrawn", "verworfen"),
                ],
                default="prepared",
            ),
        ),
        migrations.AlterField(
            model_name="framerelease", name="released_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="framerelease", name="prepared_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="framerelease", name="prepared_by", field=models.UUIDField(null=True)
        ),
        migrations.AddField(
            model_name="framerelease",
            name="first_year",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="framerelease",
            name="last_year",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="framerelease",
            name="tranche_share",
            field=models.PositiveSmallIntegerField(default=10000),
        ),
        migrations.AddField(
            model_name="framerelease",
            name="survey",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="releases",
                to="funding.countsurvey",
            ),
        ),
        migrations.AddField(
            model_name="framerelease",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed_by",
                to="funding.framerelease",
            ),
        ),
        migrations.AddField(
            model_name="planningframe",
            name="year_frame_eur",
            field=bindeglied.trail.fields.EuroField(default=Decimal(0)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="planningframe",
            name="before_eur",
            field=bindeglied.trail.fields.EuroField(default=Decimal(0)),
        ),
        migrations.RunPython(whole_years, nothing),
        migrations.AddConstraint(
            model_name='planningframe',
            constraint=models.CheckConstraint(condition=models.Q(('before_eur__gte', 0), ('year_frame_eur__gte', models.F('frame_eur'))), name='frame_is_part_of_that_of_the_year'),
        ),
        migrations.AddConstraint(
            model_name="framerelease",
            constraint=models.CheckConstraint(
                condition=Q(("kind__in", ["provisional", "final"])), name="frame_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="framerelease",
            constraint=models.CheckConstraint(
                condition=Q(("state__in", ["prepared", "released", "withdrawn"])),
                name="release_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="framerelease",
            constraint=models.CheckConstraint(
                condition=Q(("tranche_share__gte", 1), ("tranche_share__lte", 10000)),
                name="tranche_is_a_share_of_the_pool",
            ),
        ),
        migrations.AddConstraint(
            model_name="framerelease",
            constraint=models.CheckConstraint(
                condition=Q(("first_year__isnull", True), ("last_year__isnull", True))
                | Q(
                    ("first_year__isnull", False),
                    ("last_year__gte", F("first_year")),
                    ("last_year__isnull", False),
                ),
                name="years_of_a_release_follow_each_other",
            ),
        ),
        migrations.AddConstraint(
            model_name='framerelease',
            constraint=models.CheckConstraint(condition=models.Q(('prepared_by__isnull', True), models.Q(('first_year__isnull', False), ('prepared_at__isnull', False), ('survey__isnull', False)), _connector='OR'), name='what_a_person_prepares_has_its_survey_and_years'),
        ),
        migrations.AddConstraint(
            model_name='framerelease',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', False), ('state', 'released')), models.Q(models.Q(('state', 'released'), _negated=True), ('released_at__isnull', True), ('released_by__isnull', True)), _connector='OR'), name='released_frames_have_their_moment'),
        ),
        migrations.AddConstraint(
            model_name='framerelease',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'released'), _negated=True), models.Q(('prepared_by__isnull', True), ('released_by__isnull', True)), models.Q(('prepared_by__isnull', False), ('released_by__isnull', False), models.Q(('released_by', models.F('prepared_by')), _negated=True)), _connector='OR'), name='two_persons_prepare_and_release_frames'),
        ),
        migrations.RunPython(guard, unguard),
    ]
