"""One decision out of many: where they agree, and on what they depend where not."""

from typing import Any, Hashable, Iterator, Sequence, TypeVar

from farled.strategy.compiling import Compiled
from farled.strategy.compiling.pricing import price_of
from farled.strategy.deciding.cases import list_cases
from farled.strategy.deciding.missing import COMBINATIONS, Space, answer_all, span
from farled.strategy.deciding.resolving import Open
from farled.strategy.decision import (
    Candidate,
    CostViews,
    Decision,
    Excluded,
    Need,
    TraceStep,
)
from farled.terms.contacts import Role
from farled.terms.reasons import Reason, reason

__all__ = ["answer_open"]

_Value = TypeVar("_Value")
_ROLES = tuple(Role)
_NO_COST = CostViews()
_NAMES_VALUE_OF = {
    "not-offered": "service",
    "digital-only": "service",
    "wrong-direction": "direction",
    "contact-type-not-handled": "contact_type",
    "assurance-not-at-hand": "assurance",
    "language-not-spoken": "language",
    "not-established": "group",
    "phased-out": "group",
    "ability": "ability",
}
"""Reasons that name the value of an attribute: they differ within a class."""


def answer_open(compiled: Compiled, given: Open) -> Decision:
    """Answer over all values of what is missing."""
    space = span(compiled, given)
    if space.size > COMBINATIONS:
        return _too_many(compiled, space)
    answers = answer_all(compiled, space)
    if len(answers) == 1 and all(len(own) == 1 for own in _flat(space)):
        return answers[0]
    return _merge(compiled, space, answers)


def _flat(space: Space) -> Iterator[tuple[Any, ...]]:
    for classes in space.classes:
        yield from classes


def _too_many(compiled: Compiled, space: Space) -> Decision:
    undecided = tuple(
        name
        for name, classes in zip(space.names, space.classes, strict=True)
        if len(classes) > 1
    )
    why = (reason("depends-on", attributes=undecided),)
    return Decision(
        need=Need.NEEDED,
        instead=None,
        recommended=None,
        role=None,
        finishes=None,
        cost=_NO_COST,
        opens=None,
        alternatives=(),
        exclusions=tuple(Excluded(c.id, why) for c in compiled.strategy.channels),
        preferred=None,
        planned=None,
        stance=None,
        trace=(),
        undecided=undecided,
        cases=(),
        strategy_version=compiled.version,
    )


def _merge(compiled: Compiled, space: Space, answers: list[Decision]) -> Decision:
    outcomes = [(a.need, a.recommended, a.role) for a in answers]
    undecided = _mattering(space, outcomes)
    first = answers[0]
    agreed = not undecided
    merged = _candidates(compiled, answers)
    best = next((c for c in merged if agreed and c.channel == first.recommended), None)
    finishes = _same([a.finishes for a in answers])
    return Decision(
        need=_same([a.need for a in answers]) or Need.NEEDED,
        instead=_same([a.instead for a in answers]),
        recommended=first.recommended if agreed else None,
        role=first.role if agreed else None,
        finishes=finishes if agreed else None,
        cost=best.cost if best else _NO_COST,
        opens=best.opens if best else None,
        alternatives=tuple(c for c in merged if c is not best),
        exclusions=tuple(_exclusions(compiled, space, answers, merged)),
        preferred=_same([a.preferred for a in answers]),
        planned=_same([a.planned for a in answers]),
        stance=_same([a.stance for a in answers]),
        trace=_trace(answers),
        undecided=undecided,
        cases=list_cases(compiled, space, answers, undecided),
        strategy_version=compiled.version,
    )


def _same(values: Sequence[_Value]) -> _Value | None:
    """Give the value that all share, else None."""
    return values[0] if all(v == values[0] for v in values) else None


