"""Requirements of a draft in plain sentences, also while something is wrong with some of them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from rules.catalog import Catalog
from rules.outline import Impossible, Node
from rules.requirements import Kind
from rules.requirements.phrases import summary
from web import needs, page
from web.formats import first_up, number
from web.wording import count, words


def reading(root: Node, catalog: Catalog) -> list[tuple[Node, str]]:
    """The whole of a tree: what is asked in one sentence, or in one for each part."""
    apart = root.kind is Kind.ALL and root.holds_list and root.children
    return [(each, _stop(_whole(each, catalog))) for each in (root.children if apart else (root,))]


def _whole(node: Node, catalog: Catalog) -> str:
    """What a requirement and everything below it asks."""
    if node.requirement is not None:
        return needs.asks(summary(node.requirement), catalog)
    if not node.is_group:
        return _("something that cannot be read yet")
    parts = "; ".join(_whole(child, catalog) for child in node.children)
    return _("%(head)s: %(what)s", head=_group(node), what=parts)


def name(node: Node, catalog: Catalog) -> str:
    """What a requirement is called, or else what it asks."""
    return title(node) or sentence(node, catalog)


def title(node: Node) -> str:
    """Its own name in the reader's language, if it has one."""
    return text(node.title)


def text(said: Any) -> str:
    """What the draft writes in one language or several, in the reader's."""
    if isinstance(said, Mapping):
        texts = {str(key): str(text) for key, text in said.items() if text}
        return texts.get(page.language()) or next(iter(texts.values()), "")
    return str(said or "")


def sentence(node: Node, catalog: Catalog) -> str:
    """What it asks; of a group, how many of how many."""
    if node.is_group:
        return _group(node)
    if node.phrase is None:
        return _("This cannot be read yet.")
    return first_up(needs.asks(node.phrase, catalog))


def _group(node: Node) -> str:
    if node.is_template:
        if node.n is None:
            return _("In every one of the %(things)s", things=words("campus"))
        return _("In %(things)s", things=count("campus", node.n))
    whole = len(node.children)
    if node.kind is Kind.ALL:
        return [_("This one"), _("Both of these"), _("All of these")][min(whole, 3) - 1]
    n = node.n or 1
    if n == 1:
        if whole <= 2:
            return _("Either of these") if whole == 2 else _("This one")
        return _("One of these %(n)s", n=number(whole))
    return _("Any %(n)s of these %(whole)s", n=number(n), whole=number(whole))


def why_not(why: Impossible, names: tuple[str, ...]) -> str:
    """Why an operation leaves everything as it is."""
    match why:
        case Impossible.LAST:
            return _("Something has to be asked, so the last requirement stays.")
        case Impossible.NAMED:
            return _("Another requirement names “%(ids)s”, so it stays. Take the name out there "
                     "first.", ids="”, “".join(names))  # fmt: skip
        case Impossible.INSIDE_ITSELF:
            return _("A group cannot stand inside itself.")
        case Impossible.NO_LIST:
            return _("What is asked everywhere is one requirement. Put it into a group of "
                     "its own, and then others can stand beside it.")  # fmt: skip
        case Impossible.SEVERAL:
            return _("Several requirements cannot stand in one place. Add this group's "
                     "requirements to a group first.")  # fmt: skip


def _stop(text: str) -> str:
    return f"{first_up(text)}."
