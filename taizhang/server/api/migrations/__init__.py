"""Tables of the app api."""
