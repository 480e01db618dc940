from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pupils", "0007_own_names"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consentline",
            name="information",
            field=models.CharField(
                choices=[
                    ("existence", "At saken finnes, og status"),
                    ("absence", "Fravær og vurdering i fag"),
                    ("measures", "Tiltak"),
                    ("notes", "Delte notater"),
                    ("tasks", "Oppgaver"),
                ],
                max_length=10,
                verbose_name="opplysninger",
            ),
        ),
    ]
