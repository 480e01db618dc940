from django.db import migrations

from navskole.audit import append_only


def install(apps, schema_editor):
    append_only.install(schema_editor.connection)


class Migration(migrations.Migration):
    """Close the new table too; going back, the triggers go with the table."""

    dependencies = [("audit", "0008_disposal")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
