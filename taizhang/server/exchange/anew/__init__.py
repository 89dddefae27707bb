"""Texts that are here read anew by a newer reader: suggestions follow it, what a person decided stays as it is, field by field."""
