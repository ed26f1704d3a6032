"""How refusals are told: one table from code to status and sentence, and the pages that say it."""

from web.refusals.pages import SIGNS_IN, register, signed_out
from web.refusals.table import TABLE, sentence, status

__all__ = ["SIGNS_IN", "TABLE", "register", "sentence", "signed_out", "status"]
