"""Decide once for every kind of situation that occurs in the facts."""

from typing import Iterable, Sequence

from farled.analysis.replay.answers import Answers, AnswersBuilder, Unjudged
from farled.analysis.replay.assuming import Assumed
from farled.analysis.replay.dimensions import FactClass
from farled.analysis.replay.situations import situation_of
from farled.strategy.compiling import Compiled
from farled.strategy.deciding import decide

__all__ = ["decide_classes"]


def decide_classes(
    compiled: Compiled, combinations: Iterable[Sequence[FactClass]], assumed: Assumed
) -> Answers:
    """Ask the strategy about each combination of classes, one at a time.

    Args:
        compiled: the strategy.
        combinations: one class of each dimension, in order.
        assumed: the assumptions the classes were read under.
    """
    strategy = compiled.strategy
    builder = AnswersBuilder(
        channels=tuple(channel.id for channel in strategy.channels),
        rules=tuple(rule.id for rule in strategy.rules),
    )
    for classes in combinations:
        unknown = next((one.unknown for one in classes if one.unknown), None)
        if unknown is not None:
            column, value = unknown
            builder.add_unjudged(Unjudged(f"unknown-{column}", (column,), value))
            continue
        situation = situation_of(tuple(classes), assumed, strategy.head.time_zone)
        builder.add(decide(compiled, situation))
    return builder.build()
