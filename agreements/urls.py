"""Addresses of collaborations, contracts and placements."""

from django.urls import path, register_converter

from agreements.views import (
    collaboration,
    contact_person,
    contract,
    ending,
    placement,
    signature,
    time_entry,
    version,
)
from navskole.records.week import WeekConverter

register_converter(WeekConverter, "week")

app_name = "agreements"
urlpatterns = [
    path("samarbeid/", collaboration.CollaborationListView.as_view(), name="collaboration_list"),
    path(
        "samarbeid/nytt/",
        collaboration.CollaborationCreateView.as_view(),
        name="collaboration_create",
    ),
    path(
        "samarbeid/<uuid:collaboration_id>/",
        collaboration.CollaborationDetailView.as_view(),
        name="collaboration_detail",
    ),
    path(
        "samarbeid/<uuid:collaboration_id>/rediger/",
        collaboration.CollaborationUpdateView.as_view(),
        name="collaboration_update",
    ),
    path(
        "samarbeid/<uuid:collaboration_id>/avslutt/",
        collaboration.CollaborationEndView.as_view(),
        name="collaboration_end",
    ),
    path(
        "samarbeid/<uuid:collaboration_id>/kontorer/",
        collaboration.CollaborationOfficeCreateView.as_view(),
        name="collaboration_office_create",
    ),
    path(
        "samarbeid/kontor/<uuid:member_id>/ut/",
        collaboration.CollaborationOfficeEndView.as_view(),
        name="collaboration_office_end",
    ),
    path(
        "samarbeid/<uuid:collaboration_id>/kontaktperson/",
        contact_person.ContactPersonCreateView.as_view(),
        name="contact_person_create",
    ),
    path(
        "samarbeid/kontaktperson/<uuid:contact_person_id>/",
        contact_person.ContactPersonUpdateView.as_view(),
        name="contact_person_update",
    ),
    path(
        "samarbeid/kontaktperson/<uuid:contact_person_id>/fjern/",
        contact_person.ContactPersonRemoveView.as_view(),
        name="contact_person_remove",
    ),
    path("kontrakter/", contract.ContractListView.as_view(), name="contract_list"),
    path("kontrakter/ny/", contract.ContractPairView.as_view(), name="contract_pair"),
    path(
        "kontrakter/ny/<uuid:school_id>/<uuid:office_id>/",
        contract.ContractCreateView.as_view(),
        name="contract_create",
    ),
    path(
        "kontrakter/<uuid:contract_id>/",
        contract.ContractDetailView.as_view(),
        name="contract_detail",
    ),
    path(
        "kontrakter/<uuid:contract_id>/rediger/",
        contract.ContractUpdateView.as_view(),
        name="contract_update",
    ),
    path(
        "kontrakter/<uuid:contract_id>/til-signering/",
        signature.ContractOpenView.as_view(),
        name="contract_open",
    ),
    path(
        "kontrakter/<uuid:contract_id>/signer/",
        signature.ContractSignView.as_view(),
        name="contract_sign",
    ),
    path(
        "kontrakter/<uuid:contract_id>/opphev-signaturer/",
        signature.SignaturesLiftView.as_view(),
        name="signatures_lift",
    ),
    path(
        "kontrakter/<uuid:contract_id>/ny-versjon/",
        version.ContractRenewView.as_view(),
        name="contract_renew",
    ),
    path(
        "kontrakter/<uuid:contract_id>/forleng/",
        version.ContractExtendView.as_view(),
        name="contract_extend",
    ),
    path(
        "kontrakter/<uuid:contract_id>/forkast/",
        version.ContractDiscardView.as_view(),
        name="contract_discard",
    ),
    path(
        "kontrakter/<uuid:contract_id>/sammenlign/",
        version.ContractCompareView.as_view(),
        name="contract_compare",
    ),
    path(
        "kontrakter/<uuid:contract_id>/si-opp/",
        ending.ContractNoticeView.as_view(),
        name="contract_notice",
    ),
    path(
        "kontrakter/<uuid:contract_id>/avslutt/",
        ending.ContractEndView.as_view(),
        name="contract_end",
    ),
    path(
        "kontrakter/<uuid:contract_id>/plasser/",
        placement.PlacementCreateView.as_view(),
        name="placement_create",
    ),
    path("tidsbruk/", time_entry.TimeUseListView.as_view(), name="time_use_list"),
    path("tidsbruk/<week:week>/", time_entry.TimeWeekView.as_view(), name="time_week"),
    path(
        "tidsbruk/plassering/<uuid:placement_id>/",
        time_entry.TimeUseDetailView.as_view(),
        name="time_use_detail",
    ),
]
