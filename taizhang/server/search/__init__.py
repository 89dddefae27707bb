"""Search: documents, their clauses, facts, and what the pack knows by name, found by words on both engines alike.

A text is cut into passages (`cutting`) when it is stored, and their tokens (`taizhang.text.tokens`) fill an index in the same
transaction (`filling`); `index` is the one room that knows how each engine keeps it. `asking` reads an address, `wording` the words
in it, `finding` gathers what is found in groups, one room each (`papers`, `clauses`, `statements`, `names`). Only what a person may
read is found or counted. Not here: the words of the ledger's own filter, an index of any run of characters over facts
(``facts.searching``), which the group of facts asks too.
"""
