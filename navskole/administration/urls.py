"""Addresses of administration."""

app_name = "administration"
urlpatterns: list = []
