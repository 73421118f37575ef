"""Who has decided what, until when, and whether both ways of service are cared for."""

from collections.abc import Iterator
from datetime import date

from farled.strategy.checking.ground import Ground
from farled.strategy.checking.references import initiatives
from farled.strategy.document.goals import InitiativeState, Track
from farled.strategy.document.head import State
from farled.terms.channels import Interaction
from farled.terms.findings import Finding

__all__ = ["check_governance"]

_DIGITAL, _PERSONAL = "digital", "personal"
_LOPSIDED = 3
"""How many times as many goals as the other track has make a note."""


def check_governance(ground: Ground) -> Iterator[Finding]:
    """Check state, revision and balance (GO-02, GO-03, GO-06, SM-04, SM-08, SM-28)."""
    yield from _states(ground)
    yield from _revision(ground)
    yield from _tracks(ground)
    yield from _both_ways(ground)
    yield from _principles(ground)
    yield from _young(ground)


def _states(ground: Ground) -> Iterator[Finding]:
    head = ground.own.head
    if head.state is State.ADOPTED:
        lacking = tuple(
            key
            for key in ("decided_by", "decision_date")
            if getattr(head, key) == "not-provided"
        )
        if lacking:
            yield ground.finding("F708", ("head",), keys=lacking)
    elif head.state is not State.REPLACED:
        for path, initiative in initiatives(ground.own):
            if initiative.state not in (
                InitiativeState.EXAMPLE,
                InitiativeState.PROPOSED,
                InitiativeState.STOPPED,
            ):
                yield ground.finding(
                    "F701",
                    (*path, "state"),
                    initiative=initiative.id,
                    state=initiative.state.value,
                )


def _revision(ground: Ground) -> Iterator[Finding]:
    head, today = ground.own.head, ground.today
    years = head.revision.interval_years
    if years == "not-provided":
        yield ground.finding("F707", ("head", "revision"))
    elif today is not None and isinstance(head.decision_date, date):
        due = _years_after(head.decision_date, int(years))
        if due < today:
            path = ("head", "revision", "interval_years")
            yield ground.finding("F705", path, due=due.isoformat())
    until = head.valid_until
    if today is not None and isinstance(until, date) and until < today:
        yield ground.finding("F706", ("head", "valid_until"), until=until.isoformat())


def _years_after(day: date, years: int) -> date:
    """Give the same day some years on; 29 February becomes 28.

    >>> _years_after(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _tracks(ground: Ground) -> Iterator[Finding]:
    """Weigh the digital track against the personal one by their goals."""
    weights = {_DIGITAL: 0, _PERSONAL: 0}
    found: set[str] = set()
    for track in ground.strategy.tracks:
        for side in _sides(ground, track):
            found.add(side)
            weights[side] += sum(len(i.goals) for i in track.investments)
    if len(found) == 1:
        lacking = ({_DIGITAL, _PERSONAL} - found).pop()
        yield ground.finding("F702", ("tracks",), track=lacking)
    elif found:
        few, many = sorted(weights, key=lambda side: weights[side])
        if weights[many] >= _LOPSIDED * max(weights[few], 1):
            yield ground.finding(
                "F703",
                ("tracks",),
                track=many,
                goals=weights[many],
                other=few,
                other_goals=weights[few],
            )


def _sides(ground: Ground, track: Track) -> set[str]:
    """Tell which side a track serves: by a word of its id or tags of what it holds."""
    goals = {goal.id: goal for goal in ground.strategy.goals}
    words = set(track.id.replace("/", "-").split("-"))
    for investment in track.investments:
        words |= {t for i in investment.initiatives for t in i.tags}
        words |= {t for g in investment.goals if g in goals for t in goals[g].tags}
    return words & {_DIGITAL, _PERSONAL}


def _both_ways(ground: Ground) -> Iterator[Finding]:
    """Find strategies that use only digital or only personal channels (SM-28)."""
    drawn = ground.drawn
    nowhere = drawn.store.leaf(0)
    rows = zip(ground.strategy.channels, drawn.usable, strict=True)
    used = [channel for channel, usable in rows if usable != nowhere]
    if not used:
        return
    personal = any(c.who_meets is Interaction.PERSON_PERSON for c in used)
    if not any(c.is_digital for c in used):
        yield ground.finding("F710", ("channels",), lacking=_DIGITAL)
    elif not personal:
        yield ground.finding("F710", ("channels",), lacking=_PERSONAL)


def _principles(ground: Ground) -> Iterator[Finding]:
    if not ground.strategy.principles:
        return
    without = [path for path, rule in ground.own_parts("rules") if not rule.principle]
    if without:
        total = len(ground.own.rules)
        yield ground.finding("F704", without[0], count=len(without), total=total)


def _young(ground: Ground) -> Iterator[Finding]:
    """Find initiatives without a digital solution for the young, where that is kept."""
    every = list(initiatives(ground.own))
    if not any(initiative.digital_for_young for _, initiative in every):
        return
    without = [(path, one) for path, one in every if not one.digital_for_young]
    if without:
        yield ground.finding(
            "F709",
            without[0][0],
            count=len(without),
            total=len(every),
            initiative=without[0][1].id,
        )
