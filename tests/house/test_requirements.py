"""The requirement catalogue and the marks that point into it."""

from collections import Counter

from tests.support.requirements import carriers, catalogue, report

GROUP_SIZES = {
    "SM": 29,
    "DR": 40,
    "TG": 20,
    "CH": 33,
    "SV": 25,
    "CP": 26,
    "AD": 17,
    "API": 20,
    "OO": 12,
    "PX": 8,
    "PR": 11,
    "PE": 9,
    "PA": 14,
    "AC": 17,
    "SE": 12,
    "ME": 29,
    "CB": 18,
    "GO": 21,
    "DO": 15,
    "PO": 12,
}


def test_catalogue_is_whole():
    rows = catalogue().values()

    assert Counter(row.group for row in rows) == GROUP_SIZES
    assert Counter(row.priority for row in rows) == {
        "core": 214,
        "expected": 161,
        "extra": 13,
    }
    assert all(row.text for row in rows)


def test_marks_point_at_existing_requirements():
    assert set(carriers()) - set(catalogue()) == set()


def test_report_counts_every_requirement():
    text = report()

    assert [id_ for id_ in catalogue() if f" {id_} " not in text] == []
    assert f"of {len(catalogue())} requirements carried by tests" in text
