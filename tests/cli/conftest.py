"""What the tests of the command line share: a quick run, and a small Lindhaga."""

from pathlib import Path

import pytest
from tests.support.terminal import Ran, Runner, farled

from farled.cli import main as entry


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Runner:
    """Run the command line in this process, which is much quicker than in another."""

    def _run(*arguments: object) -> Ran:
        capsysbinary.readouterr()
        code = entry._run([str(argument) for argument in arguments])
        out, err = (text.decode() for text in capsysbinary.readouterr())
        assert "a defect in Farled" not in err
        return Ran(code, out, err)

    return _run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small Lindhaga: documents, and facts in `facts`."""
    folder = tmp_path_factory.mktemp("demo") / "lindhaga"
    ran = farled("demo", "--folder", folder, "--contacts", 2000)
    assert ran.code == 0
    return folder
