"""The office from the command line: people, imports, audit, backups; each as its page would do it."""
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from taizhang.cli.office import app
from taizhang.server.accounts.models import User
from taizhang.server.accounts.standing import standing
from taizhang.server.audit.models import Entry
from taizhang.server.documents.models import Document
from taizhang.values.errors import UsageError

pytestmark = pytest.mark.django_db(transaction=True)
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "txt"


def run(*asked: str) -> Result:
    return CliRunner().invoke(app, list(asked))


def test_a_person_is_opened_listed_and_gets_a_new_password() -> None:
    done = run("user", "add", "zhang", "--name", "Zhang", "--unit", "990400.kjj", "--role", "planning", "--role", "liaison:990400.kjj")
    assert done.exit_code == 0, done.output
    password = re.search(r"^zhang: (\S+)$", done.output, re.M)
    assert password
    user = User.objects.get(account="zhang")
    assert user.check_password(password[1]) and user.must_change and standing(user).has("documents.import")
    assert "zhang" in run("user", "list").output
    fresh = run("user", "password", "zhang").output.splitlines()[0]
    user.refresh_from_db()
    assert user.check_password(fresh) and not user.check_password(password[1])
    assert run("user", "grant", "zhang", "reviewer").exit_code == 0
    assert User.objects.get(account="zhang").grants.filter(role="reviewer").exists()


def test_what_cannot_be_opened_says_why() -> None:
    done = run("user", "add", "li", "--name", "Li", "--role", "emperor")
    assert isinstance(done.exception, UsageError) and "planning" in str(done.exception)
    assert not User.objects.filter(account="li").exists()


def test_documents_are_planned_then_taken_in() -> None:
    run("user", "add", "zhang", "--name", "Zhang", "--role", "planning")
    planned = run("import", str(SAMPLES), "--by", "zhang")
    assert planned.exit_code == 0 and "1_work_plan.txt" in planned.output
    assert not Document.objects.exists()
    done = run("import", str(SAMPLES), "--by", "zhang", "--yes")
    assert done.exit_code == 0, done.output
    assert Document.objects.current().count() == 5
    again = run("import", str(SAMPLES), "--by", "zhang", "--yes")
    assert again.exit_code == 0 and Document.objects.current().count() == 5 == Document.objects.count()
    unknown = run("import", str(SAMPLES), "--by", "nobody")
    assert isinstance(unknown.exception, UsageError) and "taizhang user list" in str(unknown.exception)


def test_the_trail_is_verified_and_anchored(tmp_path: Path) -> None:
    run("user", "add", "zhang", "--name", "Zhang", "--role", "planning")
    whole = run("audit", "verify")
    assert whole.exit_code == 0, whole.output
    anchor = run("audit", "anchor").output.splitlines()[0]
    assert run("audit", "verify", "--anchor", anchor).exit_code == 0
    broken = tmp_path / "anchor.json"
    broken.write_text(Path(anchor).read_text("ascii").replace('"count": ', '"count": 9'), "ascii")
    told = run("audit", "verify", "--anchor", str(broken))
    assert told.exit_code == 1 or isinstance(told.exception, UsageError)
    assert Entry.objects.filter(action="user.open").exists() or Entry.objects.filter(values__value__contains="Zhang").exists()


def test_a_backup_is_written_and_never_overwritten(tmp_path: Path) -> None:
    run("user", "add", "zhang", "--name", "Zhang", "--role", "planning")
    target = tmp_path / "office.tar"
    done = run("backup", str(target))
    if isinstance(done.exception, UsageError) and "pg_dump" in str(done.exception):
        pytest.skip("no pg_dump here")
    assert done.exit_code == 0 and target.exists(), done.output
    assert isinstance(run("backup", str(target)).exception, UsageError)
    refused = run("restore", str(target))
    assert isinstance(refused.exception, UsageError) and "not empty" in str(refused.exception)
