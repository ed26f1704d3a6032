"""Which steps a requirement of a tree allows, so that no button leads nowhere."""

from dataclasses import dataclass
from typing import Self

from rules.outline import Node


@dataclass(frozen=True)
class May:
    """Which steps the requirement that is looked at allows."""

    add: bool = True
    list: bool = False
    up: bool = False
    down: bool = False
    out: bool = False
    dissolve: bool = False
    remove: bool = False

    @classmethod
    def of(cls, root: Node | None, node: Node | None, *, may_go: bool) -> Self:
        """`may_go` says whether the whole tree may be taken away."""
        if node is None or root is None:
            return cls()
        parent = root.parent_of(node)
        if parent is None or not parent.holds_list:
            whole = not node.path
            return cls(
                add=not node.is_template,
                dissolve=node.is_group and len(node.children) == 1,
                remove=whole and may_go,
            )
        above = root.parent_of(parent)
        return cls(
            list=True,
            up=node is not parent.children[0],
            down=node is not parent.children[-1],
            out=above is not None and above.holds_list,
            dissolve=node.holds_list or (node.is_group and len(node.children) == 1),
            remove=sum(1 for each in root.walk() if not each.is_group) > 1,
        )
