"""What a password has to be, beside Django's own rules."""
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


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
