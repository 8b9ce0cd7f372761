"""Forms of funding; each room has its file."""
