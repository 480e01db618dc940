"""Pages of administration, one file per noun."""
