"""The base of every row that counts: written once, superseded by the next version, never changed."""
import uuid
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from taizhang.server.history.moment import NOW, Moment
from taizhang.values.errors import TaizhangError


class Frozen(TaizhangError):
    """Someone tried to change or remove a row that is history."""


class Outdated(TaizhangError):
    """Someone else was faster: the version that was to be changed is no longer the current one."""


M = TypeVar("M", bound="Versioned")


class VersionedQuerySet(models.QuerySet[M]):
    """Rows of a versioned table, as of a moment; neither changed nor removed in bulk."""

    def current(self) -> Self:
        """The newest version of each thing that has not ended."""
        return self.filter(superseded_at__isnull=True, ended=False)

    def as_of(self, moment: Moment = NOW) -> Self:
        """The version of each thing that was known then and is valid on that day."""
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

    def update(self, **changes: Any) -> int:
        """Refused: write a new version with `Versioned.revise`."""
        raise Frozen("rows of history are not changed", where=self.model.__name__, hint="write a new version with revise()")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused: end the thing with `Versioned.conclude`."""
        raise Frozen("rows of history are not removed", where=self.model.__name__, hint="end the thing with conclude()")

    def bulk_update(self, *given: Any, **more: Any) -> int:
        """Refused, as `update`."""
        raise Frozen("rows of history are not changed", where=self.model.__name__, hint="write a new version with revise()")


class Versioned(models.Model):
    """One version of one thing.

    ``key`` stays, ``version`` counts from 1. ``superseded_at`` is empty on the newest version; ``ended`` marks the version
    that says the thing is no more. ``valid_from``..``valid_until`` (the first day after) is when it holds in the world.
    ``recorded_by`` is empty where the machine did it.
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
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="%(app_label)s_%(class)s_version"),
            models.UniqueConstraint(fields=["key"], condition=Q(superseded_at__isnull=True), name="%(app_label)s_%(class)s_newest"),
        ]

    def save(self, *given: Any, **more: Any) -> None:
        """Write a new row; a row that exists is refused."""
        if not self._state.adding:
            raise Frozen("rows of history are not changed", where=f"{type(self).__name__} {self.key}", hint="write a new version with revise()")
        super().save(*given, **more)

    def delete(self, *given: Any, **more: Any) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise Frozen("rows of history are not removed", where=f"{type(self).__name__} {self.key}", hint="end the thing with conclude()")

    @property
    def is_current(self) -> bool:
        """Whether no newer version was known when this row was fetched."""
        return self.superseded_at is None and not self.ended

    def successor(self) -> Self | None:
        """The version that superseded this one."""
        found: Self | None = type(self)._default_manager.filter(key=self.key, version=self.version + 1).first()  # type: ignore[assignment]
        return found

    def revise(self, *, by: Any, reason: str = "", **changes: Any) -> Self:
        """Supersede this row by a new version with ``changes``, inside the caller's transaction, and return it.

        Raises `Outdated` where this row is not the newest any more, so that of two people who change the same thing at once
        the second is told and overwrites nothing.
        """
        return self._follow(by, reason, changes, ended=False)

    def conclude(self, *, by: Any, reason: str) -> Self:
        """Say that the thing is no more; its versions stay."""
        return self._follow(by, reason, {}, ended=True)

    def _follow(self, by: Any, reason: str, changes: dict[str, Any], *, ended: bool) -> Self:
        model = type(self)
        values = {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if f.name not in self.BASE}
        fresh = model(**values)
        for name, value in changes.items():
            if name in self.BASE or name == "key" or name not in {f.name for f in self._meta.concrete_fields} | set(values):
                raise TypeError(f"{model.__name__} has no field {name} that can be revised")
            setattr(fresh, name, value)
        now = timezone.now()
        fresh.version, fresh.recorded_at, fresh.recorded_by, fresh.reason, fresh.ended = self.version + 1, now, by, reason, ended
        newest = model._base_manager.filter(pk=self.pk, superseded_at__isnull=True)
        if not models.QuerySet.update(newest, superseded_at=now):
            raise Outdated("someone else changed this meanwhile", where=f"{model.__name__} {self.key}", hint="load it again and decide anew")
        models.Model.save(fresh, force_insert=True)
        return fresh
