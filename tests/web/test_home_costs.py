"""Home asks the database a number of questions that is known, however much waits for somebody."""

import pytest

from tests.web.doing import submits
from tests.web.test_queue_costs import asked


@pytest.mark.parametrize(("who", "most"), [("ada", 28), ("ruth", 32), ("dana", 34)])
def test_home_asks_so_often_whatever_waits(site, who, most):
    browser, costs = site.as_(who), []
    for more in (0, 5, 5):
        for _ in range(more):
            submits(site, "ada", "mentoring")
        assert browser.get("/oakdale/home").status_code == 200
        with asked(site) as said:
            browser.get("/oakdale/home")
        costs.append(len(said))
    assert costs[0] <= most
    assert costs[1] == costs[2], "as often for ten that wait as for five"
