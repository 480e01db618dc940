"""Find the Chromium that browser tests drive; shared by the test run and the browser fixtures."""

import os
import shutil

WINDOWLESS = "chromium-headless-shell"
"""The same browser without a window to draw: it takes two thirds of the time."""
NAMES = (WINDOWLESS, "chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Return the browser named in CHROMIUM_PATH, else the first one on PATH."""
    named = os.environ.get("CHROMIUM_PATH")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
