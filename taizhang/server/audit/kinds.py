"""Kinds of entries that belong to no single app: refused pages, anchors, backups, verifications.

Log-ins, grants and exports are recorded by the apps that do them, under kinds of their own.
"""
from django.utils.translation import gettext_lazy as _

from taizhang.server.audit.actions import kind
from taizhang.server.audit.trail import PAGE_REFUSED

REFUSED_PAGE = kind(PAGE_REFUSED, _("{actor} was refused the page {path}: {why}"))
ANCHORED = kind("audit.anchor", _("{actor} wrote the signed head of the chain to the file {file}: {count} entries"))
BACKED_UP = kind("backup.made", _("{actor} wrote a backup to {file}; secret keys in it: {keys}"))
RESTORED = kind("backup.restored", _("{actor} restored the backup {file} of {made}"))
