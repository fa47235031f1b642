"""Stopping what is under way: by Ctrl-C, by SIGTERM, or because its time is up.

A stop is an exception in the main thread wherever the work is, so that a read or a database that hangs is left as
well. Signals belong to the process: a program says that it is `stoppable`, else nothing here has an effect.
The rule a newcomer would break first: what must not be left half done stands in `shielded`, and is short.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Literal

Reason = Literal["interrupted", "timeout"]
GRACE = 1.0
"""Seconds after which a stop that did not get through is repeated, and breaks through a shield."""
BY_PEOPLE = (signal.SIGINT, signal.SIGTERM)


class Stopped(KeyboardInterrupt):
    """The work is to end now. What lets a KeyboardInterrupt through (drivers, libraries) lets this one through."""

    def __init__(self, code: Reason) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class _State:
    reason: Reason | None = None
    shielded: bool = False
    deferred: bool = False


_state = _State()


@contextmanager
def stoppable() -> Iterator[None]:
    """While it lasts, SIGINT, SIGTERM and the end of `stop_after` raise `Stopped`. In the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (*BY_PEOPLE, signal.SIGALRM)}
    complaints = sys.unraisablehook
    for number, handler in before.items():
        if handler is not signal.SIG_IGN or number is signal.SIGALRM:  # nohup and shells ask us to ignore some
            signal.signal(number, _on_signal)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        if _state.reason:
            _speak_again(complaints)
        _state.reason, _state.deferred = None, False


def stop_after(seconds: float) -> None:
    """Raise `Stopped` once so many seconds have passed."""
    signal.setitimer(signal.ITIMER_REAL, seconds, GRACE)


def settle() -> None:
    """The work is over, or a stop was caught: time does not matter now, and who asks again ends the process at once."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number in BY_PEOPLE:
        if signal.getsignal(number) is _on_signal:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def shielded() -> Iterator[None]:
    """Put a stop off until the end of what belongs together; a second one, `GRACE` later, is not put off."""
    before, _state.shielded = _state.shielded, True
    try:
        yield
    finally:
        _state.shielded = before
    _catch_up()


@contextmanager
def exposed() -> Iterator[None]:
    """The part within `shielded` that may be stopped."""
    before, _state.shielded = _state.shielded, False
    try:
        _catch_up()
        yield
    finally:
        _state.shielded = before


def _on_signal(number: int, _: FrameType | None) -> None:
    if _state.reason is None:
        _state.reason = "timeout" if number == signal.SIGALRM else "interrupted"
        signal.setitimer(signal.ITIMER_REAL, GRACE, GRACE)
        _hush()
    if _state.shielded and not _state.deferred:
        _state.deferred = True
        return
    raise Stopped(_state.reason)


def _hush() -> None:
    """What is left half done complains as it goes, in destructors and logs of libraries; nobody need read that."""
    sys.unraisablehook = lambda _: None
    if logging := sys.modules.get("logging"):
        logging.disable()


def _speak_again(complaints: Callable[[sys.UnraisableHookArgs], object]) -> None:
    sys.unraisablehook = complaints
    if logging := sys.modules.get("logging"):
        logging.disable(logging.NOTSET)


def _catch_up() -> None:
    if _state.deferred and _state.reason and not _state.shielded:
        _state.deferred = False
        raise Stopped(_state.reason)
