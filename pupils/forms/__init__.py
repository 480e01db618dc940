"""What may be entered about pupils, referrals and flags."""
