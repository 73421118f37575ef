"""Every measure again, by hand: plain Python over rows, for measures to agree with.

Nothing here is shared with the package: channels, windows and unknown values are
worked out anew. Settings are the defaults; there is no strategy unless one is given.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Any, Final, NamedTuple

__all__ = ["BY_HAND", "KEYS", "Answer", "Row", "answer"]

Row = Mapping[str, Any]
Key = tuple[Any, ...]
Keep = Callable[[Row], bool]
Verdict = Any
"""OUT of the denominator, UNKNOWN, or what the row adds."""

OUT: Final = "out"
UNKNOWN: Final = None
ALWAYS: Final = True
W_DAYS: Final = 7
LEAK: Final = timedelta(hours=24)

_DIGITAL = {
    *("web", "e-service", "my-pages", "digital-post", "app", "sms", "chat"),
    *("video", "social", "partner", "contact-point", "api"),
}
_ANALOGUE = {"email", "phone", "ivr", "visit", "outreach", "letter", "print", "fax"}
_ANALOGUE |= {"mass-media"}


class Answer(NamedTuple):
    """The figures of one row of an answer."""

    value: float | None
    n: int
    relevant: int


def digital(code: str | None) -> bool | None:
    if code in _DIGITAL:
        return True
    return False if code in _ANALOGUE else None


def family(code: str | None) -> str | None:
    if digital(code) is None:
        return None
    return "letter" if code == "fax" else code


def both(*truths: bool | None) -> bool | None:
    """And, with unknowns."""
    if False in truths:
        return False
    return None if None in truths else True


def equals(value: Any, wanted: Any) -> bool | None:
    return None if value is None else value == wanted


def among(value: Any, wanted: Sequence[Any]) -> bool | None:
    return None if value is None else value in wanted


def inbound(row: Row) -> bool | None:
    return equals(row["direction"], "inbound")


def judged(scope: Verdict, value: Any) -> Verdict:
    if scope is False:
        return OUT
    return UNKNOWN if scope is None or value is None else float(value)


def completed(row: Row) -> bool | None:
    return both(
        inbound(row),
        equals(row["outcome"], "resolved"),
        equals(row["contact_type"], "transaction"),
    )


def followed(row: Row) -> bool | None:
    used, advised = row["channel"], row["channel_intended"]
    return None if None in (used, advised) else used == advised


BY_ROW: Final[Mapping[str, Callable[[Row], Verdict]]] = {
    "digital-share-inbound": lambda r: judged(inbound(r), digital(r["channel"])),
    "digital-share-all": lambda r: judged(ALWAYS, digital(r["channel"])),
    "digital-take-up": lambda r: judged(
        completed(r), both(digital(r["channel"]), equals(r["assisted"], "none"))
    ),
    "compliance": lambda r: judged(inbound(r), followed(r)),
    "avoidable-contact-share": lambda r: judged(
        inbound(r),
        among(r["reason"], ("chase-progress", "failed-self-service", "wrong-place")),
    ),
    "status-chasing-share": lambda r: judged(
        inbound(r), equals(r["reason"], "chase-progress")
    ),
    "results-delivered-digitally": lambda r: judged(
        completed(r), digital(r["result_channel"])
    ),
    "assisted-share": lambda r: judged(
        both(inbound(r), digital(r["channel"])),
        among(r["assisted"], ("staff", "proxy")),
    ),
    "referral-share": lambda r: judged(
        inbound(r), among(r["outcome"], ("referred-reached", "referred-not-reached"))
    ),
    "abandonment-share": lambda r: judged(
        inbound(r), equals(r["outcome"], "abandoned")
    ),
    "paper-volume": lambda r: judged(
        ALWAYS, among(family(r["channel"]), ("letter", "print"))
    ),
    "wait-percentile": lambda r: judged(
        both(inbound(r), r["outcome"] != "abandoned"), r["wait_s"]
    ),
    "handling-percentile": lambda r: judged(inbound(r), r["handling_s"]),
    "cost-per-contact": lambda r: judged(inbound(r), r["cost_minor"]),
}


def _returns(rows: Sequence[Row]) -> Mapping[int, list[Row]]:
    """List, for each contact that can be matched, the party's others on the matter."""
    by_who = defaultdict(list)
    for row in rows:
        if inbound(row) and row["party_key"] and row["service"]:
            by_who[row["party_key"], row["service"]].append(row)
    return {id(row): same for same in by_who.values() for row in same}


def _second(row: Row) -> int:
    return int(row["occurred_at"].timestamp())


def _gap(row: Row, other: Row) -> int:
    return (other["occurred_on"] - row["occurred_on"]).days


def _first_contact(row: Row, same: list[Row] | None, _: list[Row]) -> Verdict:
    if same is None:
        return OUT if inbound(row) is False else UNKNOWN
    later = [o for o in same if _second(o) > _second(row) and _gap(row, o) <= W_DAYS]
    return float(not later)


