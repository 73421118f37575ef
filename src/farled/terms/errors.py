"""The one error of the core: a code and its parameters, never a sentence."""

from typing import NewType

__all__ = ["Code", "FarledError", "Param"]

Code = NewType("Code", str)
"""A stable kebab-case identifier; its sentence lives in `farled.ui`."""

Param = str | int | float | bool | tuple[str, ...] | None


class FarledError(Exception):
    """Say what went wrong as a code with parameters, for any face to phrase.

    >>> error = FarledError("unknown-channel", channel="vedio")
    >>> error.code, error.params
    ('unknown-channel', {'channel': 'vedio'})
    """

    def __init__(self, code: str, /, **params: Param) -> None:
        """Keep the code and parameters; `str()` shows both for a developer."""
        self.code = Code(code)
        self.params = params
        super().__init__(code, params)
