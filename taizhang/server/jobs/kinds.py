"""What kinds of long work there are: each registers by name, and says how it is done in steps that may be done twice."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from taizhang.server.jobs.models import Job
from taizhang.values.errors import UsageError

if TYPE_CHECKING:
    from taizhang.server.jobs.work import Work


def _nothing(job: Job) -> None:
    """Nothing else to do at the end."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job.

    ``run`` gets a `Work` and does what is left to do: it looks in the database what that is, and does each piece inside
    ``with work.step(…)``, one transaction that also moves the job on. ``ended`` is called in the transaction in which a job fails
    or is cancelled, so that what it worked on says so too; ``again`` in the one in which such a job is opened once more. ``ask`` is the
    name of the address that asks for one, where the system administrator may: the page of jobs has a button for it.
    """

    name: str
    label: Any
    run: Callable[["Work"], None]
    ended: Callable[[Job], None] = _nothing
    again: Callable[[Job], None] = _nothing
    ask: str = ""


@dataclass(slots=True)
class Kinds:
    """The register; an unknown name lists the known ones, and no name is taken twice."""

    by_name: dict[str, Kind] = field(default_factory=dict)

    def add(self, kind: Kind) -> Kind:
        """Register a kind."""
        if kind.name in self.by_name:
            raise UsageError(f"there is a kind of job {kind.name} already", hint="choose another name")
        self.by_name[kind.name] = kind
        return kind

    def get(self, name: str) -> Kind:
        """The kind of this name."""
        try:
            return self.by_name[name]
        except KeyError:
            raise UsageError(f"there is no kind of job {name}", hint="known: " + ", ".join(sorted(self.by_name))) from None

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.by_name.values())


KINDS = Kinds()
