"""Where the pages of gatherings hang."""

from web import page

pages = page.blueprint("gatherings", public=("here", "check_in", "greet", "back_to_door"))
