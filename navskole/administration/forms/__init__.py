"""What may be entered in administration, one file per noun."""
