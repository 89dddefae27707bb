"""Measures of the office server: pages on a large ledger, a hundred people at once, kills at random."""
