"""Figures that reveal nobody: small-cell suppression and Norwegian number format."""
