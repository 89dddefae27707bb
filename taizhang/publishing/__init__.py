"""The ledger leaves the house: JSON lines, a workbook, one self-contained page, a table in the terminal.

Lives here: the formats by name (`formats`), the words of the interface (`words`), how values are shown (`amounts`).
Not here: reading (``reading``), pages of the server (``server``). Nothing here changes or judges a fact.
"""
