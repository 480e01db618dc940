"""Addresses for choosing the side one acts on."""

from django.urls import path

from navskole.access.start import SwitchSideView

app_name = "access"
urlpatterns = [path("bytt/", SwitchSideView.as_view(), name="switch_side")]
