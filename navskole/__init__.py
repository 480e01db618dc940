"""navskole: case work for NAV counsellors placed in upper-secondary schools."""
