"""Addresses of users and memberships."""

from django.urls import path

from navskole.administration import views

app_name = "administration"
urlpatterns = [
    path("brukere/", views.UserListView.as_view(), name="user_list"),
    path("brukere/ny/", views.UserCreateView.as_view(), name="user_create"),
    path("brukere/<uuid:user_id>/", views.UserDetailView.as_view(), name="user_detail"),
    path("brukere/<uuid:user_id>/rediger/", views.UserUpdateView.as_view(), name="user_update"),
    path(
        "brukere/<uuid:user_id>/medlemskap/nytt/",
        views.MembershipCreateView.as_view(),
        name="membership_create",
    ),
    path(
        "medlemskap/<uuid:membership_id>/avslutt/",
        views.MembershipEndView.as_view(),
        name="membership_end",
    ),
]
