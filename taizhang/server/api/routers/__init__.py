"""The addresses below ``/api/v1/``, a noun a file. A file makes a `ninja.Router` named ``router``; `ROUTERS` lists them, once.

An address says above itself whom it lets in, as a page does: ``@page("document", "read")``. Then it fetches through the policy's
`visible`, and changes by calling an action. So what a page may, the API may, and nothing else.
"""
#: Prefix and module of every noun, in the order of the description.
ROUTERS: tuple[tuple[str, str], ...] = (
    ("me", "me"), ("me/sessions", "sessions"), ("me/tokens", "tokens"), ("me/deputies", "deputies"), ("documents", "documents"), ("documents", "originals"),
    ("facts", "facts"), ("review", "review"), ("ledger", "ledger"), ("views", "views"), ("editions", "editions"), ("tasks", "tasks"), ("search", "search"),
    ("library", "library"), ("systems", "systems"), ("units", "units"), ("regions", "regions"), ("indicators", "indicators"), ("series", "series"),
    ("rollups", "rollups"), ("judgements", "judgements"), ("names", "names"), ("accuracy", "accuracy"), ("imports", "imports"), ("workbooks", "workbooks"),
    ("mappings", "mappings"), ("rereadings", "rereadings"), ("jobs", "jobs"), ("accounts", "accounts"), ("grants", "grants"), ("audit", "audit"),
    ("expungings", "expungings"), ("health", "health"),
)
