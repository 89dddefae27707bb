"""Pages of roll-ups, cascades, formulas and titles."""
