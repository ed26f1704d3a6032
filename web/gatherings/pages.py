"""Where the pages of gatherings hang."""

from web import page

pages = page.blueprint(
    "gatherings", public=("ask_for_code", "look_up", "here", "check_in", "greet", "back_to_door")
)
