"""Review: people go through what the machine read, one fact after the other, by keyboard.

Lives here: the queue of a document and its page, who reads which document, how fast it goes, pick-lists, acceptance in bulk, the second
reader's queue, open disputes side by side. Not here: what a decision is and who may take it (``facts``), a document's own page
(``documents``), how good the reader is (``accuracy``).
"""
