"""The base of every row that counts: written once, superseded by the next version, never changed."""
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from datetime import timedelta
from typing import Any, Self, TypeVar, cast

from django.conf import settings
from django.db import connections, models, transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

from taizhang.server.history.moment import NOW, Moment
from taizhang.values.errors import TaizhangError

TICK = timedelta(microseconds=1)
CHUNK = 500  # rows of one statement


class Frozen(TaizhangError):
    """Someone tried to change or remove a row that is history."""


class Outdated(TaizhangError):
    """Someone else was faster: the version that was to be changed is no longer the current one."""


M = TypeVar("M", bound="Versioned")
#: Sent in the writer's own transaction with the ``rows`` (versions) of one model that were just written, however they were.
written = Signal()


def frozen(what: object) -> Frozen:
    """The error for a change of a row that is history."""
    return Frozen("rows of history are not changed", where=str(what), hint="write a new version with revise()")


def kept(what: object) -> Frozen:
    """The error for the removal of a row that is history."""
    return Frozen("rows of history are not removed", where=str(what), hint="end the thing with conclude()")


class VersionedQuerySet(models.QuerySet[M]):
    """Rows of a versioned table, as of a moment; neither changed nor removed in bulk."""

    def current(self) -> Self:
        """The newest version of each thing that has not ended, whatever its valid dates."""
        return self.filter(superseded_at__isnull=True, ended=False)

    def newest(self) -> Self:
        """The newest version of each thing, also of those that ended."""
        return self.filter(superseded_at__isnull=True)

    def as_of(self, moment: Moment = NOW) -> Self:
        """The version of each thing that was known then and is valid on that day; without a moment: known now, whatever its dates."""
        found = self.current() if moment.known is None else self.known_at(moment.known)
        if moment.valid is None and moment.known is None:
            return found
        day = moment.day
        return found.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gt=day))

    def known_at(self, time: Any) -> Self:
        """The version of each thing that was the newest at a time."""
        return self.filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=time), recorded_at__lte=time, ended=False)

    def of(self, key: uuid.UUID | str) -> Self:
        """All versions of one thing, oldest first."""
        return self.filter(key=key).order_by("version")

    def bulk_create(self, objs: Iterable[M], *given: Any, **more: Any) -> list[M]:
        """New things only: first versions, written at once."""
        rows = list(objs)
        if more.get("update_conflicts") or more.get("ignore_conflicts") or any(not row._state.adding or row.version != 1 for row in rows):
            raise frozen(self.model.__name__)
        made = super().bulk_create(rows, *given, **more)
        written.send(self.model, rows=made)
        return made

    def update(self, **changes: Any) -> int:
        """Refused: write a new version with `Versioned.revise`."""
        raise frozen(self.model.__name__)

    def bulk_update(self, *given: Any, **more: Any) -> int:
        """Refused, as `update`."""
        raise frozen(self.model.__name__)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused: end the thing with `Versioned.conclude`."""
        raise kept(self.model.__name__)

    def _raw_delete(self, using: str | None) -> int:
        raise kept(self.model.__name__)


class Versioned(models.Model):
    """One version of one thing.

    ``key`` stays, ``version`` counts from 1. ``superseded_at`` is empty on the newest version; ``ended`` marks the version
    that says the thing is no more. ``valid_from``..``valid_until`` (the first day after) is when it holds in the world.
    ``recorded_by`` is empty where the machine did it. What this class refuses the database refuses too (`history.guard`).
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)
    ended = models.BooleanField(default=False, editable=False)
    reason = models.TextField(blank=True, default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    objects = VersionedQuerySet.as_manager()

    BASE = frozenset({"id", "version", "recorded_at", "recorded_by", "superseded_at", "ended", "reason"})

    class Meta:
        abstract = True
        # Also what Django reaches for by itself (related rows, raw access) is the manager that refuses.
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="%(app_label)s_%(class)s_version"),
            models.UniqueConstraint(fields=["key"], condition=Q(superseded_at__isnull=True), name="%(app_label)s_%(class)s_newest"),
        ]

    def save(self, *given: Any, **more: Any) -> None:
        """Write a new row; a row that exists is refused."""
        if not self._state.adding:
            raise frozen(f"{type(self).__name__} {self.key}")
        super().save(*given, **more)
        written.send(type(self), rows=[self])

    def delete(self, *given: Any, **more: Any) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise kept(f"{type(self).__name__} {self.key}")

    @property
    def is_current(self) -> bool:
        """Whether no newer version was known when this row was fetched."""
        return self.superseded_at is None and not self.ended

    def successor(self) -> Self | None:
        """The version that superseded this one."""
        return cast("Self | None", type(self)._default_manager.filter(key=self.key, version=self.version + 1).first())

    def revise(self, *, by: Any, reason: str = "", **changes: Any) -> Self:
        """Supersede this row by a new version with ``changes``, inside the caller's transaction, and return it.

        Raises `Outdated` where this row is not the newest any more, so that of two people who change the same thing at once
        the second is told and overwrites nothing. A thing that ended lives on when its last version is revised.
        """
        return self._follow(by, reason, changes, ended=False)

    def conclude(self, *, by: Any, reason: str, **changes: Any) -> Self:
        """Say that the thing is no more; its versions stay. ``changes`` is what the last one says differently."""
        if self.ended:
            raise Outdated("this has ended already", where=f"{type(self).__name__} {self.key}", hint="load it again and decide anew")
        return self._follow(by, reason, changes, ended=True)

    @classmethod
    def revise_all(cls, rows: Sequence[Self], *, by: Any, reason: str = "", each: Callable[[Self], dict[str, Any]]) -> list[Self]:
        """`revise` for many rows at once, inside the caller's transaction; ``each`` gives the changes of one.

        Raises `Outdated` where one of them is not the newest any more; then nothing may be kept of the transaction.
        """
        now = max([timezone.now(), *(row.recorded_at + TICK for row in rows)])
        fresh = [row._next(by, reason, each(row), now, ended=False) for row in rows]
        for first in range(0, len(rows), CHUNK):
            newest = cls._base_manager.filter(pk__in=[row.pk for row in rows[first:first + CHUNK]], superseded_at__isnull=True)
            if models.QuerySet.update(newest, superseded_at=now) != len(rows[first:first + CHUNK]):
                raise Outdated("someone else changed one of these meanwhile", where=cls.__name__, hint="load them again and decide anew")
        made: list[Self] = models.QuerySet.bulk_create(cls._base_manager.all(), fresh, batch_size=CHUNK)
        for row in rows:
            row.superseded_at = now
        written.send(cls, rows=made)
        return made

    def _next(self, by: Any, reason: str, changes: dict[str, Any], now: Any, *, ended: bool) -> Self:
        """The next version, not stored yet."""
        model = type(self)
        fresh = model(**{f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if f.name not in self.BASE})
        names = {name for f in self._meta.concrete_fields for name in (f.name, f.attname)}
        for name, value in changes.items():
            if name in self.BASE or name == "key" or name not in names:
                raise TypeError(f"{model.__name__} has no field {name} that can be revised")
            setattr(fresh, name, value)
        fresh.version, fresh.recorded_at, fresh.recorded_by, fresh.reason, fresh.ended = self.version + 1, now, by, reason, ended
        return fresh

    def _follow(self, by: Any, reason: str, changes: dict[str, Any], *, ended: bool) -> Self:
        model = type(self)
        # A clock may stand still or go back; a version never ends before it began, so that each moment has exactly one.
        now = max(timezone.now(), self.recorded_at + TICK)
        fresh = self._next(by, reason, changes, now, ended=ended)
        using = self._state.db or "default"
        newest = model._base_manager.using(using).filter(pk=self.pk, superseded_at__isnull=True)
        with nullcontext() if connections[using].in_atomic_block else transaction.atomic(using):
            if not models.QuerySet.update(newest, superseded_at=now):
                raise Outdated("someone else changed this meanwhile", where=f"{model.__name__} {self.key}",
                               hint="load it again and decide anew")
            models.Model.save(fresh, force_insert=True, using=using)
            written.send(model, rows=[fresh])
        self.superseded_at = now
        return fresh
