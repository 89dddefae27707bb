"""Pages of the ledger: the table itself, saved views, exports."""
