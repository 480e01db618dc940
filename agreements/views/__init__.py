"""Pages of the agreements, one file per noun."""
