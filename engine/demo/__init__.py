"""The demo district: 480 invented people and two school years of their work."""

from engine.demo.filling import DISTRICT, fill, is_new, is_there
from engine.demo.named import PASSWORD, SIGN_INS, SignIn

__all__ = ["DISTRICT", "PASSWORD", "SIGN_INS", "SignIn", "fill", "is_new", "is_there"]
