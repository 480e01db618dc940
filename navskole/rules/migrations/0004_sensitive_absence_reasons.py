from typing import Any

from django.db import migrations, models

_PLAIN = ["undocumented", "welfare", "representative", "relief", "legal", "representation"]


def tell_the_plain(apps: Any, schema_editor: Any) -> None:
    """Mark the shipped reasons that tell nothing sensitive; any other stays sensitive."""
    apps.get_model("rules", "AbsenceReason").objects.filter(code__in=_PLAIN).update(
        is_sensitive=False
    )


class Migration(migrations.Migration):
    dependencies = [
        ("rules", "0003_absence_limit_and_reasons"),
    ]

    operations = [
        migrations.AddField(
            model_name="absencereason",
            name="is_sensitive",
            field=models.BooleanField(default=True, verbose_name="sensitiv"),
        ),
        migrations.RunPython(tell_the_plain, migrations.RunPython.noop),
    ]
