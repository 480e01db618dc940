"""Addresses of pupils."""

app_name = "pupils"
urlpatterns: list = []
