"""The trail that proves itself, and the actions that leave it.

Lives here: `actions` (one action per change: asked, carried out and recorded in one transaction), `trail` (writing entries),
`chain` (sealing and verifying), anchors outside the database, expunging.
"""
