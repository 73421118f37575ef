"""Assumptions on shift: refused with every problem, or shown as an estimate."""

import pytest
from click.testing import CliRunner
from tests.core.analysis.replay.test_replay import STRATEGY
from tests.core.analysis.shifting.test_shifting import DOUBT, simulate
from tests.support.tree import ROOT

from farled.cli.main import cli
from farled.ui.shifted import shift_sheets

LINDHAGA = ROOT / "examples" / "strategies" / "lindhaga.yaml"
UNUSABLE = """\
farled_shift: 1
source: Us
shifts:
  - channels: fone
    follow: {low: 0.1, likely: 0.2, high: 0.3}
  - to: lettre
    follow: {low: 0.1, likely: 0.2, high: 0.3}
"""


def test_unusable_assumptions_are_told_all_at_once(tmp_path):
    file = tmp_path / "shift.yaml"
    file.write_text(UNUSABLE, encoding="utf-8")
    arguments = ["replay", str(tmp_path), "--strategy", str(LINDHAGA)]

    result = CliRunner().invoke(
        cli, [*arguments, "--assumptions", str(file), "--lang", "en"]
    )

    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert [line.removeprefix(str(file)).split(" – ")[0] for line in lines] == [
        ":4:15 A105 The strategy has nothing called fone",
        ":6:9 A105 The strategy has nothing called lettre",
    ]


@pytest.mark.parametrize("lang", ["sv", "da", "en", "fi"])
def test_shift_is_shown_as_an_estimate_with_its_source(lang):
    result = simulate({"channels": "phone", "follow": DOUBT, "leakage": DOUBT}, seed=7)

    (sheet,) = shift_sheets(result, STRATEGY, lang)

    assert "7" in sheet.title
    assert sheet.note.endswith("Counted by hand.")
    assert all(len(row) == len(sheet.head) for row in sheet.rows)
    assert [row[1] for row in sheet.rows[:2]] == ["70", "10"]
