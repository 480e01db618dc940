"""What an address shows, as the access log says it: never the address with its random ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

UNKNOWN = _("en side som ikke finnes")

PAGES: dict[str, StrPromise] = {
    "start": _("startsiden"),
    "account_login": _("innloggingen"),
    "account_logout": _("utloggingen"),
    "access:switch_side": _("valget av side"),
    "administration:user_list": _("brukerlisten"),
    "administration:user_create": _("skjemaet for ny bruker"),
    "administration:user_detail": _("en bruker"),
    "administration:user_update": _("skjemaet for en bruker"),
    "administration:membership_create": _("skjemaet for nytt medlemskap"),
    "administration:membership_end": _("avslutning av et medlemskap"),
    "administration:school_list": _("listen over skoler"),
    "administration:school_create": _("skjemaet for ny skole"),
    "administration:school_update": _("skjemaet for en skole"),
    "administration:office_list": _("listen over NAV-kontorer"),
    "administration:office_create": _("skjemaet for nytt NAV-kontor"),
    "administration:office_update": _("skjemaet for et NAV-kontor"),
    "administration:municipality_list": _("listen over kommuner"),
    "administration:municipality_create": _("skjemaet for ny kommune"),
    "administration:municipality_update": _("skjemaet for en kommune"),
    "administration:county_list": _("listen over fylker"),
    "administration:county_create": _("skjemaet for nytt fylke"),
    "administration:county_update": _("skjemaet for et fylke"),
    "administration:rule_list": _("reglene"),
    "administration:rule_create": _("skjemaet for ny verdi av en regel"),
    "agreements:contract_list": _("listen Samarbeid"),
    "agreements:contract_pair": _("skjemaet for ny samarbeidskontrakt"),
    "agreements:contract_create": _("skjemaet for ny samarbeidskontrakt"),
    "agreements:contract_detail": _("en samarbeidskontrakt"),
    "agreements:contract_update": _("skjemaet for en samarbeidskontrakt"),
    "agreements:contract_open": _("sending av en kontrakt til signering"),
    "agreements:contract_sign": _("signeringen av en kontrakt"),
    "agreements:signatures_lift": _("oppheving av signaturer"),
    "agreements:placement_create": _("skjemaet for plassering av veileder"),
    "pupils:pupil_list": _("elevlisten"),
    "pupils:pupil_create": _("skjemaet for ny elev"),
    "pupils:pupil_update": _("skjemaet for eleven"),
    "pupils:enrolment_end": _("skjemaet for å avslutte skoleplassen"),
    "pupils:standing_create": _("skjemaet for fravær i et fag"),
    "pupils:standing_update": _("skjemaet for fravær i et fag"),
    "pupils:signal_list": _("listen Signaler"),
    "pupils:national_id_update": _("skjemaet for fødselsnummer"),
    "pupils:national_id_show": _("fødselsnummeret"),
    "pupils:case_create": _("skjemaet for ny sak"),
    "pupils:referral_create": _("skjemaet for henvisning"),
    "pupils:school_flag_create": _("skjemaet for skolens flagg"),
    "pupils:flag_resolve": _("skjemaet for å avslutte et flagg"),
    "pupils:sent_referral_list": _("listen over sendte henvisninger"),
    "pupils:received_referral_detail": _("en henvendelse"),
    "pupils:referral_take": _("opprettelse av sak på en henvendelse"),
    "pupils:referral_decline": _("skjemaet for å avvise en henvendelse"),
    "pupils:log_list": _("innsynsloggen"),
    "pupils:log_detail": _("innsynsloggen for eleven"),
    "pupils:staff_log_list": _("listen over ansatte i innsynsloggen"),
    "pupils:staff_log_detail": _("innsynsloggen for en ansatt"),
    "pupils:counsellor_list": _("fordelingen av saker"),
    "pupils:counsellor_detail": _("sakene til en veileder"),
    "pupils:caseload_handover": _("skjemaet for å overføre saker"),
    "pupils:caseload_substitute": _("skjemaet for å sette inn en vikar"),
    "pupils:placement_end": _("skjemaet for å avslutte en plassering"),
    "followup:pupil_detail": _("elevens side"),
    "followup:pupil_standings": _("elevens fravær og fag"),
    "followup:pupil_measures": _("elevens tiltak og henvisninger"),
    "followup:pupil_enrolments": _("elevens skoleplass"),
    "followup:school_task_create": _("skjemaet for skolens oppgave"),
    "followup:school_note_create": _("skjemaet for skolens notat"),
    "followup:own_case_list": _("listen Mine saker"),
    "followup:office_case_list": _("listen Veiledere"),
    "followup:case_detail": _("oversikten i saken"),
    "followup:case_notes": _("notatene i saken"),
    "followup:case_measures": _("tiltakene i saken"),
    "followup:case_consents": _("samtykkene i saken"),
    "followup:case_history": _("historikken i saken"),
    "followup:case_assign": _("skjemaet for å tildele saken"),
    "followup:case_team": _("hvem som er på saken"),
    "followup:case_team_create": _("skjemaet for å sette en veileder på saken"),
    "followup:case_colleague_create": _("skjemaet for å gi en kollega tilgang"),
    "followup:case_grant_end": _("avslutning av en tilgang til saken"),
    "followup:case_print": _("utskriften av saken"),
    "followup:case_contact": _("NAVs kontaktopplysninger"),
    "followup:case_note_create": _("skjemaet for nytt notat i saken"),
    "followup:case_note_readers": _("hvem som kan se et påbegynt notat"),
    "followup:note_update": _("skjemaet for et notat"),
    "followup:note_strike": _("skjemaet for å stryke et notat"),
    "followup:consent_create": _("skjemaet for samtykke"),
    "followup:consent_withdraw": _("skjemaet for å trekke samtykke"),
    "followup:case_flag_create": _("skjemaet for flagg i saken"),
    "followup:measure_create": _("skjemaet for nytt tiltak"),
    "followup:measure_detail": _("et tiltak"),
    "followup:measure_update": _("skjemaet for et tiltak"),
    "followup:measure_submit": _("sending av et tiltak til godkjenning"),
    "followup:measure_decide": _("avgjørelsen av et tiltak"),
    "followup:awaiting_list": _("listen Til godkjenning"),
    "followup:contact_request_list": _("listen over henvendelser"),
    "followup:contact_request_create": _("skjemaet for ny henvendelse"),
    "followup:contact_request_detail": _("en henvendelse"),
    "followup:contact_request_close": _("skjemaet for å avslutte en henvendelse"),
    "followup:contact_request_take": _("opprettelse av sak på en henvendelse"),
    "followup:outreach_list": _("listen over oppsøkende arbeid"),
    "followup:outreach_create": _("skjemaet for oppsøkende aktivitet"),
    "followup:outreach_update": _("skjemaet for oppsøkende aktivitet"),
    "followup:followup_list": _("listen Oppfølging"),
    "followup:review_create": _("skjemaet for gjennomgang"),
    "ui:catalogue": _("komponentkatalogen"),
}
"""The words for every address of the site, as they stand in "Så på ..."."""


def page_in_words(path: str) -> str:
    """Return what the address shows: "notatene i saken". One that is no more is unknown."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return str(UNKNOWN)
    return str(PAGES.get(name, UNKNOWN))
