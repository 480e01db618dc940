"""Settings: `demo`, `test` and `production` each start from `base`."""
