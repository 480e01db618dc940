"""What can be done to agreements, one file per noun."""
