"""What people are told where colleagues help, and name what others did."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from engine import errors
from web.refusals.row import NOTHING_LOST, RELOAD, Facts, Row, Rows


def _helped_by(facts: Facts) -> str:
    return _("%(name)s has this already.", name=facts["coach"])


def _no_more_names(facts: Facts) -> str:
    return ngettext(
        "%(num)s of these is what each person may write in a month. The next month brings more.",
        "%(num)s of these are what each person may write in a month. The next month brings more.",
        facts["limit"],
    )


ROWS: Rows = {
    errors.HelpIsTaken: Row(409, _helped_by),
    errors.HelpIsClosed: Row(409, _l("This was closed or opened again meanwhile."), RELOAD),
    errors.OwnWork: Row(422, _l("This is for the work of colleagues."),
                        _l("Tell of your own as evidence.")),
    errors.TooManyNominations: Row(409, _no_more_names),
    errors.NamedAlready: Row(409, _l("You have named this already, and it waits for an answer.")),
    errors.NominationOver: Row(409, _l("This is not open any more."), NOTHING_LOST),
}  # fmt: skip
