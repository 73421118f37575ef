"""Every finding about a strategy, in the order of its document."""

from datetime import date

from farled.strategy.checking.coverage import check_coverage
from farled.strategy.checking.figures import check_figures
from farled.strategy.checking.goals import check_goals
from farled.strategy.checking.governance import check_governance
from farled.strategy.checking.ground import Ground, Placing, Vocabulary
from farled.strategy.checking.guarantee import check_guarantee
from farled.strategy.checking.phase_out import check_phase_out
from farled.strategy.checking.references import check_references
from farled.strategy.checking.rules import check_rules
from farled.strategy.document import Strategy
from farled.terms.findings import Finding

__all__ = ["check_strategy"]

_CHECKS = (
    check_references,
    check_rules,
    check_guarantee,
    check_coverage,
    check_phase_out,
    check_goals,
    check_figures,
    check_governance,
)
_NOTHING_NAMED = Vocabulary()


def check_strategy(
    strategy: Strategy,
    *,
    own: Strategy | None = None,
    places: Placing | None = None,
    words: Vocabulary = _NOTHING_NAMED,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Check a strategy: names, rules, coverage, the guarantee, goals and figures.

    What is said of situations is proved over all of them, not sampled.

    Args:
        strategy: resolved with its bases.
        own: the document alone, whose places are known; by default the strategy.
        places: answers where a path of the own document stands.
        words: names of measures and dimensions that goals may use.
        today: without it, neither revision nor validity is judged.
    """
    ground = Ground(strategy, own or strategy, places, words, today)
    found = [finding for check in _CHECKS for finding in check(ground)]
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[str, int, int, tuple[str, ...], str]:
    place = finding.place
    steps = tuple(f"{s:06}" if isinstance(s, int) else s for s in place.path)
    return place.file, place.line, place.column, steps, finding.code
