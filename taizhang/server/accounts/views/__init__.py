"""Pages of accounts, cut by noun."""
