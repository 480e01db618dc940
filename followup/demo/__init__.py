"""The demo's follow-up, and the one function that seeds all of the demo."""

from followup.demo.seed import seed_demo

__all__ = ["seed_demo"]
