from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pupils", "0009_enrolment_found_by_its_form"),
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
                    ("schooling", "Tidligere skoleplasser og hvorfor de sluttet"),
                ],
                max_length=10,
                verbose_name="opplysninger",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="consentline",
            name="consent_line_of_one_side",
        ),
        migrations.AddConstraint(
            model_name="consentline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "information__in",
                            ["absence", "measures", "notes", "tasks", "schooling"],
                        ),
                        ("service", "nav_office"),
                    ),
                    models.Q(
                        ("information__in", ["existence", "measures", "notes"]),
                        ("service__in", ["school_leadership", "pupil_services"]),
                    ),
                    _connector="OR",
                ),
                name="consent_line_of_one_side",
            ),
        ),
    ]
