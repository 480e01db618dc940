"""Measures that went another way: elsewhere, outside, back, undone; and the school's own."""

from followup.demo.measure_steps import (
    ApplyOutside,
    Decide,
    Forward,
    Progress,
    Propose,
    Revise,
    Submit,
    Undo,
)
from followup.models import DecisionOutcome, DecisionReason, MeasureEffect, MeasureState
from pupils.demo.steps import Move

_LEADER, _PRINCIPAL = "leder.fjordvik", "rektor.fjordvik"

SENT_TO_ANOTHER_OFFICE = (
    Move(19, "Sundet"),
    Propose(
        17,
        "deposit",
        "garanti-depositum",
        "{navn} har fått tilbud om hybel i Sundet og mangler depositum.",
        starts=10,
    ),
    Forward(16, "deposit", "NAV Sundet"),
    Submit(16, "deposit"),
)

APPLIED_FOR_OUTSIDE = (
    Move(29, "Fjellgrend"),
    Propose(
        27,
        "support",
        "okonomisk-stonad",
        "{navn} bor hos en tante i Fjellgrend og har ikke penger til buss og mat.",
        starts=-20,
        answers={"andre-muligheter": {"standing": "met"}},
    ),
    ApplyOutside(26, "support", "NAV-kontoret i Fjellgrend", "FG-2026-118"),
)

TAKEN_BACK_BY_A_MOVE = (
    Propose(
        10,
        "plan",
        "individuell-plan",
        "{navn} har fire instanser å forholde seg til og ønsker én plan.",
        starts=20,
    ),
    Submit(9, "plan"),
    Move(5, "Sundet"),
)

UNDONE = (
    Propose(
        21,
        "training",
        "opplaeringstiltak",
        "{navn} vil ta truckførerbevis og har en arbeidsgiver som venter.",
        starts=15,
        ends=60,
        answers={"alder": {"reason": "Kurset starter rett før bursdagen."}},
        assessed_as="14A-20931",
    ),
    Submit(20, "training"),
    Decide(
        18,
        "training",
        _LEADER,
        DecisionOutcome.REJECTED,
        "Kurset finnes på skolen.",
        (DecisionReason.CONDITIONS,),
    ),
    Undo(17, "training", _LEADER),
)

APPROVAL_FELL_AWAY = (
    Propose(
        24,
        "mentor",
        "mentor",
        "{navn} ønsker en kollega som fast støtte i helgejobben.",
        starts=12,
        ends=90,
    ),
    Submit(23, "mentor"),
    Decide(21, "mentor", _LEADER),
    Revise(
        6,
        "mentor",
        "{navn} har byttet arbeidsgiver og ønsker en medelev som støtte på skolen i stedet.",
    ),
)

REFERRED = (
    Propose(
        13,
        "los",
        "los",
        "{navn} ønsker noen å ringe til også om kvelden.",
        starts=-12,
    ),
    ApplyOutside(12, "los", "Los i Fjordvik kommune"),
)

SCHOOL_ON_HOLD = (
    Propose(
        16,
        "smaller",
        "tilrettelagt-opplaering",
        "{navn} lærer best i en mindre gruppe i matematikk.",
        starts=8,
        ends=150,
    ),
    Submit(15, "smaller"),
    Decide(13, "smaller", _PRINCIPAL, DecisionOutcome.ON_HOLD, "Venter på timeplanen etter jul."),
)

SCHOOL_REJECTED = (
    Propose(
        48,
        "longer",
        "alternativt-lop",
        "{navn} ønsker å ta Vg2 over tre år.",
        starts=-20,
    ),
    Submit(47, "longer"),
    Decide(
        44,
        "longer",
        _PRINCIPAL,
        DecisionOutcome.REJECTED,
        "Eleven består alle fag i dag. Ta det opp igjen til våren.",
        (DecisionReason.CONDITIONS, DecisionReason.LEVEL),
    ),
)

SCHOOL_OFFERED = (
    Propose(
        20, "talks", "radgivning", "{navn} vil ha faste samtaler om læreplass.", starts=2, ends=80
    ),
    Submit(19, "talks"),
    Decide(18, "talks", _PRINCIPAL),
    Progress(16, "talks", MeasureState.OFFERED),
)

SCHOOL_DECLINED = (
    Propose(
        70,
        "morning",
        "fravaersoppfolging",
        "{navn} kan bli hentet på busstasjonen om morgenen.",
        starts=-60,
    ),
    Submit(69, "morning"),
    Decide(67, "morning", _PRINCIPAL),
    Progress(65, "morning", MeasureState.OFFERED),
    Progress(62, "morning", MeasureState.DECLINED, "{navn} synes det blir flaut."),
)

SCHOOL_DISCONTINUED = (
    Propose(
        110,
        "practice",
        "kombinasjon",
        "{navn} vil bruke en dag i uken på et verksted.",
        starts=-95,
        ends=20,
    ),
    Submit(109, "practice"),
    Decide(105, "practice", _PRINCIPAL),
    Progress(100, "practice", MeasureState.OFFERED),
    Progress(95, "practice", MeasureState.RUNNING),
    Progress(
        55,
        "practice",
        MeasureState.DISCONTINUED,
        "Verkstedet la ned. Vi ser etter et nytt sted.",
        "{navn} er skuffet og vil prøve igjen.",
        MeasureEffect.SOME,
    ),
)

SCHOOL_DRAFT = (
    Propose(
        2,
        "reading",
        "ppt",
        "{navn} leser sakte og ønsker en utredning.",
        starts=25,
    ),
)
