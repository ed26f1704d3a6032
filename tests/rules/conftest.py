"""Rules tests may carry their pack in their own docstring."""

from inspect import cleandoc

import pytest

from rules.catalog import Catalog
from rules.pack import PackError
from rules.scoring import Timeline
from tests.rules.cases import HEAD, always, broken, small


@pytest.fixture
def catalog(request: pytest.FixtureRequest) -> Catalog:
    """The pack of the test's docstring, with a head in front."""
    return small(_docstring(request))


@pytest.fixture
def timeline(catalog: Catalog) -> Timeline:
    """That pack, in force since ever."""
    return always(catalog)


@pytest.fixture
def errors(request: pytest.FixtureRequest) -> tuple[PackError, ...]:
    """What is wrong with the pack of the test's docstring; its first line is line 1."""
    return broken({"head.yaml": HEAD, "pack.yaml": _docstring(request)})


def _docstring(request: pytest.FixtureRequest) -> str:
    return cleandoc(request.function.__doc__ or "")
