from django.db import migrations, models

# Two choices go, or say something else from now on: what was shared keeps the words it was
# shared by.
WORDS = {
    "fvl_13b_6": "Forvaltningsloven § 13 b første ledd nr. 6: anmelde eller opplyse om lovbrudd",
    "fvl_13b_7": (
        "Forvaltningsloven § 13 b første ledd nr. 7: det andre organet trenger den i oppgavene"
    ),
}


def keep_words(apps, schema_editor):
    """Write the old label of the two as the statute in words."""
    for name in ("Disclosure", "HistoricalDisclosure"):
        model = apps.get_model("followup", name)
        for code, words in WORDS.items():
            model.objects.filter(statute=code).update(statute="other", statute_text=words)


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0012_lawful_disclosure"),
    ]

    operations = [
        migrations.RunPython(keep_words, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="disclosure",
            name="statute",
            field=models.CharField(
                choices=[
                    (
                        "fvl_13a",
                        "Forvaltningsloven § 13 a nr. 3: kjent, eller ingen berettiget grunn til taushet",
                    ),
                    (
                        "fvl_13b_2",
                        "Forvaltningsloven § 13 b første ledd nr. 2: brukes til det den er innhentet for",
                    ),
                    (
                        "fvl_13b_5",
                        "Forvaltningsloven § 13 b første ledd nr. 5: nødvendig for skolens egne oppgaver",
                    ),
                    (
                        "fvl_13b_7",
                        "Forvaltningsloven § 13 b første ledd nr. 7: nødvendig mot fare for liv eller helse",
                    ),
                    ("nav_7", "NAV-loven § 7: nødvendig for NAVs oppgaver"),
                    ("sotjl_44", "Sosialtjenesteloven § 44: nødvendig for NAV-kontorets oppgaver"),
                    ("emergency", "Straffeloven § 17: nødrett, fare for liv eller helse"),
                    ("avert", "Straffeloven § 196: plikt til å avverge et alvorlig lovbrudd"),
                    ("duty", "Annen opplysningsplikt eller meldeplikt i lov"),
                    ("other", "Annen hjemmel"),
                ],
                max_length=20,
                verbose_name="hjemmel",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldisclosure",
            name="statute",
            field=models.CharField(
                choices=[
                    (
                        "fvl_13a",
                        "Forvaltningsloven § 13 a nr. 3: kjent, eller ingen berettiget grunn til taushet",
                    ),
                    (
                        "fvl_13b_2",
                        "Forvaltningsloven § 13 b første ledd nr. 2: brukes til det den er innhentet for",
                    ),
                    (
                        "fvl_13b_5",
                        "Forvaltningsloven § 13 b første ledd nr. 5: nødvendig for skolens egne oppgaver",
                    ),
                    (
                        "fvl_13b_7",
                        "Forvaltningsloven § 13 b første ledd nr. 7: nødvendig mot fare for liv eller helse",
                    ),
                    ("nav_7", "NAV-loven § 7: nødvendig for NAVs oppgaver"),
                    ("sotjl_44", "Sosialtjenesteloven § 44: nødvendig for NAV-kontorets oppgaver"),
                    ("emergency", "Straffeloven § 17: nødrett, fare for liv eller helse"),
                    ("avert", "Straffeloven § 196: plikt til å avverge et alvorlig lovbrudd"),
                    ("duty", "Annen opplysningsplikt eller meldeplikt i lov"),
                    ("other", "Annen hjemmel"),
                ],
                max_length=20,
                verbose_name="hjemmel",
            ),
        ),
    ]
