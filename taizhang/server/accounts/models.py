"""Users, what they were granted, who stands in for whom, their log-ins, and hand-overs."""
import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from taizhang.server.history import Versioned, written_once
from taizhang.server.sorting import SortKey


class UserManager(BaseUserManager["User"]):
    """Makes users; accounts are compared without regard to case."""

    def create_user(self, account: str, password: str | None = None, **more: Any) -> "User":
        """A user with this account and password; without one nobody can log in."""
        user = self.model(account=account.strip().lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of an account, however its letters are written."""
        return self.get(account=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person with an account, belonging to a unit of the pack. There is no superuser: every right is a grant.

    ``two_factor`` asks for a second factor at log-in also where neither office nor installation does.
    ``must_change`` asks for a new password at the next log-in. ``demo`` marks the users of a demonstration.
    """

    account = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    sort_name = SortKey(of="name", db_index=True)
    unit = models.CharField(max_length=60, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    two_factor = models.BooleanField(default=False)
    must_change = models.BooleanField(default=False)
    demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    password_at = models.DateTimeField(null=True)

    # In whose stead the person just did something (`Policy.require` notes it, the trail writes it down); never stored.
    in_stead_of: "User | None" = None
    # Where a token asks for the person: what it may do of what the person may, and what it is called. Of who logged in: None, nothing. Never stored.
    only: frozenset[str] | None = None
    by_token: str = ""

    USERNAME_FIELD = "account"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ["sort_name", "id"]

    def __str__(self) -> str:
        return self.name or self.account

    def get_username(self) -> str:
        """The account, by the name that libraries ask for."""
        return self.account


class Grant(Versioned):
    """A role given to a person within a scope, for the days ``valid_from``..``valid_until``.

    ``scope`` is ``unit`` (``scope_id`` a unit of the pack), ``region`` (a region and all below it) or ``all``.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=60)
    scope = models.CharField(max_length=10)
    scope_id = models.CharField(max_length=60, blank=True)

    class Meta(Versioned.Meta):
        abstract = False
        indexes = [models.Index(fields=["user"], condition=Q(superseded_at__isnull=True), name="accounts_grant_current")]


class Deputy(Versioned):
    """During an absence ``valid_from``..``valid_until``, ``deputy`` may do what ``absent`` may in business; offices are not lent."""

    absent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stands_in")


class LogIn(models.Model):
    """One session of a person, from log-in to its end, so that people see theirs and can end the others.

    ``session`` is the key of the session while it lasts, empty afterwards. ``why`` it ended: out, idle, ended, password, closed, replaced.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="log_ins")
    session = models.CharField(max_length=40, blank=True, db_index=True)
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-seen_at", "-id"]
        indexes = [models.Index(fields=["user"], condition=Q(ended_at__isnull=True), name="accounts_login_open")]


@written_once()
class HandOver(models.Model):
    """A person's work given to another for good: what was moved, by whom, when."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # empty: at the server itself
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    reason = models.TextField()
