"""An import from the files to the rows."""
import pytest

from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.models import Fact
from tests.server.imports.conftest import bring_in, samples


@pytest.mark.django_db
def test_five_samples_become_five_documents(importer):
    batch = bring_in(importer, *samples())
    assert batch.state == "applied"
    assert Document.objects.current().count() == 5
    for text in Text.objects.all():
        for fact in Fact.objects.filter(text=text):
            assert text.text[fact.start:fact.end] == fact.quote
