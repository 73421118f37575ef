"""People who might get in touch: whole populations, drawn once, without any name."""

from dataclasses import dataclass
from typing import Mapping, Sequence

import numpy as np

from farled.analysis.synthesis.assumptions import (
    LANGUAGES,
    LANGUAGES_OF,
    LANGUAGES_OF_ORGANISATIONS,
)
from farled.analysis.synthesis.contacts import Floats, Ints
from farled.analysis.synthesis.setting import Setting
from farled.strategy.document import Group, Service
from farled.terms.assurance import Assurance
from farled.terms.contacts import Ability, ActingAs, Preference
from farled.terms.services import GroupKind

__all__ = ["People", "draw_parties", "populate"]

_FREQUENT = 1.7
"""Above 1, some people get in touch more often than others."""
_EID_SHARE: Mapping[Ability, tuple[float, ...]] = {
    Ability.INDEPENDENT: (0.02, 0.03, 0.3, 0.65),
    Ability.ASSISTED: (0.25, 0.2, 0.25, 0.3),
    Ability.EXCLUDED: (0.9, 0.1, 0.0, 0.0),
    Ability.UNKNOWN: (0.2, 0.2, 0.3, 0.3),
}


@dataclass(frozen=True, slots=True)
class People:
    """One row per party; `starts` and `sizes` say where each group's parties stand.

    Attributes:
        languages: tags, in the order of their codes.
        leaning: [party] pull towards digital channels, about -1.2 to 0.7.
        assurance: [party] level of the e-identification at hand.
    """

    languages: tuple[str, ...]
    starts: Ints
    sizes: Ints
    group: Ints
    ability: Ints
    language: Ints
    assurance: Ints
    acting_as: Ints
    leaning: Floats


def populate(setting: Setting, rng: np.random.Generator) -> People:
    """Draw every party of every group, as the strategy describes the groups."""
    sizes = np.array([_own_size(g, setting.groups) for g in setting.groups])
    group = np.repeat(np.arange(len(sizes)), sizes)
    languages = tuple(LANGUAGES)
    ability = np.empty(len(group), np.int64)
    language = np.zeros(len(group), np.int64)
    leaning = np.zeros(len(group))
    for code, one in enumerate(setting.groups):
        rows = np.flatnonzero(group == code)
        ability[rows] = rng.choice(len(Ability), len(rows), p=_abilities(one))
        language[rows] = rng.choice(
            len(languages), len(rows), p=_spoken(one, languages)
        )
        pull = np.array([0.7, -0.2, -1.2])
        leaning[rows] = pull[rng.choice(3, len(rows), p=_preferences(one))]
    assurance = np.empty(len(group), np.int64)
    for code, term in enumerate(Ability):
        rows = np.flatnonzero(ability == code)
        assurance[rows] = rng.choice(len(Assurance), len(rows), p=_EID_SHARE[term])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    acting = np.array([_capacity(g) for g in setting.groups])[group]
    return People(
        languages, starts, sizes, group, ability, language, assurance, acting, leaning
    )


def draw_parties(
    people: People, setting: Setting, services: Ints, rng: np.random.Generator
) -> Ints:
    """Draw who gets in touch about each service, from the service's own groups."""
    parties = np.empty(len(services), np.int64)
    for code, service in enumerate(setting.services):
        rows = np.flatnonzero(services == code)
        weights = np.where(_is_for(service, setting), people.sizes, 0).astype(float)
        groups = rng.choice(len(weights), len(rows), p=weights / weights.sum())
        within = rng.random(len(rows)) ** _FREQUENT * people.sizes[groups]
        parties[rows] = people.starts[groups] + within.astype(np.int64)
    return parties


def _is_for(service: Service, setting: Setting) -> list[bool]:
    if service.groups:
        meant = setting.compiled.tree.expand(service.groups)
        return [g.id in meant and g.reached for g in setting.groups]
    return [g.reached and g.kind is not GroupKind.INTERNAL for g in setting.groups]


def _own_size(group: Group, groups: Sequence[Group]) -> int:
    """Count those who are in no subgroup, at least some; of unknown groups one."""
    size = _size(group)
    below = sum(_size(g) for g in groups if g.parent == group.id)
    return max(size - below, size // 10, 1)


def _size(group: Group) -> int:
    return group.size if isinstance(group.size, int) else 0


def _shares(given: Sequence[float], otherwise: Sequence[float]) -> Floats:
    shares = np.array(given if sum(given) > 0 else otherwise, float)
    return np.asarray(shares / shares.sum())


def _abilities(group: Group) -> Floats:
    held = group.abilities if not isinstance(group.abilities, str) else {}
    return _shares([float(held.get(a, 0)) for a in Ability], [0.78, 0.13, 0.06, 0.03])


def _preferences(group: Group) -> Floats:
    held = group.preferences if not isinstance(group.preferences, str) else {}
    return _shares([float(held.get(p, 0)) for p in Preference], [0.6, 0.25, 0.15])


def _spoken(group: Group, languages: Sequence[str]) -> Floats:
    shares = dict(LANGUAGES)
    if group.kind is not GroupKind.NATURAL:
        shares = dict(LANGUAGES_OF_ORGANISATIONS)
    shares |= LANGUAGES_OF.get(group.id, {})
    return _shares([shares.get(tag, 0) for tag in languages], [1])


def _capacity(group: Group) -> int:
    kinds = {
        GroupKind.NATURAL: ActingAs.SELF,
        GroupKind.LEGAL: ActingAs.ORGANISATION,
        GroupKind.INTERNAL: ActingAs.EMPLOYEE,
    }
    return list(ActingAs).index(kinds[group.kind])
