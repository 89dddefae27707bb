"""Regions and units with a life: expanding lists of units, resolving names, successors, members as of a date."""
