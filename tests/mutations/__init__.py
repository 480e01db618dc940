"""Break the rules of access on purpose, one at a time, and see that a test turns red."""
