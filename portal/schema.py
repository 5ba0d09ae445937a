from django.db import connection


def missing_tables() -> list[str]:
    """What every migration has run for and the database has not.

    Until 11/2026, before the first release, migrations were rewritten in place: a database from before counts as
    migrated, but to other tables.
    """
    promised = connection.introspection.django_table_names(only_existing=False)
    return sorted(set(promised) - set(connection.introspection.table_names()))
