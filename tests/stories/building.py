"""An admin at the editor of trees: every act is a form of a page, sent as the page shows it."""

import re
import uuid
from typing import Any

from engine import studio
from rules import writing
from rules.terms import Policy
from tests.stories.world import World, words_of
from tests.web.filled import Filled


class Builder:
    """One degree of one draft, in the hands of one admin."""

    def __init__(self, world: World, who: str, *, draft: str, degree: str) -> None:
        self.world, self.who = world, who
        self.browser = world.browser(who)
        begun = self.browser.post(self._at("/studio"), data={"title": draft, "number": "1"})
        self.draft_id = uuid.UUID(re.findall(r"/studio/([0-9a-f-]{36})", begun.location)[0])
        added = self.browser.post(
            self._draft("/parts/degrees"), data={"title": degree, "revision": 0}
        )
        self.key = added.location.rpartition("/")[2].partition("?")[0]
        self.looks()

    def looks(self, at: str = "", **asked: str) -> str:
        """Look at one requirement, by its place in the text."""
        answer = self.browser.get(self._tree, query_string={"at": at, **asked})
        assert answer.status_code == 200
        self.page = answer.text
        return words_of(self.page)

    def presses(self, do: str, **filled: Any) -> str:
        """Fill in the form and press one of its buttons; what comes of it is looked at next."""
        sent = Filled(self.page, "requirement").sends(**filled) | {"do": [do]}
        answer = self.browser.post(self._tree, data=sent)
        assert answer.status_code == 303, words_of(answer.text)
        self.page = self.browser.get(answer.location).text
        return words_of(self.page)

    def adds(self, what: str, **filled: Any) -> str:
        """Ask one thing more in the group that is looked at, and fill it in."""
        self.presses("add", what=what)
        return self.presses("keep", **filled)

    @property
    def written(self) -> Any:
        """What the draft's text says of the degree, as somebody could have written it by hand."""
        with self.world.store.session() as session:
            draft = studio.draft(session, self.world._actor(session, self.who), self.draft_id)
            return writing.written_at(draft.files, ("degrees", self.key, "requires"))

    def publishes(self) -> str:
        """Make the dry run, look at its list, and publish just that."""
        sent = {"policy": Policy.RECOMPUTE.value}
        run = self.browser.post(self._draft("/dry-run"), data=sent).location
        listed = self.browser.get(run).text
        for _look in range(9):
            if 'id="working"' not in listed:
                break
            listed = self.browser.get(run).text
        assert self.browser.post(f"{run}/publish").status_code == 303
        published = words_of(self.browser.get(run).text)
        assert "What it did is what this list says." in published
        return words_of(listed)

    @property
    def _tree(self) -> str:
        return self._draft(f"/degrees/{self.key}/requirements")

    def _draft(self, more: str) -> str:
        return self._at(f"/studio/{self.draft_id}{more}")

    def _at(self, path: str) -> str:
        return f"/{self.world.district}{path}"
