"""What the middlewares put on a request, for the type checker; nothing is made of these classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django.urls import ResolverMatch

    from navskole.access.actor import Actor
    from navskole.audit.log import RequestLog


class OpenRequest(HttpRequest):
    """A request on its way in: nobody acts before the sign-in."""

    actor: Actor | None
    access_log: RequestLog


class GuardedRequest(OpenRequest):
    """A request that reached a guarded view: somebody acts."""

    actor: Actor
    resolver_match: ResolverMatch
