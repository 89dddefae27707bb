"""The ledger: targets, actuals, goals and tasks of all documents as one table, with views people keep, and exports."""
