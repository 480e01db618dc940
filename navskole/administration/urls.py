"""Addresses of users and memberships, places and rules."""

from django.urls import path

from navskole.administration.views import absence_reason, place, rule, user

app_name = "administration"
urlpatterns = [
    path("brukere/", user.UserListView.as_view(), name="user_list"),
    path("brukere/ny/", user.UserCreateView.as_view(), name="user_create"),
    path("brukere/<uuid:user_id>/", user.UserDetailView.as_view(), name="user_detail"),
    path("brukere/<uuid:user_id>/rediger/", user.UserUpdateView.as_view(), name="user_update"),
    path(
        "brukere/<uuid:user_id>/medlemskap/nytt/",
        user.MembershipCreateView.as_view(),
        name="membership_create",
    ),
    path(
        "medlemskap/<uuid:membership_id>/rediger/",
        user.MembershipUpdateView.as_view(),
        name="membership_update",
    ),
    path(
        "medlemskap/<uuid:membership_id>/avslutt/",
        user.MembershipEndView.as_view(),
        name="membership_end",
    ),
    path("organisasjoner/", place.SchoolListView.as_view(), name="school_list"),
    path("organisasjoner/ny-skole/", place.SchoolCreateView.as_view(), name="school_create"),
    path(
        "organisasjoner/skoler/<uuid:school_id>/",
        place.SchoolUpdateView.as_view(),
        name="school_update",
    ),
    path("organisasjoner/nav-kontorer/", place.OfficeListView.as_view(), name="office_list"),
    path(
        "organisasjoner/nav-kontorer/nytt/", place.OfficeCreateView.as_view(), name="office_create"
    ),
    path(
        "organisasjoner/nav-kontorer/<uuid:office_id>/",
        place.OfficeUpdateView.as_view(),
        name="office_update",
    ),
    path(
        "organisasjoner/kommuner/", place.MunicipalityListView.as_view(), name="municipality_list"
    ),
    path(
        "organisasjoner/kommuner/ny/",
        place.MunicipalityCreateView.as_view(),
        name="municipality_create",
    ),
    path(
        "organisasjoner/kommuner/<uuid:municipality_id>/",
        place.MunicipalityUpdateView.as_view(),
        name="municipality_update",
    ),
    path("organisasjoner/fylker/", place.CountyListView.as_view(), name="county_list"),
    path("organisasjoner/fylker/nytt/", place.CountyCreateView.as_view(), name="county_create"),
    path(
        "organisasjoner/fylker/<uuid:county_id>/",
        place.CountyUpdateView.as_view(),
        name="county_update",
    ),
    path("regler/", rule.RuleListView.as_view(), name="rule_list"),
    path("regler/ny-verdi/", rule.RuleCreateView.as_view(), name="rule_create"),
    path(
        "regler/fravaersarsaker/",
        absence_reason.AbsenceReasonListView.as_view(),
        name="absence_reason_list",
    ),
    path(
        "regler/fravaersarsaker/ny/",
        absence_reason.AbsenceReasonCreateView.as_view(),
        name="absence_reason_create",
    ),
]
