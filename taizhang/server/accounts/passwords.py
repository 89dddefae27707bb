"""What a password has to be, beside Django's own rules; and first passwords, which are shown once."""
import secrets
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# None that are taken for one another when a password is read from paper.
SMALL, CAPITALS, DIGITS = "abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"


def first_password() -> str:
    """A random password in groups of four that fulfils every rule; whoever gets it has to change it.

    >>> len(first_password()) >= 14, first_password() == first_password()
    (True, False)
    """
    groups: list[str] = []
    while sum(len(group) + 1 for group in groups) < max(15, settings.PASSWORD_LENGTH + 1):
        signs = [secrets.choice(SMALL), secrets.choice(CAPITALS), secrets.choice(DIGITS), secrets.choice(SMALL + DIGITS)]
        secrets.SystemRandom().shuffle(signs)
        groups.append("".join(signs))
    return "-".join(groups)


class ThreeKinds:
    """Three of four kinds of signs: small letters, capitals, digits, others; a sentence of sixteen signs needs no kinds."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` where there are too few kinds."""
        kinds = {"a" if c.islower() else "A" if c.isupper() else "0" if c.isdigit() else "-" for c in password}
        if len(kinds) < 3 and len(password) < 16:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Use three of these: small letters, capitals, digits, other signs; or at least 16 characters.")
