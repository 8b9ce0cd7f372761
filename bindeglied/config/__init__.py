"""Settings, addresses and keys: how an installation is put together. No rules, no tables."""
