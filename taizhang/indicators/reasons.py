"""Why something is as it is, in words a server can translate: an English message id with its parameters."""
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """``text`` is an English message id with ``{names}``, ``params`` the pairs that fill it.

    >>> str(Reason("no figure after {base}", (("base", "2015"),)))
    'no figure after 2015'
    """

    text: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def given(self) -> dict[str, str]:
        """The parameters by name."""
        return dict(self.params)

    def __str__(self) -> str:
        return self.text.format(**self.given) if self.params else self.text


def reason(text: str, **given: object) -> Reason:
    """A reason; what is given is kept as text, in the order of the names.

    >>> reason("{n} figures wait for review", n=2).params
    (('n', '2'),)
    """
    return Reason(text, tuple((name, str(value)) for name, value in sorted(given.items())))
