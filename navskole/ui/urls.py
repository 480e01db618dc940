"""Addresses of the user interface itself."""

from django.urls import path

from navskole.ui.catalogue import catalogue

app_name = "ui"
urlpatterns = [path("", catalogue, name="catalogue")]
