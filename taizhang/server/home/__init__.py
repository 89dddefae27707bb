"""The first page, which says what waits, and the health of the server."""
