"""What the process is given from outside: its streams, and signals to end."""

import io
import os
import signal
import sys
from typing import Final

__all__ = ["Terminated", "forget_output", "heed_signals", "settle_streams", "was_ended"]

_RECEIVED: Final[set[int]] = set()
"""Signals to end that have come. The engine turns what a handler raises into an error
of its own when a query is under way, so the exception alone does not tell."""


class Terminated(BaseException):
    """Somebody asked the process to end: leave by the doors that tidy up."""


def heed_signals() -> None:
    """Leave by the doors that tidy up when asked to end."""
    for number, handler in ((signal.SIGTERM, _terminate), (signal.SIGINT, _interrupt)):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` asks
            signal.signal(number, handler)


def was_ended(by: int) -> bool:
    """Tell whether a signal to end has come."""
    return by in _RECEIVED


def settle_streams() -> None:
    """Put nothing where a stream is closed, so that no file takes its number.

    A character that a stream cannot take becomes a question mark.
    """
    streams = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
    for number, (name, mode) in enumerate(streams):
        if getattr(sys, name) is None:
            os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old terminal lacks «…», not us


def forget_output() -> None:
    """Let what is still to be written go nowhere: its reader has left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminate(number: int, _frame: object) -> None:
    _RECEIVED.add(number)
    raise Terminated


def _interrupt(number: int, _frame: object) -> None:
    _RECEIVED.add(number)
    raise KeyboardInterrupt
