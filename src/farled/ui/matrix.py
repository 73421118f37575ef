"""A strategy as a matrix: what it says of every channel in chosen situations."""

from dataclasses import dataclass
from typing import Mapping, Sequence

from farled.strategy.compiling import Compiled
from farled.strategy.deciding import decide
from farled.strategy.decision import Decision
from farled.strategy.situation import Situation
from farled.terms.contacts import Role
from farled.ui.catalogue import entry
from farled.ui.names import channel_name
from farled.ui.terminal.matrix import Matrix, MatrixRow

__all__ = ["Block", "matrix_of"]


@dataclass(frozen=True, slots=True)
class Block:
    """Situations that belong together, each with its label."""

    label: str
    situations: Sequence[tuple[str, Situation]]


def matrix_of(
    compiled: Compiled, blocks: Sequence[Block], lang: str, title: str
) -> Matrix:
    """Decide every situation; channels that none of them can use are left out."""
    channels = [c.id for c in compiled.strategy.channels]
    said: list[tuple[str, Mapping[str, Role] | None]] = []
    for block in blocks:
        said.append((block.label, None))
        said += [(label, _roles(decide(compiled, s))) for label, s in block.situations]
    used = [c for c in channels if any(roles and c in roles for _, roles in said)]
    places = {channel: place for place, channel in enumerate(used)}
    rows = tuple(
        MatrixRow(
            label=label if roles is None else f"  {label}",
            roles={places[c]: role for c, role in (roles or {}).items()},
            heading=roles is None,
        )
        for label, roles in said
    )
    names = tuple(channel_name(compiled.strategy, c, lang) for c in used)
    return Matrix(title, names, rows, str(entry("terminal-legend", lang)))


def _roles(decision: Decision) -> Mapping[str, Role]:
    roles = {candidate.channel: candidate.role for candidate in decision.alternatives}
    if decision.recommended is not None and decision.role is not None:
        roles[decision.recommended] = decision.role
    for excluded in decision.exclusions:
        if any(reason.code == "never-rule" for reason in excluded.reasons):
            roles[excluded.channel] = Role.NEVER
    return roles
