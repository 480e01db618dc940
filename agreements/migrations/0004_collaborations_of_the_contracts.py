"""A collaboration for every school that has contracts, with their offices."""

from django.db import migrations
from django.db.models import Min


def gather(apps, schema_editor):
    contracts = apps.get_model("agreements", "Contract").objects
    collaborations = apps.get_model("agreements", "Collaboration").objects
    members = apps.get_model("agreements", "CollaborationOffice").objects
    for row in contracts.order_by().values("school_id").annotate(first=Min("starts_on")):
        school_id, first = row["school_id"], row["first"]
        collaboration = collaborations.filter(school_id=school_id, ended_on=None).first()
        if collaboration is None:
            collaboration = collaborations.create(school_id=school_id, starts_on=first)
        for pair in (
            contracts.filter(school_id=school_id)
            .order_by()
            .values("office_id")
            .annotate(first=Min("starts_on"))
        ):
            members.get_or_create(
                collaboration=collaboration,
                office_id=pair["office_id"],
                defaults={"starts_on": pair["first"]},
            )


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_collaborations")]
    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
