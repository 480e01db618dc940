"""Pages of the pupil, the case, and what the leaders decide and review."""
