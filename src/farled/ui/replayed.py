"""A replay, or two strategies compared, as tables in a language."""

from dataclasses import dataclass
from typing import Iterator, Sequence

from farled.analysis.goals import MovedGoal
from farled.analysis.replay import Movement, ReplayResult, Saving, Summary
from farled.analysis.replay.comparing import Change, Comparison
from farled.analysis.shares import Share
from farled.strategy.document import Strategy
from farled.terms.languages import in_language
from farled.ui.catalogue import entry, fill
from farled.ui.names import channel_name
from farled.ui.tables import Sheet, amount, count, percent, share_cells

__all__ = ["comparison_sheets", "moved_goals_sheet", "replay_sheets"]

_NUMBERS = frozenset({1, 2, 3})
_MOST_ROWS = 20


def replay_sheets(result: ReplayResult, strategy: Strategy, lang: str) -> list[Sheet]:
    """Lay out a replay: what it found, where contacts would go, what is unknown."""
    words = _Words(strategy, lang)
    title = words("replay-title", n=result.total.n, version=result.strategy_version)
    sheets = [
        Sheet(
            title=title,
            head=(
                "",
                words("head-contacts"),
                words("head-share"),
                words("head-interval"),
            ),
            rows=tuple(words.findings(result.total)),
            numbers=_NUMBERS,
            answer=2,
        ),
        words.movements(result.total.movements),
    ]
    if result.total.not_judged:
        sheets.append(words.unjudged(result.total))
    return sheets


def comparison_sheets(result: Comparison, strategy: Strategy, lang: str) -> list[Sheet]:
    """Lay out a comparison: both replays side by side and every change."""
    words = _Words(strategy, lang)
    before = list(words.findings(result.before))
    after = list(words.findings(result.after))
    n = result.before.n
    both = (words("replay-both"), _number(result.judged_by_both, lang), "")
    roles = (words("replay-role-changes"), _number(result.role_changes, lang), "")
    title = words(
        "compare-title", n=n, before=result.version_before, after=result.version_after
    )
    sides = Sheet(
        title=title,
        head=("", result.version_before, result.version_after),
        rows=(
            *(_side_by_side(a, b) for a, b in zip(before, after, strict=True)),
            both,
            roles,
        ),
        numbers=frozenset({1, 2}),
    )
    return [sides, words.changes(result.changes)]


def moved_goals_sheet(
    goals: Sequence[MovedGoal], strategy: Strategy, lang: str
) -> Sheet:
    """Lay out goals as they stood, and as they would had all followed the strategy."""
    words = _Words(strategy, lang)
    names = {goal.id: goal for goal in strategy.goals}

    def said(value: float | None) -> str:
        return "–" if value is None else percent(value, lang)

    rows = tuple(
        (
            in_language(
                names[each.as_it_was.goal].names, lang, strategy.head.languages
            ),
            said(each.as_it_was.value),
            said(each.had_all_followed.value),
            said(each.as_it_was.level),
        )
        for each in goals
    )
    head = ("head-goal", "head-as-it-was", "head-all-followed", "head-target")
    return Sheet(
        title=words("replay-goals"),
        note=words("replay-goals-note"),
        head=tuple(words(code) for code in head),
        rows=rows,
        numbers=_NUMBERS,
        answer=2,
    )


def _side_by_side(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    return (a[0], f"{a[1]}  {a[2]}", f"{b[1]}  {b[2]}")


def _number(n: int, lang: str) -> str:
    return count(n, lang)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words and names in one language."""

    strategy: Strategy
    lang: str

    def __call__(self, code: str, **params: str | int) -> str:
        """Say a code; numbers get their thousands apart."""
        said = {
            name: count(value, self.lang) if isinstance(value, int) else value
            for name, value in params.items()
        }
        return fill(entry(code, self.lang), said)

    def channel(self, channel: str | None) -> str:
        """Name a channel."""
        if channel is None:
            return self("none")
        return channel_name(self.strategy, channel, self.lang)

    def findings(self, summary: Summary) -> Iterator[tuple[str, ...]]:
        """The rows that say what a replay found."""
        judged = summary.judged
        yield self.row("replay-judged", judged, summary.n)
        yield self.share("replay-compliance", summary.compliance)
        yield self.share("replay-role-compliance", summary.role_compliance)
        yield self.row("replay-moved", summary.moved, summary.compliance.of)
        yield self.share("replay-avoidable", summary.avoidable)
        yield self.row("replay-nothing", summary.nothing_recommended, judged)
        yield self.row("replay-breaches", summary.breaches, judged)

    def row(self, code: str, n: int, of: int) -> tuple[str, ...]:
        """A count and its share."""
        part = percent(n / of, self.lang) if of else self("not-applicable")
        return (self(code), count(n, self.lang), part, "")

    def share(self, code: str, share: Share) -> tuple[str, ...]:
        """A share with its interval."""
        bounds = (share.interval.low, share.interval.high)
        return (self(code), *share_cells(share.n, share.value, bounds, self.lang))

    def movements(self, movements: tuple[Movement, ...]) -> Sheet:
        """Where contacts would have gone, most first, those that stay left out."""
        moving = [m for m in movements if m.actual != m.recommended]
        moving.sort(key=lambda m: -m.n)
        rows = tuple(
            (
                self.channel(m.actual),
                f"→ {self.channel(m.recommended)}",
                count(m.n, self.lang),
                self.saving(m.authority),
            )
            for m in moving[:_MOST_ROWS]
        )
        return Sheet(
            title=self("replay-movements"),
            note=self("replay-saving-note"),
            head=(
                self("head-used"),
                self("head-recommended"),
                self("head-contacts"),
                self("head-difference"),
            ),
            rows=rows,
            numbers=frozenset({2, 3}),
            answer=2,
        )

    def changes(self, changes: tuple[Change, ...]) -> Sheet:
        """What the later strategy recommends otherwise, most facts first."""
        rows = tuple(
            (
                self.channel(c.before),
                f"→ {self.channel(c.after)}",
                count(c.n, self.lang),
                self.saving(c.authority),
            )
            for c in [c for c in changes if c.before != c.after][:_MOST_ROWS]
        )
        return Sheet(
            title=self("replay-changes"),
            head=(
                self("head-before"),
                self("head-after"),
                self("head-contacts"),
                self("head-difference"),
            ),
            rows=rows,
            numbers=frozenset({2, 3}),
            answer=2,
        )

    def unjudged(self, summary: Summary) -> Sheet:
        """What could not be judged, most facts first."""
        ordered = sorted(summary.not_judged, key=lambda item: -item.n)
        rows = tuple(
            (
                item.cause.reason,
                ", ".join((*item.cause.attributes, *filter(None, [item.cause.value]))),
                count(item.n, self.lang),
            )
            for item in ordered[:_MOST_ROWS]
        )
        return Sheet(
            title=self("replay-unjudged"),
            head=(self("head-reason"), "", self("head-contacts")),
            rows=rows,
            numbers=frozenset({2}),
            answer=2,
        )

    def saving(self, saving: Saving) -> str:
        """A difference of cost, or that no price is provided."""
        if saving.money is None:
            return self("not-provided")
        return amount(saving.money.minor, saving.money.currency, self.lang)
