"""What can be asked of the follow-up records, one file per noun."""
