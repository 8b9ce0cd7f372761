"""The database itself refuses to change what it was born as, whatever code or person asks."""

from django.db import migrations

SQLITE = {
    "update": """
        CREATE TRIGGER birth_is_never_changed BEFORE UPDATE ON accounts_installation
        BEGIN SELECT RAISE(ABORT, 'an installation is born demo or real for ever'); END
    """,
    "delete": """
        CREATE TRIGGER birth_is_never_deleted BEFORE DELETE ON accounts_installation
        BEGIN SELECT RAISE(ABORT, 'an installation is born demo or real for ever'); END
    """,
}
POSTGRESQL = (
    """
        CREATE FUNCTION refuse_to_change_birth() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'an installation is born demo or real for ever'
              USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
        CREATE TRIGGER birth_is_for_ever BEFORE UPDATE OR DELETE ON accounts_installation
        FOR EACH ROW EXECUTE FUNCTION refuse_to_change_birth()
    """,
)


def guard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE.values():
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER birth_is_for_ever ON accounts_installation")
        schema_editor.execute("DROP FUNCTION refuse_to_change_birth()")
    else:
        schema_editor.execute("DROP TRIGGER birth_is_never_changed")
        schema_editor.execute("DROP TRIGGER birth_is_never_deleted")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
