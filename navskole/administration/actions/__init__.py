"""What can be done in administration, one file per noun."""
