"""Tags of the pages of roll-ups."""
