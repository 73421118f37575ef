"""Ids that stand twice in one list."""

from typing import Any, Iterator, Sequence

from farled.strategy.plain import is_list, is_mapping
from farled.strategy.reading.places import Path, Places, dotted
from farled.strategy.reading.syntax import finding_at
from farled.terms.findings import Finding

__all__ = ["repeated_ids"]


def repeated_ids(data: object, places: Places) -> Iterator[Finding]:
    """Find ids that stand twice in any list of the document."""
    for path, items in _lists(data):
        first: dict[str, int] = {}
        for position, item in enumerate(items):
            name = item.get("id") if is_mapping(item) else None
            if not isinstance(name, str):
                continue
            if name in first:
                earlier = places.place_of((*path, first[name], "id")).line
                place = places.place_of((*path, position, "id"))
                where = dotted(path, data)
                yield finding_at(
                    place, "F133", value=name, where=where, first_line=earlier
                )
            first.setdefault(name, position)


def _lists(data: object) -> Iterator[tuple[Path, Sequence[Any]]]:
    waiting: list[tuple[Path, object]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if is_mapping(value):
            waiting += [((*path, key), part) for key, part in value.items()]
        elif is_list(value):
            yield path, value
            waiting += [((*path, number), part) for number, part in enumerate(value)]
