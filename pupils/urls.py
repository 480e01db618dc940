"""Addresses of pupils, their places and absence, referrals, flags and the access log."""

from django.urls import path

from pupils.views import (
    case,
    counsellor,
    enrolment,
    flag,
    log,
    national_id,
    pattern,
    placement,
    protection,
    pupil,
    referral,
    relation,
    signal,
    single_access,
    staff_log,
    staff_use,
    standing,
)

app_name = "pupils"
urlpatterns = [
    path("elever/", pupil.PupilListView.as_view(), name="pupil_list"),
    path("elever/ny/", pupil.PupilCreateView.as_view(), name="pupil_create"),
    path("elever/<uuid:pupil_id>/rediger/", pupil.PupilUpdateView.as_view(), name="pupil_update"),
    path(
        "elever/<uuid:pupil_id>/fodselsnummer/",
        national_id.NationalIdUpdateView.as_view(),
        name="national_id_update",
    ),
    path(
        "elever/<uuid:pupil_id>/fodselsnummer/vis/",
        national_id.NationalIdShowView.as_view(),
        name="national_id_show",
    ),
    path("saker/ny/", case.CaseCreateView.as_view(), name="case_create"),
    path(
        "elever/<uuid:pupil_id>/henvis/",
        referral.ReferralCreateView.as_view(),
        name="referral_create",
    ),
    path(
        "elever/<uuid:pupil_id>/flagg/nytt/",
        flag.SchoolFlagCreateView.as_view(),
        name="school_flag_create",
    ),
    path(
        "elever/<uuid:pupil_id>/skoleplass/avslutt/",
        enrolment.EnrolmentEndView.as_view(),
        name="enrolment_end",
    ),
    path(
        "elever/<uuid:pupil_id>/fravaer/nytt/",
        standing.StandingCreateView.as_view(),
        name="standing_create",
    ),
    path(
        "fravaer/<uuid:standing_id>/rediger/",
        standing.StandingUpdateView.as_view(),
        name="standing_update",
    ),
    path("signaler/", signal.SignalListView.as_view(), name="signal_list"),
    path(
        "elever/<uuid:pupil_id>/relasjon/",
        relation.RelationCreateView.as_view(),
        name="relation_create",
    ),
    path(
        "enkelttilganger/",
        single_access.SingleAccessListView.as_view(),
        name="single_access_list",
    ),
    path(
        "enkelttilganger/ny/",
        single_access.SingleAccessCreateView.as_view(),
        name="single_access_create",
    ),
    path(
        "enkelttilganger/<uuid:single_access_id>/svar/",
        single_access.SingleAccessAnswerView.as_view(),
        name="single_access_answer",
    ),
    path(
        "enkelttilganger/<uuid:single_access_id>/avslutt/",
        single_access.SingleAccessEndView.as_view(),
        name="single_access_end",
    ),
    path("adressebeskyttelse/", protection.ProtectionListView.as_view(), name="protection_list"),
    path(
        "adressebeskyttelse/<uuid:protection_id>/bekreft/",
        protection.ProtectionConfirmView.as_view(),
        name="protection_confirm",
    ),
    path(
        "adressebeskyttelse/<uuid:protection_id>/trekk/",
        protection.ProtectionWithdrawView.as_view(),
        name="protection_withdraw",
    ),
    path(
        "elever/<uuid:pupil_id>/adressebeskyttelse/",
        protection.ProtectionDetailView.as_view(),
        name="protection_detail",
    ),
    path(
        "elever/<uuid:pupil_id>/adressebeskyttelse/endre/",
        protection.ProtectionUpdateView.as_view(),
        name="protection_update",
    ),
    path(
        "elever/<uuid:pupil_id>/adressebeskyttelse/navngi/",
        protection.NamingCreateView.as_view(),
        name="naming_create",
    ),
    path(
        "elever/<uuid:pupil_id>/adressebeskyttelse/navngi/avslutt/",
        protection.NamingEndView.as_view(),
        name="naming_end",
    ),
    path("relasjoner/", relation.RelationListView.as_view(), name="relation_list"),
    path(
        "relasjoner/<uuid:relation_id>/opphev/",
        relation.RelationLiftView.as_view(),
        name="relation_lift",
    ),
    path("flagg/<uuid:flag_id>/avslutt/", flag.FlagResolveView.as_view(), name="flag_resolve"),
    path("henvisninger/", referral.SentReferralListView.as_view(), name="sent_referral_list"),
    path(
        "henvendelser/<uuid:referral_id>/",
        referral.ReceivedReferralDetailView.as_view(),
        name="received_referral_detail",
    ),
    path(
        "henvendelser/<uuid:referral_id>/opprett-sak/",
        referral.ReferralTakeView.as_view(),
        name="referral_take",
    ),
    path(
        "henvendelser/<uuid:referral_id>/avvis/",
        referral.ReferralDeclineView.as_view(),
        name="referral_decline",
    ),
    path("fordeling/", counsellor.CounsellorListView.as_view(), name="counsellor_list"),
    path(
        "fordeling/<uuid:user_id>/",
        counsellor.CounsellorDetailView.as_view(),
        name="counsellor_detail",
    ),
    path(
        "fordeling/<uuid:user_id>/overfor/",
        counsellor.CaseloadHandoverView.as_view(),
        name="caseload_handover",
    ),
    path(
        "fordeling/<uuid:user_id>/vikar/",
        counsellor.CaseloadSubstituteView.as_view(),
        name="caseload_substitute",
    ),
    path(
        "plasseringer/<uuid:placement_id>/avslutt/",
        placement.PlacementEndView.as_view(),
        name="placement_end",
    ),
    path("ansattes-oppslag/", staff_use.StaffUseListView.as_view(), name="staff_use_list"),
    path(
        "ansattes-oppslag/<uuid:user_id>/",
        staff_use.StaffUseDetailView.as_view(),
        name="staff_use_detail",
    ),
    path("innsynslogg/", log.LogListView.as_view(), name="log_list"),
    path("innsynslogg/uvanlig/", pattern.PatternListView.as_view(), name="pattern_list"),
    path("innsynslogg/ansatte/", staff_log.StaffLogListView.as_view(), name="staff_log_list"),
    path(
        "innsynslogg/ansatte/<uuid:user_id>/",
        staff_log.StaffLogDetailView.as_view(),
        name="staff_log_detail",
    ),
    path("innsynslogg/<uuid:pupil_id>/", log.LogDetailView.as_view(), name="log_detail"),
    path("innsynslogg/<uuid:pupil_id>/utskrift/", log.LogPrintView.as_view(), name="log_print"),
]
