"""Where the pages of people hang."""

from web import page

pages = page.blueprint(
    "people",
    public=("sign_in", "begin", "go_on", "sign_out", "forgotten", "send", "reset", "renew"),
    prefix="",
)
"""Signing out stands outside the districts, since one is signed in to all of them."""
