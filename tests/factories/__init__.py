"""Real objects for tests, consistent by default; one file per app."""
