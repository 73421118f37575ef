"""Facts and a strategy for the replay bench: the same every time, of any size."""

from pathlib import Path
from random import Random
from typing import Any

import duckdb

from farled.strategy.document import Strategy
from farled.terms.channels import Family
from farled.terms.contacts import Ability, ActingAs, ContactType, Direction

__all__ = ["CHANNELS", "KEYS", "RAW", "make_strategy", "write_facts"]

SERVICES, GROUPS, CHANNELS, DAYS = 300, 12, 15, 730
LANGUAGES = ["sv", "fi", "en", "ar", "so"]
LEVELS = ["none", "low", "substantial", "high"]
KEYS = ("matter_key", "customer_key", "moment_key")
RAW = (
    *("service", "contact_type", "matter", "target_group", "ability", "acting_as"),
    *("language", "assurance", "direction", "initiator", "case_open", "occurred_on"),
)
VALUES: dict[str, list[str]] = {
    "service": [f"s{n}" for n in range(SERVICES)],
    "contact_type": [kind.value for kind in ContactType],
    "group": [f"g{n}" for n in range(GROUPS)],
    "ability": [able.value for able in Ability],
    "acting_as": [who.value for who in ActingAs],
    "language": LANGUAGES,
    "assurance": LEVELS,
    "direction": [way.value for way in Direction],
}


def make_strategy(rules: int) -> Strategy:
    """Build a strategy with so many rules, each on one to three attributes."""
    dice = Random(7)
    ids = [f"c{n}" for n in range(CHANNELS)]
    return Strategy.model_validate(
        {
            "farled": 1,
            "id": "bench",
            "version": "1",
            "head": {"titles": "B", "organisation": {"id": "o", "names": "O"}},
            "channels": [
                {
                    "id": name,
                    "names": name,
                    "family": list(Family)[number],
                    "costs": [{"per_contact": number}],
                }
                for number, name in enumerate(ids)
            ],
            "groups": [{"id": g, "names": g} for g in VALUES["group"]],
            "services": [
                {"id": s, "names": s, "matter": "other"} for s in VALUES["service"]
            ],
            "rules": [
                {"id": "base", "allowed": ["@all"]},
                *(_rule(dice, number, ids) for number in range(1, rules)),
            ],
        }
    )


def _rule(dice: Random, number: int, ids: list[str]) -> dict[str, Any]:
    named = dice.sample(sorted(VALUES), dice.choice((1, 2, 2, 3)))
    role = dice.choice(("primary", "secondary", "allowed", "avoid", "never"))
    dated = {"valid_from": "2025-07-01"} if number % 20 == 0 else {}
    when = {
        name: dice.sample(VALUES[name], min(2, len(VALUES[name]) - 1)) for name in named
    }
    return {"id": f"r{number}", "when": when, role: dice.sample(ids, 2), **dated}


def write_facts(folder: Path, count: int, spread: str) -> None:
    """Write facts and dimensions as Parquet.

    `skewed` is as in life: a few services and kinds of people make most contacts;
    `uniform` is the worst case, in which nearly every situation is new.
    """
    pick = "random()" if spread == "uniform" else "power(random(), 4)"
    con = duckdb.connect()
    con.execute("select setseed(0.5)")
    con.execute("set threads = 1")
    _write_dimensions(con)
    size = {
        name: con.sql(f"from {name}").shape[0]  # the names are our own
        for name in ("matter", "customer", "moment")
    }
    con.execute(
        f"""create table keyed as select
            1 + floor({pick} * {size["matter"]})::int matter_key,
            1 + floor({pick} * {size["customer"]})::int customer_key,
            1 + (range * {size["moment"]} // {count})::int moment_key,
            'c' || floor({pick} * {CHANNELS})::int channel,
            'c' || range contact_id, 'log' source from range({count})"""  # noqa: S608 - our own numbers
    )
    con.execute("set threads = 2")
    con.execute(
        f"""copy (from keyed join matter using (matter_key)
            join customer using (customer_key) join moment using (moment_key))
            to '{folder}/facts.parquet'"""
    )
    for name in size:
        con.execute(f"copy {name} to '{folder}/{name}.parquet'")


def _write_dimensions(con: duckdb.DuckDBPyConnection) -> None:
    lists = {name: f"unnest({values}) {name}(v)" for name, values in VALUES.items()}
    con.execute(
        f"""create table matter as select row_number() over ()::int matter_key,
            service.v service, contact_type.v contact_type, null::varchar matter
            from {lists["service"]}, {lists["contact_type"]}"""  # noqa: S608 - our own lists
    )
    con.execute(
        f"""create table customer as select row_number() over ()::int customer_key,
            "group".v target_group, ability.v ability, acting_as.v acting_as,
            language.v "language", assurance.v assurance
            from unnest({VALUES["group"]}) "group"(v), {lists["ability"]},
            {lists["acting_as"]}, {lists["language"]}, {lists["assurance"]}"""  # noqa: S608 - our own lists
    )
    con.execute(
        f"""create table moment as select row_number() over ()::int moment_key,
            direction.v direction, initiator.v initiator, 'false' case_open,
            (date '2025-01-01' + day::int)::date occurred_on
            from range({DAYS}) days(day), {lists["direction"]},
            unnest(['customer', 'organisation']) initiator(v)"""  # noqa: S608 - our own lists
    )
