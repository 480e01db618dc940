"""Addresses of contracts and placements."""

from django.urls import path

from agreements.views import contract, placement, signature

app_name = "agreements"
urlpatterns = [
    path("samarbeid/", contract.ContractListView.as_view(), name="contract_list"),
    path("samarbeid/ny/", contract.ContractPairView.as_view(), name="contract_pair"),
    path(
        "samarbeid/ny/<uuid:school_id>/<uuid:office_id>/",
        contract.ContractCreateView.as_view(),
        name="contract_create",
    ),
    path(
        "samarbeid/<uuid:contract_id>/",
        contract.ContractDetailView.as_view(),
        name="contract_detail",
    ),
    path(
        "samarbeid/<uuid:contract_id>/rediger/",
        contract.ContractUpdateView.as_view(),
        name="contract_update",
    ),
    path(
        "samarbeid/<uuid:contract_id>/til-signering/",
        signature.ContractOpenView.as_view(),
        name="contract_open",
    ),
    path(
        "samarbeid/<uuid:contract_id>/signer/",
        signature.ContractSignView.as_view(),
        name="contract_sign",
    ),
    path(
        "samarbeid/<uuid:contract_id>/opphev-signaturer/",
        signature.SignaturesLiftView.as_view(),
        name="signatures_lift",
    ),
    path(
        "samarbeid/<uuid:contract_id>/plasser/",
        placement.PlacementCreateView.as_view(),
        name="placement_create",
    ),
]
