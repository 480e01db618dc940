"""Combined measures: asked for, on its way, running on both sides, and gone apart."""

from followup.demo.combined_steps import MakePart
from followup.demo.measure_steps import Decide, Progress, Propose, Submit
from followup.models import MeasureState
from pupils.demo.steps import AskSchoolConsent

_ADVISER, _LEADER, _PRINCIPAL = "radgiver.fjordvik", "leder.fjordvik", "rektor.fjordvik"
_ABOUT = ("fravaer-og-motivasjon", "jobb-og-praksis")

SCHOOL_IS_ASKED = (
    AskSchoolConsent(
        16,
        "NAV Fjordvik",
        about=_ABOUT,
        summary="Vil at skolen og veilederen planlegger sammen.",
        by=_ADVISER,
    ),
    Propose(
        7,
        "with_school",
        "oppfolging",
        "{navn} vil ha hjelp til å finne en jobb som lar seg kombinere med skolen.",
        starts=20,
        ends=140,
        extent="Én time i uken",
        asks="tilrettelagt-opplaering",
        request="{navn} trenger en timeplan med to halve dager uten undervisning.",
    ),
    Submit(6, "with_school"),
)

SCHOOLS_PART_WAITS = (
    Propose(
        12,
        "summer",
        "sommerjobb",
        "{navn} har fått tilbud om sommerjobb der praksisen er nå.",
        starts=60,
        ends=120,
        asks="kombinasjon",
        request="Kan jobben regnes som praksis i programfaget? {navn} vil gjerne ha den med.",
    ),
    Submit(11, "summer"),
    Decide(9, "summer", _LEADER, text="Fin overgang til læreplass."),
    MakePart(
        8,
        "summer_at_school",
        "summer",
        _ADVISER,
        "{navn} kan få arbeidet godkjent som praksis i programfaget til høsten.",
        starts=60,
        ends=120,
    ),
    Submit(5, "summer_at_school", _ADVISER),
)

RUNNING_ON_BOTH_SIDES = (
    AskSchoolConsent(
        78,
        "NAV Fjordvik",
        about=_ABOUT,
        summary="Vil at veilederen skal kjenne ordningen på skolen.",
        age_assessment="Eleven har selv tatt det opp og forstår hva som deles.",
        guardian_reason="Temaet er skole og arbeid; eleven ønsker å ta det selv hjemme.",
        by=_ADVISER,
    ),
    Propose(
        74,
        "support",
        "oppfolging",
        "{navn} trenger en fast person å snakke med mens praksis og skole går side om side.",
        starts=-60,
        ends=100,
        extent="En halv time i uken",
        asks="tilrettelagt-opplaering",
        request="{navn} trenger lengre frister i fellesfagene de ukene praksisen er travel.",
    ),
    Submit(73, "support"),
    MakePart(
        72,
        "support_at_school",
        "support",
        _ADVISER,
        "{navn} får lengre frister i norsk og matematikk. Faglærerne er enige.",
        starts=-60,
        ends=100,
    ),
    Submit(71, "support_at_school", _ADVISER),
    Decide(69, "support_at_school", _PRINCIPAL),
    Decide(68, "support", _LEADER),
    Progress(66, "support", MeasureState.OFFERED),
    Progress(65, "support_at_school", MeasureState.OFFERED, by=_ADVISER),
    Progress(60, "support", MeasureState.RUNNING),
    Progress(60, "support_at_school", MeasureState.RUNNING, by=_ADVISER),
)

GONE_APART = (
    AskSchoolConsent(
        80,
        "NAV Fjordvik",
        about=_ABOUT,
        summary="Har ombestemt seg og vil at de som hjelper, vet om hverandre.",
        by=_ADVISER,
    ),
    Propose(
        76,
        "club",
        "jobbklubb",
        "{navn} vil lære å skrive søknad sammen med andre.",
        starts=-60,
        ends=40,
        asks="tilrettelagt-opplaering",
        request="{navn} trenger fri fra siste time på onsdager.",
    ),
    Submit(75, "club"),
    MakePart(
        74,
        "club_at_school",
        "club",
        _ADVISER,
        "{navn} får fri fra siste time på onsdager og tar igjen arbeidet hjemme.",
        starts=-60,
        ends=40,
    ),
    Submit(73, "club_at_school", _ADVISER),
    Decide(71, "club", _LEADER),
    Decide(70, "club_at_school", _PRINCIPAL),
    Progress(68, "club", MeasureState.OFFERED),
    Progress(67, "club_at_school", MeasureState.OFFERED, by=_ADVISER),
    Progress(61, "club", MeasureState.RUNNING),
    Progress(60, "club_at_school", MeasureState.RUNNING, by=_ADVISER),
)
"""The consent is withdrawn afterwards; both parts go on, and neither side sees the other."""
