"""What people are told where a program is written: drafts of packs, and proposals."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import errors
from web.formats import moment_text
from web.refusals.row import NOTHING_LOST, RELOAD, Facts, Row, Rows


def _closed(facts: Facts) -> str:
    if facts["number"] is None:
        return _("This draft was put aside.")
    return _("This draft was published as catalog %(number)s and stays as it is.",
             number=facts["number"])  # fmt: skip


def _edited(facts: Facts) -> str:
    return _(
        "%(name)s changed this at %(when)s.", name=facts["name"], when=moment_text(facts["at"])
    )


def _outside(facts: Facts) -> str:
    names = ", ".join(".".join(map(str, path)) for path in facts["paths"])
    return _("This lies outside your program area: %(names)s.", names=names)


def _no_yaml(facts: Facts) -> str:
    return _("%(file)s cannot be read from line %(line)s on.",
             file=facts["file"], line=facts["line"])  # fmt: skip


def _read_by(facts: Facts) -> str:
    return _("%(name)s has this proposal.", name=facts["reader"])


ROWS: Rows = {
    errors.DraftClosed: Row(409, _closed, _l("Begin a new draft from it to go on.")),
    errors.EditedMeanwhile: Row(409, _edited, NOTHING_LOST),
    errors.OutsideArea: Row(403, _outside, _l("An admin can change it. Nothing was kept of it, "
                                              "and the rest stays as it was.")),
    errors.NothingToUndo: Row(409, _l("There is nothing to take back.")),
    errors.NotYaml: Row(422, _no_yaml, NOTHING_LOST),
    errors.ProposalMoved: Row(409, _l("This proposal has moved on meanwhile."), RELOAD),
    errors.ReadByOther: Row(409, _read_by, NOTHING_LOST),
}  # fmt: skip
