"""Names that lead nowhere: channels, groups, services, principles, goals and codes."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from farled.strategy.checking.ground import Ground, Path
from farled.strategy.compiling.selecting import select
from farled.strategy.document import Strategy
from farled.strategy.reading.nearest import nearest
from farled.terms.channels import Family, Interaction
from farled.terms.contacts import Role
from farled.terms.findings import Finding

__all__ = ["check_references"]

_Named = tuple[Path, str]
_SELECTORS = ("@all", "@analogue", "@digital")


def check_references(ground: Ground) -> Iterator[Finding]:
    """Find names that no part of the resolved strategy has."""
    whole = ground.strategy
    investments = [i for track in whole.tracks for i in track.investments]
    for code, named, known in (
        ("F201", _groups(ground), _ids(whole.groups)),
        ("F202", _services(ground), _ids(whole.services)),
        ("F206", _principles(ground), _ids(whole.principles)),
        ("F207", _goals(ground), _ids(whole.goals)),
        ("F208", _investments(ground), _ids(investments)),
    ):
        yield from _unknown(ground, code, named, known)
    if whole.services:
        tags = {tag for service in whole.services for tag in service.tags}
        yield from _unknown(ground, "F209", _tags(ground), tags)
    if ground.words.measures is not None:
        yield from _unknown(ground, "F211", _measures(ground), ground.words.measures)
    if ground.words.dimensions is not None:
        wanted = ground.words.dimensions
        yield from _unknown(ground, "F213", _dimensions(ground), wanted)
    yield from _channels(ground)
    yield from _circles(ground)
    yield from _shared_codes(ground)


def _ids(parts: Iterable[Any]) -> set[str]:
    return {part.id for part in parts}


def _unknown(
    ground: Ground, code: str, named: Iterable[_Named], known: Collection[str]
) -> Iterator[Finding]:
    for path, name in named:
        if name not in known:
            likely = nearest(name, sorted(known))
            yield ground.finding(code, path, name=name, nearest=likely)


def _listed(path: Path, names: Any) -> Iterator[_Named]:
    """Yield what a list or a condition names, behind its `not:` too."""
    if names is None:
        return
    behind_not = getattr(names, "not_", None)
    if behind_not is not None:
        yield from _listed((*path, "not"), behind_not)
    elif isinstance(names, str):
        yield path, names
    else:
        for position, name in enumerate(names):
            yield (*path, position), str(name)


def _conditions(ground: Ground, key: str) -> Iterator[_Named]:
    for path, rule in ground.own_parts("rules"):
        yield from _listed((*path, "when", key), getattr(rule.when, key))


def _wheres(ground: Ground, *keys: str) -> Iterator[_Named]:
    for path, goal in ground.own_parts("goals"):
        for key in keys:
            yield from _listed((*path, "where", key), goal.where.get(key))


def _groups(ground: Ground) -> Iterator[_Named]:
    yield from _conditions(ground, "group")
    yield from _wheres(ground, "group", "target_group")
    for path, group in ground.own_parts("groups"):
        yield from _listed((*path, "parent"), group.parent)
    for path, initiative in initiatives(ground.own):
        yield from _listed((*path, "groups"), initiative.groups)
    for kind, key, named in (
        ("channels", "arrows", "groups"),
        ("channels", "established", "groups"),
        ("services", "exemptions", "groups"),
        ("services", "exclusion", "group"),
    ):
        for path, part in ground.own_parts(kind):
            for n, entry in enumerate(getattr(part, key)):
                yield from _listed((*path, key, n, named), getattr(entry, named))
    for path, service in ground.own_parts("services"):
        yield from _listed((*path, "groups"), service.groups)


def _services(ground: Ground) -> Iterator[_Named]:
    yield from _conditions(ground, "service")
    yield from (one for one in _wheres(ground, "service") if not one[1].startswith("@"))


def _tags(ground: Ground) -> Iterator[_Named]:
    return _conditions(ground, "service_tag")


def initiatives(strategy: Strategy) -> Iterator[tuple[Path, Any]]:
    """Yield every initiative of the goal tree with its path."""
    for t, track in enumerate(strategy.tracks):
        for i, investment in enumerate(track.investments):
            for n, initiative in enumerate(investment.initiatives):
                yield ("tracks", t, "investments", i, "initiatives", n), initiative


def _principles(ground: Ground) -> Iterator[_Named]:
    for kind in ("rules", "goals", "long_term_goals"):
        for path, part in ground.own_parts(kind):
            yield from _listed((*path, "principle"), part.principle)
    for path, initiative in initiatives(ground.own):
        yield from _listed((*path, "principle"), initiative.principle)


def _goals(ground: Ground) -> Iterator[_Named]:
    for path, track in ground.own_parts("tracks"):
        for n, investment in enumerate(track.investments):
            yield from _listed((*path, "investments", n, "goals"), investment.goals)
    for path, initiative in initiatives(ground.own):
        yield from _listed((*path, "goals"), initiative.goals)


def _investments(ground: Ground) -> Iterator[_Named]:
    for path, goal in ground.own_parts("goals"):
        yield from _listed((*path, "investment"), goal.investment)


def _measures(ground: Ground) -> Iterator[_Named]:
    for path, goal in ground.own_parts("goals"):
        yield from _listed((*path, "measure"), goal.measure)


def _dimensions(ground: Ground) -> Iterator[_Named]:
    for path, goal in ground.own_parts("goals"):
        for name in goal.where:
            yield (*path, "where", name), name


def _channel_names(ground: Ground) -> Iterator[_Named]:
    for path, rule in ground.own_parts("rules"):
        for role in Role:
            yield from _listed((*path, role.value), getattr(rule, role.value))
    yield from _conditions(ground, "preference")
    yield from _conditions(ground, "planned")
    for path, service in ground.own_parts("services"):
        yield from _listed((*path, "channels"), service.channels)
    for path, channel in ground.own_parts("channels"):
        yield from _listed((*path, "replaced_by"), channel.replaced_by)
    dimensions = {d for g in ground.own.goals for d in g.where if "channel" in d}
    yield from _wheres(ground, *sorted(dimensions))


def _channels(ground: Ground) -> Iterator[Finding]:
    channels = ground.strategy.channels
    known = _ids(channels)
    tags = {tag for channel in channels for tag in channel.tags}
    for path, name in _channel_names(ground):
        if not name.startswith("@"):
            if name not in known:
                likely = nearest(name, sorted(known))
                yield ground.finding("F203", path, name=name, nearest=likely)
        elif not _is_selector(name):
            likely = nearest(name, _selectors(tags))
            yield ground.finding("F204", path, name=name, nearest=likely)
        elif channels and not select(name, channels):
            yield ground.finding("F205", path, name=name)


def _is_selector(name: str) -> bool:
    kind, _, wanted = name.partition("/")
    match kind:
        case "@family":
            return wanted in set(Family)
        case "@interaction":
            return wanted in set(Interaction)
        case "@tag":
            return bool(wanted)
        case _:
            return name in _SELECTORS


def _selectors(tags: Collection[str]) -> list[str]:
    return [
        *_SELECTORS,
        *(f"@family/{family}" for family in Family),
        *(f"@interaction/{one}" for one in Interaction),
        *(f"@tag/{tag}" for tag in sorted(tags)),
    ]


def _circles(ground: Ground) -> Iterator[Finding]:
    parents = {g.id: g.parent for g in ground.strategy.groups}
    told: set[str] = set()
    for path, group in ground.own_parts("groups"):
        line, above = [group.id], parents[group.id]
        while above in parents and above not in line:
            line.append(str(above))
            above = parents[str(above)]
        if above == group.id and group.id not in told:
            told.update(line)
            yield ground.finding("F210", (*path, "parent"), groups=(*line, group.id))


def _shared_codes(ground: Ground) -> Iterator[Finding]:
    for kind in ("channels", "groups", "services"):
        owners: dict[str, str] = {p.id: p.id for p in getattr(ground.strategy, kind)}
        for part in getattr(ground.strategy, kind):
            for n, code in enumerate(part.aka):
                other = owners.setdefault(code, part.id)
                if other != part.id:
                    path = (*ground.path(kind, part.id), "aka", n)
                    yield ground.finding(
                        "F212", path, name=code, part=part.id, other=other
                    )
