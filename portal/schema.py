from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def missing_tables() -> list[str]:
    """What every migration has run for and the database has not.

    Until 11/2026, before the first release, migrations were rewritten in place: a database from before counts as
    migrated, but to other tables.
    """
    promised = set(connection.introspection.django_table_names(only_existing=False)) - _promised_by_none()
    return sorted(promised - set(connection.introspection.table_names()))


def _promised_by_none() -> set[str]:
    """Of apps without migrations: the debug toolbar has a table for its history and keeps that in memory."""
    without = (apps.get_app_config(label) for label in MigrationLoader(connection).unmigrated_apps)
    return {model._meta.db_table for app in without for model in app.get_models(include_auto_created=True)}
