#!/usr/bin/env python
"""Run a Django command; the demo settings are the default outside production."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "navskole.settings.demo")
    execute_from_command_line(sys.argv)
