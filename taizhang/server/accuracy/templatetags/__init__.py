"""Tags of the pages of accuracy."""
