"""What may be entered in follow-up."""
