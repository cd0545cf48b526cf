"""Whether a newly opened output stream has found its pace. Arithmetic only; reads no clock.

A stream may first swallow sound faster than it can be heard (0.8 seconds within 0.04, none of which was ever heard, on
PulseAudio's null sink) or stand still (1.9 seconds there). What is played before it runs evenly is lost or late.
"""

from __future__ import annotations

WINDOW_SECONDS = 0.1
EVEN_WINDOWS = 4
"""So many in a row: a short rush and a short standstill within one window would look even."""
SLOWEST_PACE = 0.5
FASTEST_PACE = 1.5
"""Sound taken per second of time, measured over a window; blocks of up to 30 ms make it uneven by a third."""

AT_LAST_SECONDS = 5.0
"""A device that has not found its pace by then is played to all the same."""


class Settling:
    def __init__(self, rate_hz: int, opened_at_seconds: float) -> None:
        self._rate_hz = rate_hz
        self._opened_at_seconds = opened_at_seconds
        self._window_began_seconds = opened_at_seconds
        self._frames = 0
        self._even_windows = 0
        self.is_settled = False

    def took(self, frames: int, at_seconds: float) -> bool:
        """The stream asks for so many frames now. True once it has settled, for good."""
        if self.is_settled:
            return True
        window_seconds = at_seconds - self._window_began_seconds
        if window_seconds >= WINDOW_SECONDS:
            pace = self._frames / self._rate_hz / window_seconds
            is_even = SLOWEST_PACE <= pace <= FASTEST_PACE and window_seconds < 2 * WINDOW_SECONDS
            self._even_windows = self._even_windows + 1 if is_even else 0
            is_late = at_seconds - self._opened_at_seconds > AT_LAST_SECONDS
            self.is_settled = self._even_windows >= EVEN_WINDOWS or is_late
            self._window_began_seconds, self._frames = at_seconds, 0
        self._frames += frames
        return self.is_settled
