"""The tree of target groups, flattened: who is meant when a group is named."""

from dataclasses import dataclass
from typing import Iterable, Mapping

from farled.strategy.document import Group

__all__ = ["GroupTree", "grow_tree"]


@dataclass(frozen=True, slots=True)
class GroupTree:
    """Every group with all its subgroups, itself included."""

    members: Mapping[str, frozenset[str]]

    def expand(self, ids: Iterable[str]) -> frozenset[str]:
        """Give the groups meant by these ids; an unknown id means nobody."""
        none: frozenset[str] = frozenset()
        return none.union(*(self.members.get(i, none) for i in ids))


def grow_tree(groups: Iterable[Group]) -> GroupTree:
    """Flatten the tree; groups whose parents go in a circle count as roots."""
    parents = {g.id: g.parent for g in groups}
    rooted = {i: None if _in_circle(i, parents) else p for i, p in parents.items()}
    members: dict[str, set[str]] = {i: {i} for i in parents}
    for own in parents:
        above = rooted[own]
        while above is not None and above in members:
            members[above].add(own)
            above = rooted[above]
    return GroupTree({i: frozenset(m) for i, m in members.items()})


def _in_circle(start: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    at = parents[start]
    while at is not None and at in parents and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = parents[at]
    return False
