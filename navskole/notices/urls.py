"""Addresses of the notices."""

from django.urls import path

from navskole.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.NoticeListView.as_view(), name="notice_list"),
    path("lest/", views.NoticesReadView.as_view(), name="notices_read"),
    path("<uuid:notice_id>/", views.NoticeOpenView.as_view(), name="notice_open"),
]
