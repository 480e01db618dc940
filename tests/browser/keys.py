"""A person who uses the keyboard alone, and has to see where on the page they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.people import Person

STOP = """() => {
  const at = document.activeElement;
  const words = (of) => of.textContent.trim().replace(/\\s+/g, " ");
  const said = at === document.body
    ? "" : at.getAttribute("aria-label") || words((at.labels && at.labels[0]) || at);
  const groups = [];
  for (let up = at.closest("fieldset"); up; up = up.parentElement.closest("fieldset")) {
    groups.push(words(up.querySelector("legend")).replace(/ \\(valgfritt\\)$/, ""));
  }
  const drawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const around = [at, at.parentElement, at.parentElement && at.parentElement.parentElement];
  const box = at.getBoundingClientRect();
  const row = at.closest("tr");
  return {
    name: said.replace(/ \\(valgfritt\\)$/, ""),
    tag: at.tagName,
    type: at.type || "",
    groups,
    row: row ? words(row) : "",
    checked: Boolean(at.checked),
    chosen: at.tagName === "SELECT" ? at.selectedOptions[0].text : "",
    ring: around.filter(Boolean).some((each) =>
      drawn(getComputedStyle(each)) || drawn(getComputedStyle(each, "::after"))),
    shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""
"""What has the focus: its name, the legends around it, its table row, and how it is drawn."""

Stop = dict[str, Any]


@dataclass
class Keys:
    """The person's keyboard; every stop on the way somewhere shows that it has the focus."""

    person: Person
    stops: int = 0

    # --- Moving -------------------------------------------------------------------------

    def at(self) -> Stop:
        """Return what has the focus; it is on screen, with a ring around it."""
        found: Stop = self.person.page.evaluate(STOP)
        if found["tag"] not in ("BODY", "MAIN"):
            assert found["ring"], found
            assert found["shown"], found
        return found

    def key(self, name: str) -> Stop:
        """Press a key, and return what has the focus then."""
        self.person.page.keyboard.press(name)
        self.stops += 1
        return self.at()

    def to(self, name: str, *, group: str = "", row: str = "", back: bool = False) -> Stop:
        """Press Tab, or Shift+Tab, until what is called `name` has the focus."""
        passed = []
        while (at := self.key("Shift+Tab" if back else "Tab"))["tag"] != "BODY":
            if at["name"] == name and row in at["row"] and (not group or group in at["groups"]):
                return at
            passed.append(at["name"])
        raise AssertionError(f"{name} is not reached: {passed}")

    def skip(self) -> None:
        """Leave the header behind; after a form that was done already, by the address' #."""
        if urlsplit(self.person.page.url).fragment == "innhold":
            return
        assert self.key("Tab")["name"] == "Hopp til innholdet"
        self.key("Enter")

    # --- Writing ------------------------------------------------------------------------

    def type(self, **fields: str) -> None:
        """Go to the fields with these labels, in the page's order; `_` stands for a space."""
        for label, text in fields.items():
            self.to(label.replace("_", " "))
            self.person.page.keyboard.press("Control+A")
            self.person.page.keyboard.type(text)

    def choose(self, label: str, option: str) -> None:
        """Go to a list and type how the option begins."""
        self.to(label)
        self.person.page.keyboard.type(option)
        assert self.at()["chosen"] == option

    def pick(self, group: str, option: str) -> None:
        """Go to a group of radio buttons, and with the arrows to the option."""
        at = self.at()
        while not (group in at["groups"] and at["type"] == "radio"):
            at = self.key("Tab")
        while at["name"] != option:
            at = self.key("ArrowDown")
        assert (at if at["checked"] else self.key("Space"))["checked"]

    def tick(self, group: str, *options: str) -> None:
        """Tick options of a group, in the page's order."""
        for option in options:
            self.to(option, group=group)
            assert self.key("Space")["checked"]

    # --- Going on -----------------------------------------------------------------------

    def enter(self, name: str, *, row: str = "") -> None:
        """Go to a link or button, press Enter, and wait for the page it leads to."""
        self.to(name, row=row)
        with self.person.page.expect_navigation(wait_until="domcontentloaded"):
            self.person.page.keyboard.press("Enter")

    def follow(self, *names: str, row: str = "") -> None:
        """Follow a link in each page's content."""
        for name in names:
            self.skip()
            self.enter(name, row=row)

    def expect(self, text: str) -> None:
        """Expect the receipt of what was just done."""
        status = self.person.page.get_by_role("status").filter(has_text=text)
        expect(status.first).to_be_visible()
