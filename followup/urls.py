"""Addresses of the person, the case, notes, measures and reviews."""

from django.urls import path

from followup.views import (
    case,
    case_list,
    case_print,
    case_status,
    combined,
    consent,
    consent_sheet,
    contact_request,
    disclosure,
    flag,
    followup_list,
    measure,
    measure_decision,
    measure_progress,
    measure_route,
    note,
    outreach,
    overview,
    plan,
    pupil,
    pupil_readers,
    reminder,
    review,
    sensitive,
    sharing,
    task,
    team,
)

app_name = "followup"
urlpatterns = [
    path("elever/<uuid:pupil_id>/", pupil.PupilDetailView.as_view(), name="pupil_detail"),
    path(
        "elever/<uuid:pupil_id>/fravaer/",
        pupil.PupilStandingsView.as_view(),
        name="pupil_standings",
    ),
    path(
        "elever/<uuid:pupil_id>/tiltak/",
        pupil.PupilMeasuresView.as_view(),
        name="pupil_measures",
    ),
    path(
        "elever/<uuid:pupil_id>/skoleplass/",
        pupil.PupilEnrolmentsView.as_view(),
        name="pupil_enrolments",
    ),
    path(
        "elever/<uuid:pupil_id>/historikk/",
        pupil.PupilHistoryView.as_view(),
        name="pupil_history",
    ),
    path(
        "elever/<uuid:pupil_id>/hvem-kan-se/",
        pupil_readers.PupilReadersView.as_view(),
        name="pupil_readers",
    ),
    path(
        "elever/<uuid:pupil_id>/delt/",
        sharing.PupilSharingView.as_view(),
        name="pupil_sharing",
    ),
    path(
        "elever/<uuid:pupil_id>/notater/nytt/",
        note.SchoolNoteCreateView.as_view(),
        name="school_note_create",
    ),
    path(
        "elever/<uuid:pupil_id>/notater/hvem-kan-se/",
        note.SchoolNoteReadersView.as_view(),
        name="school_note_readers",
    ),
    path(
        "elever/<uuid:pupil_id>/tiltak/nytt/",
        measure.SchoolMeasureCreateView.as_view(),
        name="school_measure_create",
    ),
    path("saker/", case_list.OwnCaseListView.as_view(), name="own_case_list"),
    path("kontorets-saker/", case_list.OfficeCaseListView.as_view(), name="office_case_list"),
    path("saker/<uuid:case_id>/", overview.CaseDetailView.as_view(), name="case_detail"),
    path("saker/<uuid:case_id>/notater/", case.CaseNotesView.as_view(), name="case_notes"),
    path(
        "saker/<uuid:case_id>/sensitivt/",
        sensitive.CaseSensitiveView.as_view(),
        name="case_sensitive",
    ),
    *[
        path(f"{place}/<uuid:{kind}_id>/sensitivt/", view.as_view(), name=f"sensitive_{kind}")
        for place, kind, view in (
            ("notater", "note", sensitive.SensitiveNoteView),
            ("flagg", "flag", sensitive.SensitiveFlagView),
            ("mal", "goal", sensitive.SensitiveGoalView),
            ("oppgaver", "task", sensitive.SensitiveTaskView),
            ("tiltak", "measure", sensitive.SensitiveMeasureView),
        )
    ],
    path("saker/<uuid:case_id>/plan/", plan.CasePlanView.as_view(), name="case_plan"),
    path(
        "saker/<uuid:case_id>/kartlegging/",
        plan.AssessmentUpdateView.as_view(),
        name="assessment_update",
    ),
    path("saker/<uuid:case_id>/mal/nytt/", plan.GoalCreateView.as_view(), name="goal_create"),
    path("mal/<uuid:goal_id>/rediger/", plan.GoalUpdateView.as_view(), name="goal_update"),
    path(
        "saker/<uuid:case_id>/oppgaver/ny/",
        task.CaseTaskCreateView.as_view(),
        name="case_task_create",
    ),
    path(
        "elever/<uuid:pupil_id>/oppgaver/ny/",
        task.SchoolTaskCreateView.as_view(),
        name="school_task_create",
    ),
    path("oppgaver/<uuid:task_id>/rediger/", task.TaskUpdateView.as_view(), name="task_update"),
    path("oppgaver/<uuid:task_id>/stryk/", task.TaskStrikeView.as_view(), name="task_strike"),
    path("oppgaver/<uuid:task_id>/gjort/", task.TaskCompleteView.as_view(), name="task_complete"),
    path("oppgaver/<uuid:task_id>/apne/", task.TaskReopenView.as_view(), name="task_reopen"),
    path(
        "saker/<uuid:case_id>/huskelapper/ny/",
        reminder.ReminderCreateView.as_view(),
        name="reminder_create",
    ),
    path(
        "huskelapper/<uuid:reminder_id>/rediger/",
        reminder.ReminderUpdateView.as_view(),
        name="reminder_update",
    ),
    path(
        "huskelapper/<uuid:reminder_id>/fjern/",
        reminder.ReminderEndView.as_view(),
        name="reminder_end",
    ),
    path("saker/<uuid:case_id>/tiltak/", case.CaseMeasuresView.as_view(), name="case_measures"),
    path("saker/<uuid:case_id>/samtykke/", case.CaseConsentsView.as_view(), name="case_consents"),
    path(
        "saker/<uuid:case_id>/historikk/", overview.CaseHistoryView.as_view(), name="case_history"
    ),
    path(
        "saker/<uuid:case_id>/status/",
        case_status.CaseStatusUpdateView.as_view(),
        name="case_status_update",
    ),
    path("saker/<uuid:case_id>/avslutt/", case_status.CaseCloseView.as_view(), name="case_close"),
    path(
        "saker/<uuid:case_id>/gjenapne/", case_status.CaseReopenView.as_view(), name="case_reopen"
    ),
    path(
        "saker/<uuid:case_id>/tillegg/",
        case_status.CaseAddendumCreateView.as_view(),
        name="case_addendum_create",
    ),
    path("saker/<uuid:case_id>/utskrift/", case_print.CasePrintView.as_view(), name="case_print"),
    path("saker/<uuid:case_id>/tilgang/", team.CaseTeamView.as_view(), name="case_team"),
    path("saker/<uuid:case_id>/tildel/", team.CaseAssignView.as_view(), name="case_assign"),
    path(
        "saker/<uuid:case_id>/tilgang/ny/",
        team.CaseTeamCreateView.as_view(),
        name="case_team_create",
    ),
    path(
        "saker/<uuid:case_id>/tilgang/kollega/",
        team.CaseColleagueCreateView.as_view(),
        name="case_colleague_create",
    ),
    path(
        "saker/<uuid:case_id>/tilgang/avslutt/",
        team.CaseGrantEndView.as_view(),
        name="case_grant_end",
    ),
    path("saker/<uuid:case_id>/kontakt/", case.CaseContactView.as_view(), name="case_contact"),
    path(
        "saker/<uuid:case_id>/notater/nytt/",
        note.CaseNoteCreateView.as_view(),
        name="case_note_create",
    ),
    path(
        "saker/<uuid:case_id>/notater/hvem-kan-se/",
        note.CaseNoteReadersView.as_view(),
        name="case_note_readers",
    ),
    path("notater/<uuid:note_id>/rediger/", note.NoteUpdateView.as_view(), name="note_update"),
    path("notater/<uuid:note_id>/stryk/", note.NoteStrikeView.as_view(), name="note_strike"),
    *[
        path(f"{place}/<uuid:{kind}_id>/del-etter-lov/", view.as_view(), name=f"{kind}_disclose")
        for place, kind, view in (
            ("notater", "note", disclosure.NoteDiscloseView),
            ("oppgaver", "task", disclosure.TaskDiscloseView),
            ("tiltak", "measure", disclosure.MeasureDiscloseView),
        )
    ],
    path("delt-med-meg/", disclosure.DisclosureListView.as_view(), name="disclosure_list"),
    path(
        "delt-med-meg/<uuid:disclosure_id>/",
        disclosure.DisclosureDetailView.as_view(),
        name="disclosure_detail",
    ),
    path(
        "delt-med-meg/<uuid:disclosure_id>/avslutt/",
        disclosure.DisclosureEndView.as_view(),
        name="disclosure_end",
    ),
    path(
        "saker/<uuid:case_id>/samtykke/nytt/",
        consent.ConsentCreateView.as_view(),
        name="consent_create",
    ),
    path(
        "saker/<uuid:case_id>/samtykke/skjema/",
        consent_sheet.ConsentSheetView.as_view(),
        name="consent_sheet",
    ),
    path(
        "samtykke/<uuid:consent_id>/informasjon/",
        consent_sheet.ConsentDocumentView.as_view(),
        name="consent_document",
    ),
    path(
        "samtykke/<uuid:consent_id>/trekk/",
        consent.ConsentWithdrawView.as_view(),
        name="consent_withdraw",
    ),
    path(
        "samtykke/<uuid:consent_id>/forny/",
        consent.ConsentRenewView.as_view(),
        name="consent_renew",
    ),
    path(
        "elever/<uuid:pupil_id>/samtykke/",
        consent.PupilConsentsView.as_view(),
        name="pupil_consents",
    ),
    path(
        "elever/<uuid:pupil_id>/samtykke/nytt/",
        consent.PupilConsentCreateView.as_view(),
        name="pupil_consent_create",
    ),
    path(
        "elever/<uuid:pupil_id>/samtykke/skjema/",
        consent_sheet.PupilConsentSheetView.as_view(),
        name="pupil_consent_sheet",
    ),
    path(
        "saker/<uuid:case_id>/flagg/nytt/",
        flag.CaseFlagCreateView.as_view(),
        name="case_flag_create",
    ),
    path(
        "saker/<uuid:case_id>/tiltak/nytt/",
        measure.MeasureCreateView.as_view(),
        name="measure_create",
    ),
    path("tiltak/<uuid:measure_id>/", measure.MeasureDetailView.as_view(), name="measure_detail"),
    path(
        "tiltak/<uuid:measure_id>/rediger/",
        measure.MeasureUpdateView.as_view(),
        name="measure_update",
    ),
    *[
        path(f"tiltak/<uuid:measure_id>/{end}/", view.as_view(), name=name)
        for end, view, name in (
            ("send", measure_route.MeasureSubmitView, "measure_submit"),
            ("til-annet-kontor", measure_route.MeasureForwardView, "measure_forward"),
            ("sokt-utenfor", measure_route.MeasureOutsideView, "measure_outside"),
            ("godkjenn", measure_decision.MeasureApproveView, "measure_approve"),
            ("returner", measure_decision.MeasureReturnView, "measure_return"),
            ("sett-pa-vent", measure_decision.MeasureHoldView, "measure_hold"),
            ("avsla", measure_decision.MeasureRejectView, "measure_reject"),
            ("angre", measure_decision.MeasureUndoView, "measure_undo"),
            ("tilby", measure_progress.MeasureOfferView, "measure_offer"),
            ("takket-nei", measure_progress.MeasureDeclineView, "measure_decline"),
            ("avtale", measure_progress.MeasureAgreementView, "measure_agreement"),
            ("vedtak", measure_progress.MeasureFormalDecisionView, "measure_formal_decision"),
            ("start", measure_progress.MeasureStartView, "measure_start"),
            ("fullfor", measure_progress.MeasureCompleteView, "measure_complete"),
            ("avbryt", measure_progress.MeasureDiscontinueView, "measure_discontinue"),
        )
    ],
    *[
        path(f"tiltak/<uuid:measure_id>/{end}/", view.as_view(), name=name)
        for end, view, name in (
            ("skolens-del", combined.SchoolPartCreateView, "school_part_create"),
            ("navs-del", combined.NavPartCreateView, "nav_part_create"),
            ("be-nav", combined.NavPartAskView, "nav_part_ask"),
            ("ikke-kombinere", combined.CombinationDeclineView, "combination_decline"),
            ("trekk-sporsmal", combined.QuestionTakeBackView, "question_take_back"),
            ("videre-alene", combined.CombinationEndView, "combination_end"),
        )
    ],
    path("til-godkjenning/", measure_decision.AwaitingListView.as_view(), name="awaiting_list"),
    path(
        "henvendelser/",
        contact_request.ContactRequestListView.as_view(),
        name="contact_request_list",
    ),
    path(
        "henvendelser/ny/",
        contact_request.ContactRequestCreateView.as_view(),
        name="contact_request_create",
    ),
    path(
        "henvendelser/kontakt/<uuid:contact_request_id>/",
        contact_request.ContactRequestDetailView.as_view(),
        name="contact_request_detail",
    ),
    path(
        "henvendelser/kontakt/<uuid:contact_request_id>/avslutt/",
        contact_request.ContactRequestCloseView.as_view(),
        name="contact_request_close",
    ),
    path(
        "henvendelser/kontakt/<uuid:contact_request_id>/opprett-sak/",
        contact_request.ContactRequestTakeView.as_view(),
        name="contact_request_take",
    ),
    path("henvendelser/oppsokende/", outreach.OutreachListView.as_view(), name="outreach_list"),
    path(
        "henvendelser/oppsokende/ny/",
        outreach.OutreachCreateView.as_view(),
        name="outreach_create",
    ),
    path(
        "henvendelser/oppsokende/<uuid:outreach_id>/rediger/",
        outreach.OutreachUpdateView.as_view(),
        name="outreach_update",
    ),
    path("oppfolging/", followup_list.FollowupListView.as_view(), name="followup_list"),
    path("oppfolging/gjennomgang/", review.ReviewCreateView.as_view(), name="review_create"),
    path("oppfolging/gjennomganger/", review.ReviewListView.as_view(), name="review_list"),
    path(
        "oppfolging/gjennomganger/<uuid:review_id>/",
        review.ReviewDetailView.as_view(),
        name="review_detail",
    ),
    path(
        "oppfolging/gjennomganger/<uuid:review_id>/punkt/",
        review.ReviewPointCreateView.as_view(),
        name="review_point_create",
    ),
]
