"""The demo's pupils, and the steps in which their follow-up is told."""
