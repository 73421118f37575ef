"""Reading a document: the values, and where they stand."""

from datetime import date
from decimal import Decimal

import pytest
from tests.core.strategy.reading.samples import COMPACT, MINIMAL

from farled.strategy.reading import read_strategy


def _codes(text: str) -> list[str]:
    return [finding.code for finding in read_strategy(text, file="s.yaml").findings]


@pytest.mark.req("SM-01")
def test_a_sound_document_gives_a_strategy_and_no_findings():
    reading = read_strategy(COMPACT, file="s.yaml")

    assert reading.findings == ()
    assert reading.strategy is not None
    assert reading.strategy.head.valid_from == date(2026, 1, 1)
    assert reading.strategy.channels[0].names == {"sv": "Webben", "en": "The web"}


def test_no_is_a_language_and_never_false():
    strategy = read_strategy(COMPACT.replace("'no'", "no"), file="s").strategy

    assert strategy is not None
    assert strategy.channels[1].languages == ("sv", "no")


def test_decimals_are_exact():
    strategy = read_strategy(COMPACT, file="s").strategy

    assert strategy is not None
    assert strategy.groups[0].abilities["independent"] == Decimal("0.8")
    assert strategy.channels[0].costs[0].per_contact == Decimal("0.5")


def test_json_is_read_the_same_way_and_has_places():
    text = (
        '{"farled": 1, "id": "j", "version": "1",\n'
        '\t"head": {"titles": "\\ud83d\\ude00",\n'
        ' "organisation": {"id": "o", "names": 5}}}'
    )
    reading = read_strategy(text, file="s.json")

    assert [(f.code, f.place.line, f.place.column) for f in reading.findings] == [
        ("F123", 3, 39)
    ]


def test_place_of_an_unknown_path_is_the_nearest_ancestor():
    places = read_strategy(COMPACT, file="s.yaml").places

    place = places.place_of(("rules", 1, "when", "matter"))
    assert (place.line, place.column) == (38, 11)
    assert places.place_of(()).line == 2


def test_all_findings_come_at_once_in_the_order_of_the_file():
    text = MINIMAL + "chanels: []\nrules:\n  - {id: R1}\n  - {id: a, primry: web}\n"

    assert _codes(text) == ["F120", "F132", "F120"]
