"""Journeys through the channels as tables in a language."""

from dataclasses import dataclass
from typing import Iterator

from farled.analysis.journeys import Journeys
from farled.analysis.shares import Share
from farled.strategy.document import Strategy
from farled.ui.catalogue import entry, fill
from farled.ui.names import channel_name
from farled.ui.tables import Sheet, count, percent, share_cells

__all__ = ["journey_sheets"]

_MOST_ROWS = 15


def journey_sheets(
    journeys: Journeys, strategy: Strategy | None, lang: str
) -> list[Sheet]:
    """Lay out journeys: shares, the commonest variants and the commonest switches."""
    words = _Words(strategy, lang)
    return [
        words.overview(journeys),
        words.variants(journeys),
        words.switches(journeys),
    ]


@dataclass(frozen=True, slots=True)
class _Words:
    strategy: Strategy | None
    lang: str

    def __call__(self, code: str, **numbers: int) -> str:
        """Say a code; numbers get their thousands apart."""
        said = {name: count(value, self.lang) for name, value in numbers.items()}
        return fill(entry(code, self.lang), said)

    def channel(self, channel: str | None) -> str:
        """Name a channel."""
        if channel is None:
            return "?"
        if self.strategy is None:
            return channel
        return channel_name(self.strategy, channel, self.lang)

    def overview(self, journeys: Journeys) -> Sheet:
        """Shares of journeys and of contacts, each with its interval."""
        head = ("", self("head-contacts"), self("head-share"), self("head-interval"))
        single = journeys.single / journeys.journeys if journeys.journeys else 0.0
        rows = [
            (
                self("journeys-single"),
                count(journeys.single, self.lang),
                percent(single, self.lang),
                "",
            ),
            self.share("journeys-switched", journeys.switched),
            self.share("journeys-repeats", journeys.repeats),
        ]
        if journeys.leakage is not None:
            rows.append(self.share("journeys-leakage", journeys.leakage))
        unkeyed = count(journeys.without_key, self.lang)
        rows.append((self("journeys-without-key"), unkeyed, "", ""))
        return Sheet(
            title=self(
                "journeys-title", journeys=journeys.journeys, contacts=journeys.contacts
            ),
            head=head,
            rows=tuple(rows),
            numbers=frozenset({1, 2, 3}),
            answer=2,
        )

    def share(self, code: str, share: Share) -> tuple[str, ...]:
        """A share with its interval."""
        bounds = (share.interval.low, share.interval.high)
        return (self(code), *share_cells(share.n, share.value, bounds, self.lang))

    def variants(self, journeys: Journeys) -> Sheet:
        """The commonest sequences of channels."""
        return Sheet(
            title=self("journeys-variants", variants=journeys.variant_count),
            head=(self("head-journey"), self("head-journeys"), self("head-share")),
            rows=tuple(self._variant_rows(journeys)),
            numbers=frozenset({1, 2}),
            answer=1,
        )

    def _variant_rows(self, journeys: Journeys) -> Iterator[tuple[str, ...]]:
        for variant in journeys.variants[:_MOST_ROWS]:
            path = " → ".join(self.channel(channel) for channel in variant.channels)
            path += " → …" if variant.goes_on else ""
            part = percent(variant.n / journeys.journeys, self.lang)
            yield (path, count(variant.n, self.lang), part)

    def switches(self, journeys: Journeys) -> Sheet:
        """The commonest changes of channel, with the median time between."""
        changes = [s for s in journeys.follow_ups if s.channel != s.then]
        changes.sort(key=lambda switch: -switch.n)
        return Sheet(
            title=self("journeys-switches"),
            head=(
                self("head-from"),
                self("head-to"),
                self("head-contacts"),
                self("head-median-hours"),
            ),
            rows=tuple(
                (
                    self.channel(s.channel),
                    f"→ {self.channel(s.then)}",
                    count(s.n, self.lang),
                    count(s.gap.p50_hours, self.lang, 1),
                )
                for s in changes[:_MOST_ROWS]
            ),
            numbers=frozenset({2, 3}),
            answer=2,
        )
