"""Pages of the app exchange."""
