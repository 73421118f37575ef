"""The analyst's whole job on a real city's log, from the command line."""

import csv
import io

import pytest
from tests.support.shared import SHARED, needs_shared
from tests.support.terminal import EXAMPLES, farled
from tests.support.tree import ROOT

pytestmark = [needs_shared, pytest.mark.shared, pytest.mark.slow]
MAPPING = ROOT / "examples" / "imports" / "kansas-city-311.yaml"
ASSUMED = [
    word
    for pair in (
        "service=unlisted",
        "group=citizens",
        "ability=unknown",
        "acting_as=self",
        "assurance=substantial",
        "language=sv",
        "case_open=false",
    )
    for word in ("--assume", pair)
]


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("city") / "facts"
    log = SHARED / "data" / "kansas-city-311" / "requests.csv.gz"
    order = ("import", log, "--mapping", MAPPING, "--out", folder, "--json")
    return folder, farled(*order), farled(*order)


def test_every_row_is_accounted_for(imported):
    _, ran, _ = imported
    report = ran.json

    accounted = [
        report["mapped"],
        *(n for values in report["unmapped"].values() for n in values.values()),
        *report["excluded"].values(),
        *report["impossible"].values(),
    ]
    assert ran.code == 1  # fifty rows hold codes that the city does not explain
    assert report["read"] == 80_203
    assert sum(accounted) + report["duplicates"] == 80_203


def test_same_file_again_changes_nothing(imported):
    _, _, again = imported

    assert again.json["new"] == 0
    assert again.json["unchanged"] == ["requests.csv.gz"]


@pytest.mark.req("ME-18", "ME-19")
def test_channel_share_is_told_month_by_month_over_thirteen_years(imported):
    folder, _, _ = imported
    ran = farled(
        *("measure", folder, "--measure", "channel-share"),
        *("--by", "month,channel", "--json"),
    )
    rows = ran.json["measures"][0]["rows"]

    months = {row["keys"]["month"] for row in rows}
    assert (min(months), max(months)) == ("2007-01", "2020-09")
    assert len(months) == 13 * 12 + 9


@pytest.mark.req("CB-06", "DR-01")
@pytest.mark.parametrize("name", ["ballerup", "lindhaga"])
def test_another_strategy_is_replayed_and_says_what_it_could_not_judge(imported, name):
    folder, _, _ = imported
    strategy = EXAMPLES / f"{name}.yaml"

    bare = farled("replay", folder, "--strategy", strategy, "--json").json["replay"]
    told = farled("replay", folder, "--strategy", strategy, *ASSUMED, "--json")
    total = told.json["replay"]["total"]

    causes = {item["cause"]["reason"] for item in bare["total"]["not_judged"]}
    assert causes == {"unknown-service"}
    assert (total["n"], total["judged"]) == (77_707, 77_707)
    assert sum(move["n"] for move in total["movements"]) == 77_707


def test_journeys_and_export_speak_of_the_same_contacts(imported):
    folder, _, _ = imported
    journeys = farled("journeys", folder, "--json").json["journeys"]
    table = farled("export", folder, "--to", "csv").out

    rows = list(csv.reader(io.StringIO(table)))
    assert journeys["facts"] == 77_707
    assert len(rows) == 77_707 + 1
