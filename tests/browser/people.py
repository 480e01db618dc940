"""People at their own browsers, who see only the words on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, ViewportSize

from navskole.accounts.models import User
from navskole.administration.demo import ACCOUNTS, PASSWORD, Account
from tests.signing_in import session_of

WIDE: ViewportSize = {"width": 1440, "height": 1000}
_REFUSAL = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")
_EXPECTED = {403, 404, 409, 422}
_CSRF_TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<="X-CSRFToken": ")\w+')
_PRINT_CLOCK = re.compile(r"(?<=Skrevet ut )\d\d\.\d\d\.\d{4} kl\. \d\d\.\d\d")


def account(username: str) -> Account:
    """Return the demo account of that username."""
    return next(found for found in ACCOUNTS if found.username == username)


@dataclass(frozen=True)
class Look:
    """One request for an address, and whether it was answered."""

    name: str
    method: str
    path: str
    decision: str


@dataclass
class Person:
    """Somebody with a browser of their own; remembers every look and every complaint."""

    username: str
    page: Page
    address: str
    looks: list[Look] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("response", self._note_look)
        self.page.on("console", self._note_complaint)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def name(self) -> str:
        """First and last name."""
        return account(self.username).name

    @property
    def path(self) -> str:
        """The path of the page on screen."""
        return urlsplit(self.page.url).path

    # --- Signing in ---------------------------------------------------------------------

    def choose_account(self) -> Person:
        """Sign in with one click in the list of demo accounts."""
        found = account(self.username)
        self.open("/")
        words = f"Logg inn som {found.name}, {found.role_name}"
        self.page.get_by_role("button", name=words, exact=True).click()
        self._wait_until_signed_in()
        return self

    def type_password(self) -> Person:
        """Sign in by typing username and password."""
        self.open("/logg-inn/")
        self.fill(Brukernavn=self.username, Passord=PASSWORD)
        self.page.locator("form", has=self.page.get_by_label("Brukernavn", exact=True)).get_by_role(
            "button", name="Logg inn", exact=True
        ).click()
        self._wait_until_signed_in()
        return self

    def is_signed_in(self) -> Person:
        """Sign in without the page, by a session made ready."""
        user = User.objects.get(username=self.username)
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies(
            [{"name": name, "value": session_of(user), "url": self.address}]
        )
        return self

    def _wait_until_signed_in(self) -> None:
        self.page.locator("header").get_by_text(self.name).first.wait_for()

    # --- Reading ------------------------------------------------------------------------

    def open(self, path: str) -> int:
        """Open an address, and return the status it answers with."""
        response = self.page.goto(self.address + path)
        assert response is not None
        return response.status

    def place(self, name: str) -> None:
        """Go to a place of the main menu."""
        menu = self.page.get_by_role("navigation", name="Hovedmeny")
        self.follow(menu.get_by_role("link", name=name, exact=True))

    def link(self, name: str) -> None:
        """Follow the link, or the button that is one."""
        self.follow(self.page.get_by_role("link", name=name, exact=True))

    def follow(self, link: Locator) -> None:
        """Click, and wait until all of the page that comes has been read."""
        link.click()
        self.page.wait_for_load_state("domcontentloaded")

    def tab(self, name: str) -> None:
        """Open a tab of the case."""
        tabs = self.page.get_by_role("navigation", name="Sakens sider")
        self.follow(tabs.get_by_role("link", name=name, exact=True))

    def text(self) -> str:
        """Return the words of the page's main part."""
        return self.page.get_by_role("main").inner_text()

    def source(self, path: str) -> str:
        """Return the bytes of a page, less what differs on every load.

        That is the CSRF token, masked anew each time, and the minute the page says it was
        printed; nothing else.
        """
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status == 200
        return _PRINT_CLOCK.sub("", _CSRF_TOKEN.sub("", response.text()))

    # --- Writing ------------------------------------------------------------------------

    def fill(self, within: Locator | None = None, /, **fields: str) -> None:
        """Type into the fields with these labels; `_` stands for a space."""
        for label, value in fields.items():
            self.field(label.replace("_", " "), within).fill(value)

    def field(self, label: str, within: Locator | None = None) -> Locator:
        """Return the field with this label, optional or not."""
        exactly = re.compile(rf"^\s*{re.escape(label)}\s*(\(valgfritt\))?\s*$")
        return (within or self.page).get_by_label(exactly)

    def group(self, legend: str, within: Locator | None = None) -> Locator:
        """Return the group of choices under this legend, optional or not."""
        return (within or self.page).get_by_role(
            "group", name=re.compile(rf"^{re.escape(legend)}( \(valgfritt\))?$")
        )

    def choose(self, label: str, option: str) -> None:
        """Choose in a list."""
        self.field(label).select_option(label=option)

    def tick(self, legend: str, *options: str, within: Locator | None = None) -> None:
        """Tick options of a group."""
        for option in options:
            self.group(legend, within).get_by_label(option, exact=True).check()

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).click()

    # --- Asking without a page --------------------------------------------------------------

    def ask(self, path: str) -> tuple[int, int]:
        """Return the status an address answers with when read and when sent an empty form."""
        cookies = {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}
        token = {"X-CSRFToken": cookies["csrftoken"]}
        request, url = self.page.request, self.address + path
        read = request.get(url, max_redirects=0).status
        sent = request.post(url, headers=token, max_redirects=0).status
        for status in (read, sent):
            self._remember(url, status)
        return read, sent

    # --- What is noticed ------------------------------------------------------------------

    def _note_look(self, response: Response) -> None:
        self._remember(response.url, response.status, response.request.method)

    def _remember(self, url: str, status: int, method: str = "GET") -> None:
        path = urlsplit(url).path
        if not path.startswith("/static/"):
            decision = "Avslått" if status in (403, 404) else "Gitt"
            self.looks.append(Look(self.name, method, path, decision))

    def _note_complaint(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        refused = _REFUSAL.match(message.text)
        is_page = not urlsplit(message.location["url"]).path.startswith("/static/")
        if not (refused and is_page and int(refused[1]) in _EXPECTED):
            self.complaints.append(message.text)


@dataclass
class People:
    """Everybody who takes part; each gets a browser context at the first mention."""

    browser: Browser
    address: str
    context_args: dict[str, Any]
    present: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, username: str) -> Person:
        if username not in self.present:
            self.present[username] = self.newcomer(username)
        return self.present[username]

    def newcomer(self, username: str, **context_args: Any) -> Person:
        """Return somebody in a fresh browser context, as `browser.new_context` takes it."""
        context = self.browser.new_context(**self.context_args | context_args)
        context.set_default_timeout(15_000)
        return Person(username, context.new_page(), self.address)

    @property
    def looks(self) -> list[Look]:
        """Every look of everybody."""
        return [look for person in self.present.values() for look in person.looks]

    @property
    def complaints(self) -> list[str]:
        """What the browsers complained of: script errors, blocked content, failed loads."""
        return [
            f"{person.username}: {text}"
            for person in self.present.values()
            for text in person.complaints
        ]

    def leave(self) -> None:
        """Close every browser context."""
        for person in self.present.values():
            person.page.context.close()
