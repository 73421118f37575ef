"""What becomes of the customer's own choice of channel, and of the one planned."""

from typing import NamedTuple

from farled.strategy.compiling import Compiled
from farled.strategy.decision import (
    Candidate,
    Honouring,
    Need,
    PlannedVerdict,
    Preferred,
)
from farled.strategy.document.policy import Strength
from farled.terms.contacts import Role, Stance

__all__ = ["Ranked", "choose", "judge_planned"]


class Ranked(NamedTuple):
    """Candidates in order, and what steering them is subject to."""

    candidates: tuple[Candidate, ...]
    stance: Stance
    is_exempt: bool


def choose(
    compiled: Compiled, ranked: Ranked, wish: str
) -> tuple[Candidate | None, Preferred]:
    """Choose what to recommend: the main channel, or the preferred one.

    Source: docs/decision.md, step 5; the rows are tried from the top.
    """
    main = ranked.candidates[0] if ranked.candidates else None
    preferred = next((c for c in ranked.candidates if c.channel == wish), None)
    if main is None or preferred is None:
        return main, Preferred(wish, Honouring.EXCLUDED)
    honouring = _honouring(compiled, ranked, preferred)
    follows = honouring in (Honouring.HONOURED, Honouring.MAIN_SHOWN_FIRST)
    return preferred if follows else main, Preferred(wish, honouring)


def _honouring(compiled: Compiled, ranked: Ranked, preferred: Candidate) -> Honouring:
    strength = compiled.strategy.policy.preference_strength
    if strength is Strength.NONE:
        return Honouring.NOT_FOLLOWED
    if strength is Strength.SUITABLE and preferred.role is Role.AVOID:
        return Honouring.UNSUITABLE
    return _by_stance(compiled, ranked, preferred)


def _by_stance(compiled: Compiled, ranked: Ranked, preferred: Candidate) -> Honouring:
    if ranked.stance is Stance.FREE:
        return Honouring.HONOURED
    if ranked.stance is Stance.NUDGED:
        is_main = preferred is ranked.candidates[0]
        return Honouring.HONOURED if is_main else Honouring.MAIN_SHOWN_FIRST
    firm = ranked.stance is Stance.DIGITAL_ONLY
    if _goes_digital(compiled, ranked, preferred) or (firm and ranked.is_exempt):
        return Honouring.HONOURED
    return Honouring.NEEDS_EXEMPTION if firm else Honouring.ASKED


def _goes_digital(compiled: Compiled, ranked: Ranked, preferred: Candidate) -> bool:
    digital = compiled.digital
    return preferred.channel in digital or all(
        c.channel not in digital for c in ranked.candidates
    )


def judge_planned(
    need: Need,
    planned: str,
    candidates: tuple[Candidate, ...],
    role: Role | None,
) -> PlannedVerdict:
    """Say what the decision means for the channel someone is about to use.

    `role` is that of the recommended channel: one of the same role is as fine.
    """
    if need is Need.AVOIDABLE:
        return PlannedVerdict.NOT_NEEDED
    own = next((c for c in candidates if c.channel == planned), None)
    if own is None:
        return PlannedVerdict.EXCLUDED
    if own.role is role:
        return PlannedVerdict.FINE
    if own.role is Role.AVOID:
        return PlannedVerdict.AVOID
    return PlannedVerdict.BETTER_EXISTS
