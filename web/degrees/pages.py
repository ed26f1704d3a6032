"""Where the pages of degrees hang."""

from web import conferred, page

pages = page.blueprint("degrees", public=("catalog",))
pages.app_template_filter("in_question")(conferred.in_question)
