"""What every record shares: public ids, dates in force, versions, digests, broken rules."""
