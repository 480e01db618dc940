"""Documents to print and keep, set by typst: tagged for accessibility, no network needed."""
