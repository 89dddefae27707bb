"""Wholes from their parts on pages: over regions, units and times, targets on their way down, formulas and titles."""
