"""The database itself keeps what was agreed and what was noted, whatever code or person asks.

Notes, what was confided, attempts and facts are never changed or deleted: a correction is a new
row. A version of a plan that was agreed, and all that belongs to it, stays as it is; only the
states that tell how it goes on may change, and only while the version is active.

On SQLite a later migration that builds one of these tables anew loses its triggers and must call
`guard` again; tests/casework/test_guards.py finds that.
"""

from django.db import migrations

FOR_EVER = "what was written down is corrected by a new row, never changed"
AGREED = "what was agreed stays as it is"


def agreed(version):
    """That the version with this id is no draft."""
    return (
        f"EXISTS (SELECT 1 FROM casework_planversion v"
        f" WHERE v.id = {version} AND v.state <> 'draft')"
    )


def active(version):
    return (
        f"EXISTS (SELECT 1 FROM casework_planversion v"
        f" WHERE v.id = {version} AND v.state = 'active')"
    )


def completed(assessment):
    return (
        f"EXISTS (SELECT 1 FROM casework_assessment a"
        f" WHERE a.id = {assessment} AND a.state = 'completed')"
    )


def agreed_goal(goal):
    return (
        f"EXISTS (SELECT 1 FROM casework_goal g JOIN casework_planversion v"
        f" ON v.id = g.plan_version_id WHERE g.id = {goal} AND v.state <> 'draft')"
    )


def active_goal(goal):
    return (
        f"EXISTS (SELECT 1 FROM casework_goal g JOIN casework_planversion v"
        f" ON v.id = g.plan_version_id WHERE g.id = {goal} AND v.state = 'active')"
    )


def changed(columns, *others):
    """That one of the columns changes; `{differs}` is the word of the engine."""
    return "(" + " OR ".join(f"NEW.{one} {{differs}} OLD.{one}" for one in (*columns, *others)) + ")"


SHARED = ("id", "case_id", "recorded_at", "recorded_by")
OF_VERSION = (
    *("plan_id", "assessment_id", "number", "language", "client_contributes"),
    *("office_contributes", "review_on", "agreed_on", "agreed_at", "agreed_by", "frozen"),
    *("digest", "version"),
)
OF_GOAL = (
    *("plan_version_id", "position", "domain", "wording", "indicator", "target_on"),
    *("priority", "origin_id"),
)
OF_MEASURE = ("goal_id", "position", "text", "who", "who_name", "due_on")


def of_version(table):
    """A table whose rows belong to a version, and never change once it is agreed."""
    new, old = agreed("NEW.plan_version_id"), agreed("OLD.plan_version_id")
    return (
        (f"agreed_{table}_gets_no_row", table, "INSERT", new, AGREED),
        (f"agreed_{table}_stays", table, "UPDATE", f"{new} OR {old}", AGREED),
        (f"agreed_{table}_is_not_deleted", table, "DELETE", old, AGREED),
    )


# name, table, operation, when it is refused, in which words
GUARDS = (
    *(
        (f"{table}_is_never_{word}", table, operation, "1 = 1", FOR_EVER)
        for table in ("contact", "confidedtext", "contactattempt", "fact")
        for word, operation in (("changed", "UPDATE"), ("deleted", "DELETE"))
    ),
    (
        *("agreed_version_stays", "planversion", "UPDATE"),
        "OLD.state <> 'draft' AND ("
        + changed(SHARED, *OF_VERSION)
        + " OR (NEW.state <> OLD.state AND NOT (OLD.state = 'active' AND NEW.state = 'superseded')))",
        AGREED,
    ),
    ("agreed_version_is_not_deleted", "planversion", "DELETE", "OLD.state <> 'draft'", AGREED),
    (
        *("completed_assessment_stays", "assessment", "UPDATE"),
        *("OLD.state = 'completed'", AGREED),
    ),
    (
        *("completed_assessment_is_not_deleted", "assessment", "DELETE"),
        *("OLD.state = 'completed'", AGREED),
    ),
    (
        *("completed_rating_gets_no_row", "domainrating", "INSERT"),
        *(completed("NEW.assessment_id"), AGREED),
    ),
    (
        *("completed_rating_stays", "domainrating", "UPDATE"),
        *(f"{completed('NEW.assessment_id')} OR {completed('OLD.assessment_id')}", AGREED),
    ),
    (
        *("completed_rating_is_not_deleted", "domainrating", "DELETE"),
        *(completed("OLD.assessment_id"), AGREED),
    ),
    ("agreed_goal_gets_no_row", "goal", "INSERT", agreed("NEW.plan_version_id"), AGREED),
    (
        *("agreed_goal_stays", "goal", "UPDATE"),
        f"({agreed('NEW.plan_version_id')} OR {agreed('OLD.plan_version_id')})"
        f" AND ({changed(SHARED, *OF_GOAL)} OR NOT {active('OLD.plan_version_id')})",
        AGREED,
    ),
    ("agreed_goal_is_not_deleted", "goal", "DELETE", agreed("OLD.plan_version_id"), AGREED),
    ("agreed_measure_gets_no_row", "measure", "INSERT", agreed_goal("NEW.goal_id"), AGREED),
    (
        *("agreed_measure_stays", "measure", "UPDATE"),
        f"({agreed_goal('NEW.goal_id')} OR {agreed_goal('OLD.goal_id')})"
        f" AND ({changed(SHARED, *OF_MEASURE)} OR NOT {active_goal('OLD.goal_id')})",
        AGREED,
    ),
    ("agreed_measure_is_not_deleted", "measure", "DELETE", agreed_goal("OLD.goal_id"), AGREED),
    *of_version("agreement"),
    # It bears the digest of the version, and so comes after the agreement; once.
    ("kept_print_stays", "planprint", "UPDATE", "1 = 1", AGREED),
    ("kept_print_is_not_deleted", "planprint", "DELETE", "1 = 1", AGREED),
)

SQLITE = """
    CREATE TRIGGER {name} BEFORE {operation} ON casework_{table} WHEN {refused}
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
    CREATE TRIGGER {name} BEFORE {operation} ON casework_{table}
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
            schema_editor.execute(f"DROP TRIGGER {name} ON casework_{table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_first_tables")]

    operations = [migrations.RunPython(guard, unguard)]
