"""Money that was released keeps its count closed, and a confirmed value may be replaced by another.

On SQLite a later migration that builds one of these tables anew loses its triggers and must call
`guard` again; tests/funding/test_reopening.py finds that.
"""

from django.db import migrations, models

IS_OPEN = "(SELECT state FROM funding_countsurvey WHERE id = NEW.survey_id) <> 'closed'"
HAS_FRAMES = (
    "EXISTS (SELECT 1 FROM funding_framerelease WHERE survey_id = NEW.id AND state = 'released')"
)
GUARDS = (
    (
        "frames_are_released_from_a_closed_count",
        "framerelease",
        f"NEW.state = 'released' AND NEW.survey_id IS NOT NULL AND {IS_OPEN}",
        "frames are released from a closed count only",
    ),
    (
        "count_of_released_frames_stays_closed",
        "countsurvey",
        f"NEW.state <> 'closed' AND {HAS_FRAMES}",
        "the count of released frames stays closed",
    ),
)

SQLITE = """
    CREATE TRIGGER {name} BEFORE UPDATE ON funding_{table} WHEN {refused}
    BEGIN SELECT RAISE(ABORT, '{words}'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF {refused} THEN
        RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER {name} BEFORE UPDATE ON funding_{table}
    FOR EACH ROW EXECUTE FUNCTION {name}()
    """,
)


def guard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, refused, words in GUARDS:
        for statement in POSTGRESQL if postgresql else (SQLITE,):
            schema_editor.execute(
                statement.format(name=name, table=table, refused=refused, words=words)
            )


def unguard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, *_rest in GUARDS:
        if postgresql:
            schema_editor.execute(f"DROP TRIGGER {name} ON funding_{table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


def nothing(apps, schema_editor):
    pass


def one_of_each(apps, schema_editor):
    """Going back, only what holds stays: the newest confirmed, or what waits where there is none."""
    rows = apps.get_model("funding", "RuleConfirmation").objects.using(
        schema_editor.connection.alias
    )
    found = set()
    # "confirmed" stands before "proposed".
    live = rows.exclude(state="withdrawn").order_by("state", "-decided_at", "-id")
    for row in live:
        if (row.rule_version, row.key) in found:
            rows.filter(pk=row.pk).update(state="withdrawn")
        found.add((row.rule_version, row.key))


class Migration(migrations.Migration):
    dependencies = [("funding", "0007_frame_notices_and_confirmations")]

    operations = [
        migrations.AddField(
            model_name="ruleconfirmation",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.RemoveConstraint(
            model_name="ruleconfirmation", name="one_confirmation_per_rule_value"
        ),
        migrations.RunPython(nothing, one_of_each),
        migrations.AddConstraint(
            model_name="ruleconfirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("rule_version", "key"),
                name="one_proposal_per_rule_value",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