def _repeat(row: Row, same: list[Row] | None, _: list[Row]) -> Verdict:
    if same is None:
        return OUT if inbound(row) is False else UNKNOWN
    before = [o for o in same if _second(o) < _second(row) and _gap(o, row) <= W_DAYS]
    return float(bool(before))


_ORDER = (
    *("web", "e-service", "my-pages", "digital-post", "app", "sms", "email", "chat"),
    *("video", "phone", "ivr", "visit", "outreach", "letter", "print", "mass-media"),
    *("social", "partner", "contact-point", "api", "fax"),
)


def _place(row: Row) -> int:
    """Order of a channel among those at one instant; an unknown one comes first."""
    return _ORDER.index(row["channel"]) if row["channel"] in _ORDER else -1


def _switch(row: Row, same: list[Row] | None, _: list[Row]) -> Verdict:
    if same is None:
        return OUT if inbound(row) is False else UNKNOWN
    later = [o for o in same if _second(o) > _second(row)]
    if not [o for o in later if _gap(row, o) <= W_DAYS]:
        return OUT
    following = min(later, key=lambda o: (_second(o), _place(o)))
    if None in (digital(row["channel"]), digital(following["channel"])):
        return UNKNOWN
    return float(following["channel"] != row["channel"])


def _leak(row: Row, same: list[Row] | None, _: list[Row]) -> Verdict:
    left = among(family(row["channel"]), ("e-service", "my-pages"))
    if same is None:
        return OUT if inbound(row) is False else UNKNOWN
    if not left:
        return OUT if left is False else UNKNOWN
    until = _second(row) + LEAK.total_seconds()
    calls = [
        other
        for other in same
        if other["channel"] == "phone" and _second(row) < _second(other) <= until
    ]
    return float(bool(calls))


BY_WINDOW: Final = {
    "first-contact-resolution": _first_contact,
    "repeat-share": _repeat,
    "channel-switch-share": _switch,
    "leakage-share": _leak,
}
_FORWARD_DAYS = {
    "first-contact-resolution": W_DAYS,
    "channel-switch-share": W_DAYS,
    "leakage-share": 1,
}

BY_SURVEY: Final[Mapping[str, Callable[[Row], Verdict]]] = {
    "first-contact-resolution-experienced": lambda s: judged(
        s["answered"], s["solved_first"]
    ),
    "ces-share": lambda s: judged(s["answered"], _cut(s["ces"], 5)),
    "ces-mean": lambda s: judged(s["answered"], s["ces"]),
    "nki": lambda s: judged(s["answered"], _nki(s)),
    "response-rate": lambda s: judged(s["invited"], s["answered"]),
    "e-way-simplest-share": lambda s: judged(s["answered"], s["e_way_simplest"]),
    "proactive-share": lambda s: judged(s["answered"], _cut(s["proactive"], 4)),
    "safety-share": lambda s: judged(s["answered"], _cut(s["safe"], 4)),
    "treatment-share": lambda s: judged(s["answered"], _cut(s["treated"], 4)),
}


def _cut(answer: int | None, at_least: int) -> bool | None:
    return None if answer is None else answer >= at_least


def _nki(s: Row) -> float | None:
    answers = (s["nki_overall"], s["nki_expected"], s["nki_ideal"])
    if None in answers:
        return None
    return (sum(answers) / 3 - 1) * 100 / 9


def _iso_week(day: date) -> str:
    thursday = day + timedelta(4 - day.isoweekday())
    first = date(thursday.year, 1, 1)
    return f"{thursday.year}-W{(thursday - first).days // 7 + 1:02}"


KEYS: Final[Mapping[str, Callable[[Row], Any]]] = {
    "channel": lambda r: r["channel"],
    "channel_family": lambda r: family(r["channel"]),
    "digital": lambda r: digital(r["channel"]),
    "service": lambda r: r["service"],
    "month": lambda r: r["month"],
    "year": lambda r: r["month"][:4] if r["month"] else None,
    "quarter": lambda r: (
        f"{r['month'][:4]}-Q{ceil(int(r['month'][5:]) / 3)}" if r["month"] else None
    ),
    "week": lambda r: _iso_week(r["occurred_on"]) if r["occurred_on"] else None,
    "weekday": lambda r: r["weekday"],
    "hour": lambda r: r["hour"],
    "unit": lambda r: r["unit"],
}


def answer(
    measure: str,
    rows: Sequence[Row],
    surveys: Sequence[Row],
    by: Sequence[str],
    keep: Keep = lambda _: True,
) -> dict[Key, Answer]:
    """Return the figures of a measure by key; `keep` narrows after all windows."""
    if measure == "channel-share":
        return _channel_shares([r for r in rows if keep(r)], by)
    if measure == "self-sufficiency":
        return _people([r for r in rows if keep(r)], by)
    if measure == "consistent-use":
        return _consistent([r for r in rows if keep(r)], by)
    verdicts = [
        (key, verdict)
        for key, verdict in _verdicts(measure, rows, surveys, by, keep)
        if verdict != OUT
    ]
    found: dict[Key, list[Verdict]] = defaultdict(list)
    for key, verdict in verdicts:
        found[key].append(verdict)
    return {key: _fold(measure, values) for key, values in found.items()}


