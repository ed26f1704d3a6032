"""What people are told about catalogs, and the dry runs before one is published."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import errors
from rules.terms import Policy
from web.formats import day
from web.refusals.row import Facts, Row, Rows


def _another_day(facts: Facts) -> str:
    nearest = day(facts["nearest"])
    if facts["policy"] == Policy.NEW_WORK:
        return _("New work is what is done on %(day)s or later.", day=nearest)
    return _("Work is judged anew from %(day)s or from an earlier day.", day=nearest)


def _published_meanwhile(facts: Facts) -> str:
    return _("Catalog %(n)s was published since this list was made.", n=facts["version"])


def _outdated(facts: Facts) -> str:
    return _("This list is of %(day)s, or of another text, or not worked out to its end.",
             day=day(facts["day"]))  # fmt: skip


ROWS: Rows = {
    errors.NoCatalog: Row(503, _l("This district has not opened its university yet.")),
    errors.FromAnotherDay: Row(422, _another_day),
    errors.PublishedMeanwhile: Row(409, _published_meanwhile,
                                   _l("Please make the list again; it is then about the rules "
                                      "that hold now.")),
    errors.ListOutdated: Row(409, _outdated, _l("Nothing was published. Please make it again.")),
    errors.ListChanged: Row(409, _l("The list says something else for some people by now."),
                            _l("Nothing was published. Please look again.")),
}  # fmt: skip
