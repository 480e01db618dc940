"""The standard model as a contract's first text: four days at the school, one at NAV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from navskole.organisations.models import NavOffice, School


def standard_content(*, school: School, office: NavOffice) -> dict[str, Any]:
    """Return the clauses the draft starts with, by field name of Contract."""
    names = {"school": school.name, "office": office.name}
    return {
        "days_at_school": 4,
        "days_at_office": 1,
        "notice_months": 3,
        "purpose": _(
            "%(school)s og %(office)s vil sammen forebygge frafall og hjelpe ungdom videre til "
            "utdanning eller arbeid. Målgruppen er ungdom fra 15 til 21 år som står i fare for å "
            "slutte i videregående opplæring, eller som er utenfor opplæring og arbeid."
        )
        % names,
        "tasks": _(
            "Veilederen er lett å nå for elevene, tar tidlig kontakt, kartlegger, gir råd og "
            "følger opp, tilbyr tjenester og tiltak fra NAV til dem som trenger og fyller "
            "vilkårene, og setter dem sammen med skolens egen tilrettelegging."
        ),
        "workplace": _(
            "Fire dager i uken på %(school)s, med eget kontor der elevene ferdes. Én dag i uken "
            "på %(office)s, i ungdomsteamet."
        )
        % names,
        "principal_duties": _(
            "Rektor har ansvar for at veilederen arbeider som en integrert del av elevtjenesten, "
            "får arbeidsplass og utstyr, og deltar i skolens møter om oppfølging av elever."
        ),
        "manager_duties": _(
            "NAV-leder har personalansvaret, svarer for tjenestene og tiltakene veilederen gir, "
            "og sørger for faglig oppfølging og stedfortreder ved fravær."
        ),
        "confidentiality": _(
            "Skolen og NAV har hver sin taushetsplikt. Opplysninger deles bare etter samtykke fra "
            "eleven eller når loven åpner for det. Samtykket registreres, kan trekkes når som "
            "helst, og rekker bare så langt det er gitt."
        ),
        "reporting": _(
            "Rektor og NAV-leder leder en felles styringsgruppe som møtes minst to ganger i "
            "skoleåret og får tall for oppfølgingen uten opplysninger om enkeltelever."
        ),
    }
