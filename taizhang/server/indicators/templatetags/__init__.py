"""Pieces of the pages of the app portal."""
