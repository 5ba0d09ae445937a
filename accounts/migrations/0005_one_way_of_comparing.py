import logging

import django.contrib.auth.validators
from django.db import migrations, models

from stored.cleaning import clean_all, give_keys


def give_user_names_keys(apps, schema_editor):
    for twins in give_keys(apps.get_model("accounts", "User"), "username", "username_key"):
        logging.getLogger(__name__).warning(
            "These user names are one for whoever signs in: %s. Both accounts stay, each under the name as it "
            "is written; disable the one that nobody uses.",
            twins,
        )


def give_views_keys(apps, schema_editor):
    give_keys(apps.get_model("accounts", "SavedView"), "name", "name_key", within=("user", "place"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_saved_views")]

    operations = [
        migrations.AlterModelManagers(name="user", managers=[]),
        migrations.AddField(
            model_name="user",
            name="username_key",
            field=models.CharField(editable=False, max_length=450, null=True),
        ),
        migrations.RunPython(clean_all("accounts"), migrations.RunPython.noop),
        migrations.RunPython(give_user_names_keys, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="user",
            name="username_key",
            field=models.CharField(
                editable=False,
                error_messages={
                    "unique": "This user name is taken. Choose another, for example with a number at the end."
                },
                max_length=450,
                unique=True,
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="username",
            field=models.CharField(
                error_messages={
                    "unique": "This user name is taken. Choose another, for example with a number at the end."
                },
                max_length=150,
                unique=True,
                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                verbose_name="user name",
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="name_key",
            field=models.CharField(default="", editable=False, max_length=180),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="savedview", name="saved_view_name_once"),
        migrations.RunPython(give_views_keys, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("user", "place", "name_key"),
                name="saved_view_name_once",
                violation_error_message="A view of yours has this name already. Choose another.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="savedview",
            name="saved_view_usual_once",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_usual", True)),
                fields=("user", "place"),
                name="saved_view_usual_once",
                violation_error_message="A list opens in one way. Choose one view for that.",
            ),
        ),
    ]
