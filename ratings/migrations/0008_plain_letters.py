from django.db import migrations

from stored.cleaning import clean_all


class Migration(migrations.Migration):
    dependencies = [("ratings", "0007_nothing_unknown_passes")]

    operations = [
        migrations.RunPython(clean_all("ratings"), migrations.RunPython.noop),
    ]
