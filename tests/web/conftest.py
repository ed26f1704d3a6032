"""A small site for each test of pages, copied from one that is built once."""

import shutil

import pytest

from tests import site as building


@pytest.fixture(scope="session")
def _built(tmp_path_factory):
    """The files of a site that nothing has happened on yet, and the ids of its people."""
    folder = tmp_path_factory.mktemp("built")
    site = building.build(folder)
    site.close()
    return folder, site.ids


@pytest.fixture
def site(_built, tmp_path):
    """A site of its own, with people of every role."""
    folder, ids = _built
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    site = building.open_site(tmp_path, ids)
    yield site
    site.close()


@pytest.fixture
def own_site(_built, tmp_path):
    """The same, for a test that changes the application itself."""
    folder, ids = _built
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    site = building.open_site(tmp_path, ids, anew=True)
    yield site
    site.close()
