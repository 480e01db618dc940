"""What can be done in follow-up, one file per noun."""
