"""Addresses of contracts and placements."""

from django.urls import path

from agreements import views

app_name = "agreements"
urlpatterns = [
    path("samarbeid/", views.ContractListView.as_view(), name="contract_list"),
    path("samarbeid/ny/", views.ContractPairView.as_view(), name="contract_pair"),
    path(
        "samarbeid/ny/<uuid:school_id>/<uuid:office_id>/",
        views.ContractCreateView.as_view(),
        name="contract_create",
    ),
    path(
        "samarbeid/<uuid:contract_id>/",
        views.ContractDetailView.as_view(),
        name="contract_detail",
    ),
    path(
        "samarbeid/<uuid:contract_id>/rediger/",
        views.ContractUpdateView.as_view(),
        name="contract_update",
    ),
    path(
        "samarbeid/<uuid:contract_id>/til-signering/",
        views.ContractOpenView.as_view(),
        name="contract_open",
    ),
    path(
        "samarbeid/<uuid:contract_id>/signer/",
        views.ContractSignView.as_view(),
        name="contract_sign",
    ),
    path(
        "samarbeid/<uuid:contract_id>/opphev-signaturer/",
        views.SignaturesLiftView.as_view(),
        name="signatures_lift",
    ),
    path(
        "samarbeid/<uuid:contract_id>/plasser/",
        views.PlacementCreateView.as_view(),
        name="placement_create",
    ),
]
