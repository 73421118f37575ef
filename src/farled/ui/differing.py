"""A difference between two strategies in sentences: what changes, for whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from farled.strategy.differing import (
    Condition,
    Difference,
    MainChange,
    PartChange,
    PartChanged,
    RoleChange,
    Where,
)
from farled.strategy.document import Strategy
from farled.terms.languages import in_language
from farled.ui.catalogue import entry, fill
from farled.ui.reasons import label
from farled.ui.tables import count

__all__ = ["difference_in_words"]

_SHOWN = 3
"""Descriptions of one change that are told; the rest is counted."""
_LISTED = 6
"""Values of one condition that are told; of more, the rest is counted."""
_SUBGROUPS = "/*"
_EXCLUDED = "excluded"


def difference_in_words(
    difference: Difference, old: Strategy, new: Strategy, lang: str
) -> list[str]:
    """Say what differs: how much, then advice, roles and parts of the document."""
    speaker = _Speaker(old, new, lang)
    versions = {"old": difference.old, "new": difference.new}
    if difference.is_empty:
        return [speaker.say("difference-none", **versions)]
    lines: list[str] = []
    if difference.situations_changed or difference.main:
        cells = count(difference.cells_changed, lang)
        total = count(difference.cells_total, lang)
        said = speaker.say("difference-summary", cells=cells, total=total, **versions)
        lines.append(said)
    else:
        lines.append(speaker.say("difference-same", **versions))
    if not difference.main_is_known:
        lines.append(speaker.say("difference-too-many"))
    for main in difference.main:
        lines += _each_where(speaker, main.where, *_main(speaker, main))
    for change in difference.roles:
        if change.ordinary:
            lines += _each_where(speaker, change.where, *_role(speaker, change))
    unusual = [change.channel for change in difference.roles if not change.ordinary]
    if unusual:
        names = ", ".join(speaker.channel(c) for c in dict.fromkeys(unusual))
        lines.append(speaker.say("difference-unusual", channels=names))
    return [*lines, *_parts(speaker, difference.parts)]


def _each_where(
    speaker: "_Speaker", wheres: Sequence[Where], code: str, words: dict[str, str]
) -> Iterator[str]:
    for where in wheres[:_SHOWN]:
        yield speaker.say(code, where=speaker.where(where), **words)
    if len(wheres) > _SHOWN:
        yield speaker.say("difference-more", count=str(len(wheres) - _SHOWN))


def _main(speaker: "_Speaker", change: MainChange) -> tuple[str, dict[str, str]]:
    before, after = change.before, change.after
    if before.need != after.need:
        return f"difference-{after.need}", {}
    if before.channel is None:
        return "difference-main-found", {"after": speaker.channel(after.channel)}
    if after.channel is None:
        return "difference-main-lost", {"before": speaker.channel(before.channel)}
    if before.channel == after.channel:
        return "difference-main-role", {
            "channel": speaker.channel(after.channel),
            "before": speaker.role(before.role),
            "after": speaker.role(after.role),
        }
    return "difference-main", {
        "before": speaker.channel(before.channel),
        "after": speaker.channel(after.channel),
    }


def _role(speaker: "_Speaker", change: RoleChange) -> tuple[str, dict[str, str]]:
    words = {
        "channel": speaker.channel(change.channel),
        "before": speaker.role(change.before),
        "after": speaker.role(change.after),
    }
    if change.before == _EXCLUDED:
        return "difference-opened", words
    if change.after == _EXCLUDED:
        return "difference-closed", words
    return "difference-role", words


def _parts(speaker: "_Speaker", parts: Iterable[PartChange]) -> Iterator[str]:
    """Say which parts are new, gone, changed or moved, one sentence per kind."""
    grouped: dict[tuple[str, PartChanged], list[PartChange]] = defaultdict(list)
    for part in parts:
        grouped[part.kind, part.change].append(part)
    for (kind, change), listed in grouped.items():
        yield speaker.say(
            f"difference-{change.value}",
            kind=str(entry(f"part.{kind}", speaker.lang)),
            names=", ".join(speaker.part(part) for part in listed),
        )


@dataclass
class _Speaker:
    """Knows the names of both strategies in one language."""

    old: Strategy
    new: Strategy
    lang: str

    def say(self, code: str, **words: str) -> str:
        said = fill(str(entry(code, self.lang)), words)
        return said[:1].upper() + said[1:]

    @cached_property
    def names(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for strategy in (self.old, self.new):
            for kind in ("channels", "groups", "services", "goals", "tracks"):
                parts: Sequence[Any] = getattr(strategy, kind)
                for part in parts:
                    found[kind, part.id] = in_language(
                        part.names, self.lang, strategy.head.languages
                    )
        return found

    def channel(self, channel: str | None) -> str:
        return self.names.get(("channels", channel or ""), channel or "–")

    def role(self, role: str | None) -> str:
        return label("role", role or "", self.lang)

    def part(self, part: PartChange) -> str:
        name = self.names.get((part.kind, part.id), part.id)
        fields = ", ".join(part.fields)
        if part.kind == part.id:
            return fields or name
        return f"{name} ({fields})" if fields else name

    def where(self, where: Where) -> str:
        if not where:
            return str(entry("difference-everywhere", self.lang))
        return "; ".join(self._condition(condition) for condition in where)

    def _condition(self, condition: Condition) -> str:
        said = [self._value(condition.attribute, v) for v in condition.values]
        values = ", ".join(said)
        if len(said) > _LISTED:
            few, rest = ", ".join(said[: _LISTED - 1]), len(said) - _LISTED + 1
            values = self._plain("difference-and-more", values=few, count=str(rest))
        if condition.negated:
            values = self._plain("difference-all-but", values=values)
        if condition.attribute == "day":
            return values
        return f"{label('attribute', condition.attribute, self.lang)}: {values}"

    def _value(self, attribute: str, value: str) -> str:
        match attribute:
            case "day":
                return self._interval(value)
            case "service" | "group":
                bare = value.removesuffix(_SUBGROUPS)
                return self.names.get((f"{attribute}s", bare)) or self._none(attribute)
            case "preference" | "planned":
                return self.channel(value)
            case "needs":
                return " + ".join(self._need(one) for one in value.split("+"))
            case _:
                return label(attribute, value.lower(), self.lang)

    def _need(self, need: str) -> str:
        return self._none("need") if need == "none" else label("need", need, self.lang)

    def _none(self, kind: str) -> str:
        return str(entry(f"difference-no-{kind}", self.lang))

    def _interval(self, interval: str) -> str:
        start, _, end = interval.partition("/")
        if start == ".." and end == "..":
            return str(entry("difference-everywhere", self.lang))
        if end == "..":
            return self._plain("difference-from", start=start)
        if start == "..":
            return self._plain("difference-until", end=end)
        return self._plain("difference-between", start=start, end=end)

    def _plain(self, code: str, **words: str) -> str:
        return fill(str(entry(code, self.lang)), words)
