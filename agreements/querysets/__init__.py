"""Questions about agreements, and who may see them, one file per noun."""
