"""What can be done in the pupils app, one file per noun."""
