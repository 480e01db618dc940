"""What can be asked of the pupils app's records, one file per noun."""