def _mattering(space: Space, outcomes: Sequence[Hashable]) -> tuple[str, ...]:
    """Name the attributes whose change alone, somewhere, changes the outcome.

    Going along an attribute, some neighbours differ exactly when any two do.
    """
    numbers: dict[Hashable, int] = {}
    ids = [numbers.setdefault(o, len(numbers)) for o in outcomes]
    if len(numbers) == 1:
        return ()
    return tuple(
        name
        for axis, (name, stride) in enumerate(
            zip(space.names, space.strides, strict=True)
        )
        if _changes(ids, stride, len(space.classes[axis]))
    )


def _changes(ids: Sequence[int], stride: int, length: int) -> bool:
    return any(
        ids[i] != ids[i - stride]
        for i in range(stride, len(ids))
        if i // stride % length
    )


def _candidates(compiled: Compiled, answers: list[Decision]) -> list[Candidate]:
    """Merge the channels that may be used in every combination, in order."""
    usable = [{c.channel: c for c in _usable(a)} for a in answers]
    shared = set(usable[0]).intersection(*usable[1:])
    position = {c.id: i for i, c in enumerate(compiled.strategy.channels)}
    merged = [_worst([own[channel] for own in usable]) for channel in shared]

    def order(candidate: Candidate) -> tuple[object, ...]:
        price = price_of(candidate.cost, compiled.strategy.policy)
        return (
            _ROLES.index(candidate.role),
            not candidate.finishes,
            price is None,
            price or 0,
            position[candidate.channel],
        )

    return sorted(merged, key=order)


def _usable(decision: Decision) -> Iterator[Candidate]:
    """Give every channel that may be used, the recommended one too."""
    yield from decision.alternatives
    if decision.recommended is not None and decision.role is not None:
        channel = decision.recommended
        rules = (s.rule for s in decision.trace if channel in s.decides)
        yield Candidate(
            channel=channel,
            role=decision.role,
            finishes=bool(decision.finishes),
            cost=decision.cost,
            rule=next(rules, None),
            opens=decision.opens,
        )


def _worst(own: Sequence[Candidate]) -> Candidate:
    """Promise no more of a channel than holds in every combination."""
    return Candidate(
        channel=own[0].channel,
        role=max((c.role for c in own), key=_ROLES.index),
        finishes=all(c.finishes for c in own),
        cost=_same([c.cost for c in own]) or _NO_COST,
        rule=_same([c.rule for c in own]),
        opens=own[0].opens,
    )


def _exclusions(
    compiled: Compiled, space: Space, answers: list[Decision], merged: list[Candidate]
) -> Iterator[Excluded]:
    usable = {c.channel for c in merged}
    reasons = [{e.channel: e.reasons for e in a.exclusions} for a in answers]
    for channel in compiled.strategy.channels:
        if channel.id in usable:
            continue
        own = [of.get(channel.id, ()) for of in reasons]
        matters = set(_mattering(space, own)) | _named_values(space, own)
        if matters:
            names = tuple(n for n in space.names if n in matters)
            yield Excluded(channel.id, (reason("depends-on", attributes=names),))
        else:
            yield Excluded(channel.id, own[0])


def _named_values(space: Space, reasons: Sequence[tuple[Reason, ...]]) -> set[str]:
    """Find attributes whose values, alike for the strategy, are named in a reason."""
    axes = {
        name: axis
        for axis, name in enumerate(space.names)
        if any(len(own) > 1 for own in space.classes[axis])
    }
    found: set[str] = set()
    for index, own in enumerate(reasons if axes else ()):
        for why in own:
            name = _NAMES_VALUE_OF.get(why.code)
            if name in axes and name not in found:
                axis = axes[name]
                if len(space.classes[axis][space.coordinate(index, axis)]) > 1:
                    found.add(name)
    return found


def _trace(answers: list[Decision]) -> tuple[TraceStep, ...]:
    """Keep what each rule decides in every combination."""
    every = [{s.rule: set(s.decides) for s in a.trace} for a in answers[1:]]
    kept: list[TraceStep] = []
    for step in answers[0].trace:
        decides = tuple(
            what
            for what in step.decides
            if all(what in own.get(step.rule, ()) for own in every)
        )
        if decides:
            kept.append(TraceStep(step.rule, decides, step.principle, step.source))
    return tuple(kept)
