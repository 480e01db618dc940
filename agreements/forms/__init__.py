"""What may be entered about agreements, one file per noun."""
