"""The light list of names is the registry's, so that no command need wait for it."""

from farled.analysis.facts import FACT_COLUMNS
from farled.analysis.measures import MEASURES, Unit
from farled.analysis.measures.meaning.dimensions import DERIVED, dimension
from farled.analysis.vocabulary import DIMENSION_NAMES, MEASURE_NAMES, SHARE_NAMES


def test_every_measure_is_named():
    assert frozenset(MEASURES) == MEASURE_NAMES


def test_every_share_is_named_as_one():
    shares = {name for name, known in MEASURES.items() if known.unit is Unit.SHARE}

    assert shares == SHARE_NAMES


def test_every_dimension_is_named_and_no_other():
    named = {name for name in DIMENSION_NAMES if dimension(name)}

    assert named >= {*DERIVED, *FACT_COLUMNS}
