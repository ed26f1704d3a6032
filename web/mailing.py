"""What letters are about, as settings and the pages that stop them say it."""

from flask_babel import gettext as _

from engine.notifications import Kind
from web.wording import words


def about(kind: Kind) -> str:
    """The kind of letter, as it stands in a list: `your evidence`."""
    return {
        Kind.EVIDENCE: _("Decisions on your evidence and on what you propose"),
        Kind.REVIEWS: _("Reviews that are handed to you"),
        Kind.DEGREES: _("Your %(degrees)s", degrees=words("degree")),
        Kind.REWARDS: _("Your %(rewards)s", rewards=words("reward")),
        Kind.COLLEAGUES: _("What colleagues write to you"),
        Kind.FOLLOW_UPS: _("Whether you still use what you did"),
        Kind.OFFICE: _("What the district office is asked to decide"),
        Kind.DIGEST: _("The digest of what is new"),
    }[kind]
