"""Indicators in the office: which wordings mean which, and values of the ledger as points of series."""
