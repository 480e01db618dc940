"""Combined measures the school asked for, and those that were ended by hand."""

from followup.demo.combined_steps import (
    AnswerWithPart,
    DeclineToCombine,
    GoOnAlone,
    MakePart,
    ProposeWithNav,
    TakeQuestionBack,
)
from followup.demo.measure_steps import Decide, Propose, Submit

_ADVISER, _LEADER, _PRINCIPAL = "radgiver.fjordvik", "leder.fjordvik", "rektor.fjordvik"

SCHOOL_ASKS_NAV = (
    ProposeWithNav(
        6,
        "mornings",
        "fravaersoppfolging",
        _ADVISER,
        "{navn} er borte de første timene på mandager. Vi avtaler faste oppmøter med kontaktlærer.",
        starts=7,
        ends=90,
        asks="oppfolging",
        request="Kan {navn} få en fast samtale med deg mandag morgen før første time?",
    ),
    Submit(5, "mornings", _ADVISER),
)
"""NAV has not answered yet."""

NAVS_PART_WAITS = (
    ProposeWithNav(
        32,
        "workshop",
        "kombinasjon",
        _ADVISER,
        "{navn} lærer best i verkstedet. Vi bytter to teoridager i måneden med praksis.",
        starts=20,
        ends=120,
        asks="arbeidstrening",
        request="Har NAV en bedrift som kan ta imot {navn} de to dagene?",
    ),
    Submit(31, "workshop", _ADVISER),
    AnswerWithPart(
        29,
        "workshop_at_nav",
        "workshop",
        "{navn} kan være hos Sundet sykkelverksted de dagene skolen har satt av.",
        starts=20,
        ends=120,
    ),
    Submit(28, "workshop_at_nav"),
    Decide(27, "workshop", _PRINCIPAL),
)

NAV_WENT_ON_ALONE = (
    Propose(
        54,
        "applying",
        "jobbklubb",
        "{navn} vil øve på intervju før lærebedriftene lyser ut plasser.",
        starts=-30,
        ends=20,
        asks="tilrettelagt-opplaering",
        request="{navn} trenger fri fra siste time på torsdager.",
    ),
    Submit(53, "applying"),
    MakePart(
        52,
        "applying_at_school",
        "applying",
        _ADVISER,
        "{navn} får fri fra siste time på torsdager i seks uker.",
        starts=-30,
        ends=20,
    ),
    Submit(51, "applying_at_school", _ADVISER),
    Decide(50, "applying", _LEADER),
    GoOnAlone(44, "applying"),
)

SCHOOL_SAID_NO = (
    Propose(
        13,
        "with_practice",
        "sommerjobb",
        "{navn} vil prøve seg i butikk i ferien.",
        starts=40,
        ends=80,
        asks="kombinasjon",
        request="Kan jobben regnes som praksis?",
    ),
    Submit(12, "with_practice"),
    DeclineToCombine(
        10,
        "with_practice",
        "Ferien ligger utenfor skoleåret, så jobben kan ikke regnes som praksis i faget.",
        by=_ADVISER,
    ),
)

SCHOOL_TOOK_ITS_QUESTION_BACK = (
    ProposeWithNav(
        9,
        "contact",
        "fravaersoppfolging",
        _ADVISER,
        "{navn} og kontaktlærer går gjennom fraværet hver fredag.",
        starts=5,
        ends=70,
        asks="jobbklubb",
        request="Kan {navn} begynne i jobbklubben etter skoletid på fredager?",
    ),
    Submit(8, "contact", _ADVISER),
    TakeQuestionBack(4, "contact", by=_ADVISER),
)
