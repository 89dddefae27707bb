"""Jobs in every state, for the table of permissions and the walk of all addresses."""
import uuid

from taizhang.server.accounts.models import User
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.permissions import STATES
from tests.server.things import Where, things


@things("job", scoped=False)
def jobs(user: User, where: Where) -> dict[str, Job]:
    """Asked for by the person."""
    return {state: Job.objects.create(kind="imports.plan", about=str(uuid.uuid4()), state=state, asked_by=user) for state in STATES}
