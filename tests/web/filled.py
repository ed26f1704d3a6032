"""A page's form as a browser without scripts would send it."""

from html.parser import HTMLParser
from typing import Any


class Filled(HTMLParser):
    """What the fields of one form hold, those included that stand outside of it by `form=`."""

    def __init__(self, page: str, form: str) -> None:
        super().__init__()
        self.form = form
        self.values: list[tuple[str, str]] = []
        self._inside = False
        self._select = ""
        self._chosen: list[str] = []
        self._first: str | None = None
        self._several = False
        self._text: list[str] | None = None
        self._name = ""
        self.feed(page)

    def sends(self, **changed: Any) -> dict[str, list[str]]:
        """The fields with some of them filled anew; None or nothing leaves one out."""
        sent: dict[str, list[str]] = {}
        for name, value in self.values:
            sent.setdefault(name, []).append(value)
        for name, value in changed.items():
            sent.pop(name, None)
            if value not in (None, [], False):
                sent[name] = list(map(str, value)) if isinstance(value, list) else [str(value)]
        return sent

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self._inside = said.get("id") == self.form
            return
        name = said.get("name") or ""
        if not name or said.get("form", self.form if self._inside else "") != self.form:
            if tag == "option" and self._select:
                self._option(said)
            return
        if tag == "input" and (said.get("type") not in ("checkbox", "radio") or "checked" in said):
            self.values.append((name, said.get("value") or ("y" if "checked" in said else "")))
        elif tag == "select":
            self._select, self._chosen, self._first = name, [], None
            self._several = "multiple" in said
        elif tag == "textarea":
            self._name, self._text = name, []

    def _option(self, said: dict[str, str | None]) -> None:
        value = said.get("value") or ""
        self._first = value if self._first is None else self._first
        if "selected" in said:
            self._chosen.append(value)

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select" and self._select:
            chosen = self._chosen or ([] if self._several or self._first is None else [self._first])
            self.values += [(self._select, value) for value in chosen]
            self._select = ""
        elif tag == "textarea" and self._text is not None:
            text = "".join(self._text)
            self.values.append((self._name, text.removeprefix("\r\n").removeprefix("\n")))
            self._text = None
