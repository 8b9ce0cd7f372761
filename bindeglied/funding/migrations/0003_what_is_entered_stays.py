"""The database itself keeps what was entered: amounts, counts and reports never change.

A correction is a further row. On SQLite a later migration that builds one of these tables anew
loses its triggers and must call `guard` again; tests/funding/test_guards.py finds that.
"""

from django.db import migrations

WORDS = "what was entered is corrected by a new row, never changed"
GUARDS = tuple(
    (f"{table}_is_never_{word}", table, operation)
    for table in ("ledgerentry", "municipalitycount", "kreisreport")
    for word, operation in (("changed", "UPDATE"), ("deleted", "DELETE"))
)

SQLITE = """
    CREATE TRIGGER {name} BEFORE {operation} ON funding_{table}
    BEGIN SELECT RAISE(ABORT, '{words}'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER {name} BEFORE {operation} ON funding_{table}
    FOR EACH ROW EXECUTE FUNCTION {name}()
    """,
)


def guard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, operation in GUARDS:
        for statement in POSTGRESQL if postgresql else (SQLITE,):
            schema_editor.execute(
                statement.format(name=name, table=table, operation=operation, words=WORDS)
            )


def unguard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, _operation in GUARDS:
        if postgresql:
            schema_editor.execute(f"DROP TRIGGER {name} ON funding_{table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("funding", "0002_what_money_needs")]

    operations = [migrations.RunPython(guard, unguard)]
