"""Reading the trail and watching over it: by the auditor, by the people an entry concerns, by those who may read the thing.

Lives here: `reading` (entries as sentences), `things` (which thing an entry is about, and who may read it), the trail's pages,
verifying on a page, expunging (the security administrator asks, the auditor decides). Not here: writing the trail (``audit``).
"""
