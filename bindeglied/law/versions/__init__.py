"""One file per dated version of the VwV Integrationsmanagement; a new version is a new file."""
