"""The worked example of docs/method/guarantee.md comes out as the page says."""

from typing import Any

import pytest

from farled.strategy.checking import check_strategy
from farled.strategy.document import Strategy
from farled.terms.findings import Finding


def _example(*rules: dict[str, Any]) -> list[Finding]:
    strategy = Strategy.model_validate(
        {
            "farled": 1,
            "id": "example",
            "version": "1",
            "head": {
                "titles": "Example",
                "organisation": {"id": "town", "names": "Town"},
                "valid_from": "2026-01-01",
            },
            "channels": [
                {
                    "id": "web-form",
                    "names": "Web form",
                    "family": "e-service",
                    "assurance": "high",
                },
                {"id": "phone", "names": "Phone", "family": "phone"},
                {
                    "id": "visit",
                    "names": "Visit",
                    "family": "visit",
                    "assurance": "high",
                },
            ],
            "groups": [
                {
                    "id": "people",
                    "names": "People",
                    "abilities": {"independent": "0.9", "excluded": "0.1"},
                }
            ],
            "services": [
                {
                    "id": "permit",
                    "names": "Permit",
                    "contact_types": ["transaction"],
                    "assurance": "substantial",
                }
            ],
            "rules": [{"id": "all", "secondary": "@all"}, *rules],
        }
    )
    codes = ("F401", "F402")
    return [f for f in check_strategy(strategy) if f.code in codes]


NO_VISITS = {
    "id": "no-visits",
    "when": {"service": "permit", "acting_as": "self"},
    "never": "visit",
    "valid_from": "2027-01-01",
}
NO_PROXIES = {"id": "no-proxies", "when": {"acting_as": "proxy"}, "never": "visit"}


@pytest.mark.req("DR-18")
def test_open_desk_keeps_the_guarantee():
    assert _example() == []


@pytest.mark.req("PX-02", "PX-07")
def test_proxy_alone_makes_a_warning_from_the_day_the_desk_closes():
    (found,) = _example(NO_VISITS)

    assert (found.code, found.params["day"]) == ("F402", "2027-01-01")


@pytest.mark.req("DR-18", "PO-04")
def test_nothing_left_is_an_error():
    (found,) = _example(NO_VISITS, NO_PROXIES)

    assert found.code == "F401"
    assert dict(found.params) == {
        "service": "permit",
        "group": "people",
        "contact_type": "transaction",
        "direction": "inbound",
        "day": "2027-01-01",
    }
