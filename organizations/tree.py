"""Paths of the tree: four digits a level, parents first, so that a subtree is one range in any collation.

"0003" is a root, "00030012" its twelfth child. Digits alone sort alike on SQLite and on PostgreSQL in every locale.
"""

from django.db.models import Q

STEP = 4
MAX_CHILDREN = 10**STEP - 1


def child_path(parent: str, number: int) -> str:
    if not 1 <= number <= MAX_CHILDREN:
        raise ValueError(f"a node has 1 to {MAX_CHILDREN} children, not {number}")
    return f"{parent}{number:0{STEP}d}"


def parent_path(path: str) -> str:
    return path[:-STEP]


def ancestor_paths(path: str) -> list[str]:
    """From the root down, without the node itself."""
    return [path[:end] for end in range(STEP, len(path), STEP)]


def below(path: str, field: str = "path") -> Q:
    """The node and all below it, as a range over the index of `field`."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": str(int(path) + 1).zfill(len(path))})


def directly_below(path: str, field: str = "path", *, levels: int = 1) -> Q:
    """What stands exactly so many levels below the node."""
    return below(path, field) & Q(**{f"{field}__length": len(path) + levels * STEP})
