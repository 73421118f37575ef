"""Three public logs give their known answers with the project's own mappings."""

from pathlib import Path

import ibis
import pytest
from tests.support.shared import SHARED, needs_shared

from farled.exchange.mapping import read_mapping
from farled.gateways.fact_files import open_facts
from farled.gateways.log_import import import_log
from farled.gateways.log_suggestion import suggest_for

IMPORTS = Path(__file__).parents[2] / "examples" / "imports"
FILES = {
    "kansas-city-311": "kansas-city-311/requests.csv.gz",
    "boston-311": "boston-311/requests.csv.gz",
    "wabo-permits": "wabo-permits/receipt.csv.gz",
}
pytestmark = [needs_shared, pytest.mark.shared]


def log_of(name):
    return SHARED / "data" / FILES[name]


def mapping_of(name):
    text = (IMPORTS / f"{name}.yaml").read_text(encoding="utf-8")
    return read_mapping(text, file=f"{name}.yaml").mapping


def imported(name, folder, **changes: object):
    mapping = mapping_of(name).model_copy(update=changes)
    report = import_log([log_of(name)], mapping, folder, key=bytes(range(32)))
    return report, open_facts(folder).facts


@pytest.fixture(scope="module")
def kansas(tmp_path_factory):
    return imported("kansas-city-311", tmp_path_factory.mktemp("kansas"))


def counted(facts, *by: str):
    table = facts.group_by(by).agg(n=lambda t: t.count()).to_pyarrow()
    return {tuple(row[key] for key in by): row["n"] for row in table.to_pylist()}


@pytest.mark.req("ME-18")
def test_every_row_of_kansas_city_is_accounted_for(kansas):
    report, facts = kansas

    assert report.counts.received == 80_203
    assert report.excluded == {"not-a-customers-contact": 1_589 + 857}
    assert report.unmapped == {
        "channel": {
            "EDC": 17,
            "EIP": 16,
            "KCEPD": 9,
            "BIZ": 2,
            "CMO": 2,
            "CTI": 2,
            "": 1,
            "KCMPD": 1,
        }
    }
    assert report.counts.mapped == facts.count().to_pyarrow().as_py() == 77_707
    assert {channel: n for (channel,), n in counted(facts, "channel").items()} == {
        "phone": 61_154 + 208,
        "web": 11_570,
        "email": 3_429,
        "social": 728,
        "chat": 350,
        "visit": 142,
        "fax": 117,
        "letter": 9,
    }


def test_share_of_the_phone_falls_as_known(tmp_path):
    everything = mapping_of("kansas-city-311").columns
    rule = everything["channel"].replaced(values={}, as_="kebab", empty=("",))
    rule = rule.replaced(required=False)

    _, facts = imported(
        "kansas-city-311", tmp_path, exclude=(), columns={**everything, "channel": rule}
    )

    # Known answers count every request, also those that systems wrote.
    by_year = counted(facts.mutate(year=facts.month[:4]), "year", "channel")
    total = counted(facts.mutate(year=facts.month[:4]), "year")
    shares = [
        round(100 * by_year[year, channel] / total[year,], 1)
        for year, channel in (
            ("2007", "phone"),
            ("2020", "phone"),
            ("2007", "web"),
            ("2020", "web"),
        )
    ]
    assert shares == [92.5, 59.5, 0.5, 26.5]
    assert repeats(facts) == (2_958, 463)


def repeats(facts):
    """Count cases that come again within a week, and those by another channel."""
    window = ibis.window(group_by="case_key", order_by=["occurred_at", "contact_id"])
    named = facts.filter(facts.case_key.notnull())
    after = named.mutate(
        before=named.occurred_at.lag().over(window),
        last=named.channel.lag().over(window),
    )
    gap = after.occurred_at.epoch_seconds() - after.before.epoch_seconds()
    again = after.filter(gap <= 7 * 24 * 3600)
    found = again.agg(
        n=again.count(),
        other=(again.channel.fill_null("") != again["last"].fill_null(""))
        .cast("int")
        .sum(),
    )
    row = found.to_pyarrow().to_pylist()[0]
    return row["n"], row["other"]


def test_boston_leaves_out_what_staff_wrote(tmp_path):
    report, facts = imported("boston-311", tmp_path)

    assert report.counts.received == 58_251
    assert report.excluded == {"staff-generated": 17_925, "system-generated": 120}
    assert {channel: n for (channel,), n in counted(facts, "channel").items()} == {
        "phone": 28_136,
        "web": 8_160,
        "app": 3_907,
        "social": 3,
    }


def test_permits_have_one_contact_per_case(tmp_path):
    report, facts = imported("wabo-permits", tmp_path)

    assert report.counts.received == 8_577
    assert report.counts.mapped == 1_434 - 1  # one case is the municipality's own
    assert report.excluded == {
        "later-event-of-the-case": 7_138,
        "not-a-customers-contact": 6,
    }
    days = (facts.ended_at.epoch_seconds() - facts.occurred_at.epoch_seconds()) / 86400
    table = facts.mutate(days=days).group_by("channel")
    rows = table.agg(n=lambda t: t.count(), median=lambda t: t.days.median())
    told = {
        row["channel"]: (row["n"], round(row["median"], 2))
        for row in rows.to_pyarrow().to_pylist()
    }
    assert told == {
        "web": (1_250, 0.02),
        "visit": (109, 0.78),
        "letter": (53, 4.06),
        "email": (21, 0.02),
    }


@pytest.mark.parametrize("name", FILES)
def test_draft_for_a_public_log_finds_the_columns_that_matter(name):
    draft = read_mapping(suggest_for(log_of(name)), file="draft.yaml")

    assert draft.findings == ()
    ours = mapping_of(name)
    for column in ("contact_id", "occurred_at", "channel"):
        assert draft.mapping.columns[column].sources == ours.columns[column].sources
    drafted = draft.mapping.columns["channel"].values
    wanted = ours.columns["channel"].values
    assert {raw: meaning[0].code for raw, meaning in drafted.items()} == {
        raw: meaning[0].code for raw, meaning in wanted.items()
    }
    assert (draft.mapping.journey is None) == (ours.journey is None)
