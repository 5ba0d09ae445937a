from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sign_in_attempts")]

    operations = [
        migrations.AddField(
            model_name="signinattempt", name="browser", field=models.CharField(blank=True, default="", max_length=32)
        ),
        migrations.AddField(model_name="signinattempt", name="told", field=models.BooleanField(default=False)),
    ]
