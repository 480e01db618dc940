"""Pages about pupils at the school, referrals, flags and the access log."""
