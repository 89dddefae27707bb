"""What tests of the look may use: a page with requests but nobody logged in."""
import pytest
from django.test import Client, RequestFactory
from django.utils import translation


@pytest.fixture
def stranger(db: None) -> Client:
    """Whoever comes, with a browser that asks for English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def asked() -> RequestFactory:
    return RequestFactory()


@pytest.fixture(params=["zh-hans", "en"])
def tongue(request: pytest.FixtureRequest) -> str:
    """Both languages, one after the other."""
    with translation.override(request.param):
        yield request.param
