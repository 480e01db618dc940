import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    # What the first release was built up by; an older database has these.
    replaces = [
        ("pupils", "0001_initial"),
        ("pupils", "0002_case_grant_public_id"),
        ("pupils", "0003_absence_standing_and_history_of_places"),
        ("pupils", "0004_own_national_id"),
        ("pupils", "0005_consents_of_the_school"),
        ("pupils", "0006_relations_are_lifted"),
        ("pupils", "0007_own_names"),
        ("pupils", "0008_absence_is_opened_by_name"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("organisations", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProblemArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="navn")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "problemområde",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pupil",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("first_name", models.CharField(max_length=100, verbose_name="fornavn")),
                ("last_name", models.CharField(max_length=100, verbose_name="etternavn")),
                ("birth_date", models.DateField(verbose_name="fødselsdato")),
                (
                    "national_id",
                    models.CharField(
                        blank=True,
                        max_length=11,
                        null=True,
                        unique=True,
                        verbose_name="fødselsnummer eller D-nummer",
                    ),
                ),
                (
                    "address_protection",
                    models.CharField(
                        choices=[
                            ("none", "Ingen"),
                            ("confidential", "Fortrolig adresse (kode 7)"),
                            ("strict", "Strengt fortrolig adresse (kode 6)"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="adressebeskyttelse",
                    ),
                ),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=620)),
                ("search_key", models.CharField(editable=False, max_length=620)),
                (
                    "registered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "elev",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("registered_by", "submission_id"), name="pupil_submitted_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("self", "Eleven selv"),
                            ("teacher", "Lærer"),
                            ("counsellor", "Rådgiver"),
                            ("nurse", "Helsesykepleier"),
                            ("resource_team", "Ressursteam"),
                            ("follow_up_service", "Oppfølgingstjenesten (OT)"),
                            ("outreach", "NAV, oppsøkende"),
                            ("guardian", "Foresatt"),
                            ("other", "Annet"),
                        ],
                        max_length=20,
                        verbose_name="kilde",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "Ny"),
                            ("assessing", "Kartlegging"),
                            ("active", "I oppfølging"),
                            ("paused", "Hviler"),
                            ("closed", "Avsluttet"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="opprettet")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="avsluttet")),
                ("reopened_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("continues", "Fortsetter på skolen"),
                            ("completed", "Fullførte"),
                            ("changed", "Byttet program eller skole"),
                            ("apprenticeship", "Lære"),
                            ("work", "Arbeid"),
                            ("nav_measure", "Tiltak i NAV"),
                            ("youth_team", "Overført til NAVs ungdomsteam"),
                            ("follow_up_service", "Overført til OT"),
                            ("moved", "Flyttet"),
                            ("withdrew", "Eleven trakk seg"),
                            ("no_need", "Ikke behov"),
                        ],
                        max_length=20,
                        verbose_name="resultat",
                    ),
                ),
                (
                    "status_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="begrunnelse"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.navoffice",
                        verbose_name="NAV-kontor",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig veileder",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "sak",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=("pupil", "office"),
                        name="case_one_open_per_office",
                        violation_error_message="Eleven har alt en åpen sak ved kontoret.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("status", "closed")),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True),
                                ("closed_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="case_closed_has_date",
                        violation_error_message="En avsluttet sak må ha en sluttdato.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("starts_on", models.DateField(verbose_name="fra og med")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="avsluttet"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("given", "Gitt"),
                            ("refused", "Avslått"),
                            ("withdrawn", "Trukket"),
                            ("blocked", "Uenighet mellom elev og foresatt"),
                        ],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("written", "Skriftlig"),
                            ("oral", "Muntlig"),
                            ("digital", "Digitalt"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                (
                    "summary",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="sammendrag av det som ble sagt"
                    ),
                ),
                (
                    "guardian_involved",
                    models.BooleanField(default=False, verbose_name="foresatt er involvert"),
                ),
                (
                    "guardian_reason",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        verbose_name="hvorfor foresatt er eller ikke er involvert",
                    ),
                ),
                (
                    "age_assessment",
                    models.CharField(
                        blank=True,
                        max_length=1000,
                        verbose_name="vurdering av alder, modenhet og tema",
                    ),
                ),
                (
                    "outside_services",
                    models.JSONField(
                        blank=True,
                        default=list,
                        verbose_name="tjenester eleven har nevnt, uten tilgang her",
                    ),
                ),
                (
                    "text_version",
                    models.CharField(
                        max_length=20, verbose_name="informasjonsteksten som ble brukt"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("withdrawal_reason", models.CharField(blank=True, max_length=500)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.consent",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "samtykke",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="consent_dates_in_order",
                        violation_error_message="Siste dag kan ikke være før første dag.",
                    ),
                    models.UniqueConstraint(
                        fields=("recorded_by", "submission_id"), name="consent_submitted_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPupil",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("first_name", models.CharField(max_length=100, verbose_name="fornavn")),
                ("last_name", models.CharField(max_length=100, verbose_name="etternavn")),
                ("birth_date", models.DateField(verbose_name="fødselsdato")),
                (
                    "national_id",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        max_length=11,
                        null=True,
                        verbose_name="fødselsnummer eller D-nummer",
                    ),
                ),
                (
                    "address_protection",
                    models.CharField(
                        choices=[
                            ("none", "Ingen"),
                            ("confidential", "Fortrolig adresse (kode 7)"),
                            ("strict", "Strengt fortrolig adresse (kode 6)"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="adressebeskyttelse",
                    ),
                ),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=620)),
                ("search_key", models.CharField(editable=False, max_length=620)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical elev",
                "verbose_name_plural": "historical elevs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PersonRelation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self", "Personen selv"),
                            ("family", "Familie"),
                            ("close", "Annen nær relasjon"),
                        ],
                        max_length=10,
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "nær relasjon",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("pupil", "user"),
                        name="relation_once_per_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_name", models.CharField(max_length=100, verbose_name="fornavn")),
                ("last_name", models.CharField(max_length=100, verbose_name="etternavn")),
                ("written_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "eget navn på eleven",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pupil", "owner"), name="own_name_once_per_owner"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSubjectStanding",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("subject", models.CharField(max_length=80, verbose_name="fag")),
                ("subject_key", models.CharField(editable=False, max_length=250)),
                ("school_year", models.PositiveSmallIntegerField(verbose_name="skoleår")),
                (
                    "term",
                    models.CharField(
                        choices=[("first", "1. termin"), ("second", "2. termin")],
                        max_length=6,
                        verbose_name="termin",
                    ),
                ),
                (
                    "lesson_hours",
                    models.DecimalField(
                        decimal_places=1, max_digits=5, verbose_name="timer i faget"
                    ),
                ),
                ("is_at_risk", models.BooleanField(default=False, verbose_name="fare for IV")),
                (
                    "warning_sent_on",
                    models.DateField(blank=True, null=True, verbose_name="varsel sendt"),
                ),
                ("recorded_at", models.DateTimeField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical fravær og vurdering i et fag",
                "verbose_name_plural": "historical fravær og vurdering i et fags",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRiskFlag",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("area", "Problemområde"), ("signal", "Signal fra skolen")],
                        max_length=10,
                        verbose_name="gjelder",
                    ),
                ),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("watch", "Følg med"),
                            ("concern", "Bekymring"),
                            ("urgent", "Haster"),
                        ],
                        max_length=10,
                        verbose_name="nivå",
                    ),
                ),
                ("reason", models.CharField(max_length=1000, verbose_name="begrunnelse")),
                ("raised_at", models.DateTimeField()),
                ("expires_on", models.DateField(verbose_name="utløper")),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "resolved_reason",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="hvorfor flagget avsluttes"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.problemarea",
                        verbose_name="problemområde",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical risikoflagg",
                "verbose_name_plural": "historical risikoflaggs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEnrolment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="fra og med")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="avsluttet"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "programme_area",
                    models.CharField(max_length=80, verbose_name="utdanningsprogram"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("vg1", "Vg1"), ("vg2", "Vg2"), ("vg3", "Vg3")],
                        max_length=3,
                        verbose_name="trinn",
                    ),
                ),
                ("class_name", models.CharField(max_length=20, verbose_name="klasse")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("completed", "Fullført"),
                            ("moved", "Byttet skole"),
                            ("apprentice", "Gikk ut i lære"),
                            ("left", "Sluttet i løpet av året"),
                            ("other", "Annet"),
                        ],
                        max_length=10,
                        verbose_name="sluttårsak",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.school",
                        verbose_name="skole",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical skoleplass",
                "verbose_name_plural": "historical skoleplasss",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsent",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("starts_on", models.DateField(verbose_name="fra og med")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="avsluttet"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("given", "Gitt"),
                            ("refused", "Avslått"),
                            ("withdrawn", "Trukket"),
                            ("blocked", "Uenighet mellom elev og foresatt"),
                        ],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("written", "Skriftlig"),
                            ("oral", "Muntlig"),
                            ("digital", "Digitalt"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                (
                    "summary",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="sammendrag av det som ble sagt"
                    ),
                ),
                (
                    "guardian_involved",
                    models.BooleanField(default=False, verbose_name="foresatt er involvert"),
                ),
                (
                    "guardian_reason",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        verbose_name="hvorfor foresatt er eller ikke er involvert",
                    ),
                ),
                (
                    "age_assessment",
                    models.CharField(
                        blank=True,
                        max_length=1000,
                        verbose_name="vurdering av alder, modenhet og tema",
                    ),
                ),
                (
                    "outside_services",
                    models.JSONField(
                        blank=True,
                        default=list,
                        verbose_name="tjenester eleven har nevnt, uten tilgang her",
                    ),
                ),
                (
                    "text_version",
                    models.CharField(
                        max_length=20, verbose_name="informasjonsteksten som ble brukt"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("withdrawal_reason", models.CharField(blank=True, max_length=500)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.consent",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical samtykke",
                "verbose_name_plural": "historical samtykkes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCase",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("self", "Eleven selv"),
                            ("teacher", "Lærer"),
                            ("counsellor", "Rådgiver"),
                            ("nurse", "Helsesykepleier"),
                            ("resource_team", "Ressursteam"),
                            ("follow_up_service", "Oppfølgingstjenesten (OT)"),
                            ("outreach", "NAV, oppsøkende"),
                            ("guardian", "Foresatt"),
                            ("other", "Annet"),
                        ],
                        max_length=20,
                        verbose_name="kilde",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "Ny"),
                            ("assessing", "Kartlegging"),
                            ("active", "I oppfølging"),
                            ("paused", "Hviler"),
                            ("closed", "Avsluttet"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="opprettet")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="avsluttet")),
                ("reopened_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("continues", "Fortsetter på skolen"),
                            ("completed", "Fullførte"),
                            ("changed", "Byttet program eller skole"),
                            ("apprenticeship", "Lære"),
                            ("work", "Arbeid"),
                            ("nav_measure", "Tiltak i NAV"),
                            ("youth_team", "Overført til NAVs ungdomsteam"),
                            ("follow_up_service", "Overført til OT"),
                            ("moved", "Flyttet"),
                            ("withdrew", "Eleven trakk seg"),
                            ("no_need", "Ikke behov"),
                        ],
                        max_length=20,
                        verbose_name="resultat",
                    ),
                ),
                (
                    "status_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="begrunnelse"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.navoffice",
                        verbose_name="NAV-kontor",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig veileder",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical sak",
                "verbose_name_plural": "historical saks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="fra og med")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="avsluttet"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "programme_area",
                    models.CharField(max_length=80, verbose_name="utdanningsprogram"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("vg1", "Vg1"), ("vg2", "Vg2"), ("vg3", "Vg3")],
                        max_length=3,
                        verbose_name="trinn",
                    ),
                ),
                ("class_name", models.CharField(max_length=20, verbose_name="klasse")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("completed", "Fullført"),
                            ("moved", "Byttet skole"),
                            ("apprentice", "Gikk ut i lære"),
                            ("left", "Sluttet i løpet av året"),
                            ("other", "Annet"),
                        ],
                        max_length=10,
                        verbose_name="sluttårsak",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                        verbose_name="skole",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "skoleplass",
                "indexes": [
                    models.Index(fields=["school", "pupil"], name="enrolment_school_pupil"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="enrolment_dates_in_order",
                        violation_error_message="Siste dag kan ikke være før første dag.",
                    ),
                    models.UniqueConstraint(
                        fields=("pupil", "school", "starts_on"), name="enrolment_once_per_start"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactDetails",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-post")),
                (
                    "national_id",
                    models.CharField(blank=True, max_length=11, verbose_name="eget fødselsnummer"),
                ),
                (
                    "language_form",
                    models.CharField(
                        choices=[("nb", "bokmål"), ("nn", "nynorsk")],
                        default="nb",
                        max_length=2,
                        verbose_name="målform",
                    ),
                ),
                (
                    "municipality_of_stay",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.municipality",
                        verbose_name="oppholdskommune",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
            ],
            options={
                "verbose_name": "kontaktopplysninger",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pupil", "owner"), name="contact_once_per_owner"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PupilGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="fra og med")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="avsluttet"
                    ),
                ),
                ("ground", models.CharField(max_length=30)),
                (
                    "reason",
                    models.CharField(blank=True, max_length=255, verbose_name="begrunnelse"),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="pupils.pupil"
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gitt av",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "navngitt for elev",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="pupil_grant_dates_in_order",
                        violation_error_message="Siste dag kan ikke være før første dag.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("user", "permission", "content_object", "starts_on"),
                        name="pupil_grant_once_per_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground", "named_for_protected")),
                        name="pupil_grant_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PupilGroupGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="pupils.pupil"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk__isnull", True)), name="pupil_group_grant_empty"
                    ),
                ],
                "unique_together": {("group", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("text", models.TextField(max_length=4000, verbose_name="hva gjelder det?")),
                ("pupil_knows", models.BooleanField(verbose_name="eleven vet om henvisningen")),
                (
                    "unaware_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="hvorfor eleven ikke vet"
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sendt")),
                ("declined_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("decline_reason", models.CharField(blank=True, max_length=500)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "declined_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.navoffice",
                        verbose_name="NAV-kontor",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "henvisning",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sent_by", "submission_id"), name="referral_submitted_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pupil_knows", True),
                            models.Q(("unaware_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="referral_unaware_has_reason",
                        violation_error_message="Skriv hvorfor eleven ikke vet om henvisningen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskFlag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("area", "Problemområde"), ("signal", "Signal fra skolen")],
                        max_length=10,
                        verbose_name="gjelder",
                    ),
                ),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitivt")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("watch", "Følg med"),
                            ("concern", "Bekymring"),
                            ("urgent", "Haster"),
                        ],
                        max_length=10,
                        verbose_name="nivå",
                    ),
                ),
                ("reason", models.CharField(max_length=1000, verbose_name="begrunnelse")),
                ("raised_at", models.DateTimeField()),
                ("expires_on", models.DateField(verbose_name="utløper")),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "resolved_reason",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="hvorfor flagget avsluttes"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.problemarea",
                        verbose_name="problemområde",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.case",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "risikoflagg",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("raised_by", "submission_id"), name="flag_submitted_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubjectStanding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("subject", models.CharField(max_length=80, verbose_name="fag")),
                ("subject_key", models.CharField(editable=False, max_length=250)),
                ("school_year", models.PositiveSmallIntegerField(verbose_name="skoleår")),
                (
                    "term",
                    models.CharField(
                        choices=[("first", "1. termin"), ("second", "2. termin")],
                        max_length=6,
                        verbose_name="termin",
                    ),
                ),
                (
                    "lesson_hours",
                    models.DecimalField(
                        decimal_places=1, max_digits=5, verbose_name="timer i faget"
                    ),
                ),
                ("is_at_risk", models.BooleanField(default=False, verbose_name="fare for IV")),
                (
                    "warning_sent_on",
                    models.DateField(blank=True, null=True, verbose_name="varsel sendt"),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "fravær og vurdering i et fag",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recorded_by", "submission_id"), name="standing_submitted_once"
                    ),
                    models.UniqueConstraint(
                        fields=("pupil", "owner", "school_year", "term", "subject_key"),
                        name="standing_once_per_subject_and_term",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lesson_hours__gt", 0)), name="standing_has_lessons"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAbsence",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("reason_code", models.SlugField(max_length=30, verbose_name="årsak")),
                (
                    "hours",
                    models.DecimalField(decimal_places=1, max_digits=5, verbose_name="timer"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "standing",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pupils.subjectstanding",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical fravær",
                "verbose_name_plural": "historical fraværs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason_code", models.SlugField(max_length=30, verbose_name="årsak")),
                (
                    "hours",
                    models.DecimalField(decimal_places=1, max_digits=5, verbose_name="timer"),
                ),
                (
                    "standing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="pupils.subjectstanding",
                    ),
                ),
            ],
            options={
                "verbose_name": "fravær",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("standing", "reason_code"), name="absence_once_per_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0)), name="absence_has_hours"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts_on", models.DateField(verbose_name="fra og med")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="avsluttet"
                    ),
                ),
                ("ground", models.CharField(max_length=30)),
                (
                    "reason",
                    models.CharField(blank=True, max_length=255, verbose_name="begrunnelse"),
                ),
                (
                    "team_role",
                    models.CharField(
                        choices=[
                            ("responsible", "Ansvarlig"),
                            ("co_worker", "Medarbeider"),
                            ("substitute", "Vikar"),
                            ("colleague", "Kollega i 14 dager"),
                        ],
                        max_length=12,
                        verbose_name="rolle i saken",
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="pupils.case"
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gitt av",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "satt på sak",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="case_grant_dates_in_order",
                        violation_error_message="Siste dag kan ikke være før første dag.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("user", "permission", "content_object", "starts_on", "team_role"),
                        name="case_grant_once_per_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground", "case_team")), name="case_grant_ground"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseGroupGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="pupils.case"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk__isnull", True)), name="case_group_grant_empty"
                    )
                ],
                "unique_together": {("group", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="ConsentLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "information",
                    models.CharField(
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
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("school_leadership", "Skoleledelsen"),
                            ("pupil_services", "Elevtjenesten"),
                            ("nav_office", "NAV-kontoret"),
                        ],
                        max_length=20,
                        verbose_name="tjeneste",
                    ),
                ),
                (
                    "includes_sensitive",
                    models.BooleanField(default=False, verbose_name="også sensitive opplysninger"),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="pupils.consent",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="mottaker",
                    ),
                ),
                (
                    "areas",
                    models.ManyToManyField(
                        related_name="+", to="pupils.problemarea", verbose_name="områder"
                    ),
                ),
            ],
            options={
                "verbose_name": "samtykkelinje",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consent", "information", "service", "receiver"),
                        name="consent_line_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("information__in", ["absence", "measures", "notes", "tasks"]),
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
                ],
            },
        ),
    ]
