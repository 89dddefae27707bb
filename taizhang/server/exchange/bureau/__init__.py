"""A bureau's own sheet with merged heads: its columns are named once, the mapping is remembered; the sheet becomes a document of its own."""
