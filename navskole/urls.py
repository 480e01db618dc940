"""Every address of the site. allauth's own list is not included: only what is used here."""

from allauth.account.views import logout
from django.conf import settings
from django.urls import include, path

from navskole.access.errors import permission_denied, server_error
from navskole.access.start import StartView
from navskole.administration.sign_in import SignInView

urlpatterns = [
    path("", StartView.as_view(), name="start"),
    path("logg-inn/", SignInView.as_view(), name="account_login"),
    path("logg-ut/", logout, name="account_logout"),
    path("side/", include("navskole.access.urls")),
    path("varsler/", include("navskole.notices.urls")),
    path("administrasjon/", include("navskole.administration.urls")),
    path("", include("agreements.urls")),
    path("", include("pupils.urls")),
    path("", include("followup.urls")),
]
if settings.COMPONENT_CATALOGUE:
    urlpatterns += [path("ui/", include("navskole.ui.urls"))]

handler403 = permission_denied
handler500 = server_error