def _verdicts(
    measure: str,
    rows: Sequence[Row],
    surveys: Sequence[Row],
    by: Sequence[str],
    keep: Keep,
) -> Iterator[tuple[Key, Verdict]]:
    if measure in BY_SURVEY:
        yield from _survey_verdicts(measure, rows, surveys, by, keep)
        return
    same = _returns(rows)
    days = [row["occurred_on"] for row in rows]
    for row in filter(keep, rows):
        if measure in BY_ROW:
            yield _key(row, by), BY_ROW[measure](row)
        elif not _awaits(measure, row["occurred_on"], min(days), max(days)):
            yield _key(row, by), BY_WINDOW[measure](row, same.get(id(row)), rows)


def _awaits(measure: str, day: date, first: date, last: date) -> bool:
    if measure == "repeat-share":
        return day < first + timedelta(W_DAYS)
    return day > last - timedelta(_FORWARD_DAYS[measure])


def _survey_verdicts(
    measure: str,
    rows: Sequence[Row],
    surveys: Sequence[Row],
    by: Sequence[str],
    keep: Keep,
) -> Iterator[tuple[Key, Verdict]]:
    contacts = {(r["contact_id"], r["source"]): r for r in rows}
    nobody: Row = defaultdict(lambda: None)
    for survey in surveys:
        contact = contacts.get((survey["contact_id"], survey["source"]), nobody)
        if contact is nobody or keep(contact):
            yield _key(contact, by), BY_SURVEY[measure](survey)


def _key(row: Row, by: Sequence[str]) -> Key:
    return tuple(KEYS[name](row) for name in by)


def _fold(measure: str, values: list[Verdict]) -> Answer:
    known = sorted(value for value in values if value is not None)
    if not known:
        return Answer(None, 0, len(values))
    if measure.endswith("-percentile"):
        value = known[ceil(len(known) * 9 / 10) - 1]
    elif measure == "paper-volume":
        value = sum(known)
    else:
        value = sum(known) / len(known)
    return Answer(value, len(known), len(values))


def _channel_shares(rows: Sequence[Row], by: Sequence[str]) -> dict[Key, Answer]:
    found = {}
    for row in rows:
        if inbound(row) is False:
            continue
        rest = [r for r in rows if _key(r, by[:-1]) == _key(row, by[:-1])]
        whole = [r for r in rest if inbound(r) is not False]
        known = [r for r in whole if inbound(r) and digital(r["channel"]) is not None]
        own = [r for r in known if _key(r, by) == _key(row, by)]
        mine = [r for r in whole if _key(r, by) == _key(row, by)]
        value = len(own) / len(known) if own else None
        found[_key(row, by)] = (
            Answer(value, len(known), len(whole)) if own else Answer(None, 0, len(mine))
        )
    return found


def _people(rows: Sequence[Row], by: Sequence[str]) -> dict[Key, Answer]:
    persons = defaultdict(list)
    for row in rows:
        if inbound(row):
            persons[_key(row, by), row["party_key"]].append(
                both(digital(row["channel"]), _unaided(row))
            )
    found = defaultdict(list)
    for (key, party), alone in persons.items():
        if party is not None:
            found[key].append(both(*alone))
    nobody = {key for key, party in persons if party is None} - set(found)
    return {
        key: _fold(
            "self-sufficiency", [None if v is None else float(v) for v in values]
        )
        for key, values in found.items()
    } | {key: Answer(None, 0, 1) for key in nobody}


def _unaided(row: Row) -> bool | None:
    return equals(row["assisted"], "none")


def _consistent(rows: Sequence[Row], by: Sequence[str]) -> dict[Key, Answer]:
    found = defaultdict(list)
    for row in rows:
        matter = None if row["contact_type"] is None else True
        if row["contact_type"] == "information":
            matter = False
        came, went = digital(row["channel"]), digital(row["result_channel"])
        scope = both(inbound(row), matter)
        if scope is False:
            continue
        unknown = scope is None or None in (came, went)
        found[_key(row, by)].append(None if unknown else came - went)
    return {
        key: Answer(
            sum(v for v in values if v is not None) if any(_known(values)) else None,
            sum(_known(values)),
            len(values),
        )
        for key, values in found.items()
    }


def _known(values: Sequence[Verdict]) -> list[bool]:
    return [value is not None for value in values]


BY_HAND: Final = {
    *BY_ROW,
    *BY_WINDOW,
    *BY_SURVEY,
    "channel-share",
    "self-sufficiency",
    "consistent-use",
}
