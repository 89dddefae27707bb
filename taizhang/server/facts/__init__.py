"""Facts: what was read in a document, and what people decided about it.

A fact is a versioned row: the reader's suggestion is its first version, each decision a further one. Its document is named by
key, so this app knows nothing of documents; their page is one floor up.
"""
