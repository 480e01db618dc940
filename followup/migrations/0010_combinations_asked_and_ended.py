"""A combination can be asked for by the school too, declined, taken back and ended."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def place(apps: Any, schema_editor: Any) -> None:
    """Say of each link which case and school it is about: those of its two measures."""
    links = apps.get_model("followup", "MeasureLink").objects
    for link in links.select_related("nav_measure", "school_measure"):
        link.case_id = link.nav_measure.case_id
        link.school_id = link.school_measure.owner_id
        link.save()


def one(of: str, **how: Any) -> Any:
    """Return a key to a record that not every link has."""
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=of,
        **how,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0009_reminder"),
        ("organisations", "0001_first_release"),
        ("pupils", "0010_earlier_places_are_opened"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("measurelink", "case", one("pupils.case")),
        migrations.AddField("measurelink", "school", one("organisations.organisation")),
        migrations.AddField(
            "measurelink", "is_asked_by_school", models.BooleanField(default=False)
        ),
        migrations.AddField(
            "measurelink",
            "asked_type",
            one("followup.measuretype", verbose_name="tiltaket det ble spurt om"),
        ),
        migrations.AddField(
            "measurelink",
            "asked_request",
            models.TextField(blank=True, max_length=2000, verbose_name="det NAV bes om"),
        ),
        migrations.AddField(
            "measurelink",
            "ended_because",
            models.CharField(
                blank=True,
                choices=[
                    ("declined", "Sa nei"),
                    ("taken_back", "Trakk spørsmålet"),
                    ("alone", "Gikk videre alene"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField("measurelink", "ended_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("measurelink", "ended_by", one(settings.AUTH_USER_MODEL)),
        migrations.AddField("measurelink", "ended_for", one("organisations.organisation")),
        migrations.AddField(
            "measurelink",
            "ended_reason",
            models.TextField(blank=True, max_length=1000, verbose_name="begrunnelse"),
        ),
        migrations.AlterField("measurelink", "nav_measure", one("followup.measure")),
        migrations.AlterField("measurelink", "school_measure", one("followup.measure")),
        migrations.RunPython(place, migrations.RunPython.noop),
    ]
