"""Rows that are never overwritten: the one base model of everything that counts.

A *thing* has a stable ``key``; each state of it is a row with a ``version``. Two times are kept apart: *valid* dates say when
something is true in the world, *recorded* times when we came to know it. `Moment` is the pair that pages take.
"""
from taizhang.server.history.guard import written_once
from taizhang.server.history.models import Frozen, Outdated, Versioned, VersionedQuerySet
from taizhang.server.history.moment import NOW, Moment

__all__ = ["NOW", "Frozen", "Moment", "Outdated", "Versioned", "VersionedQuerySet", "written_once"]
