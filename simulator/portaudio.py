"""The way to PortAudio, for microphone and loudspeaker alike: loaded when first needed, and never at import."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from simulator.errors import DeviceError


def portaudio(instead: str) -> Any:
    """The module sounddevice. Raises DeviceError (MI0211) where the system has no PortAudio; `instead` is what can be
    done without, in a sentence."""
    _keep_alsa_quiet()
    try:
        import sounddevice
    except OSError as error:
        hint = f"Install it (Debian, Ubuntu: sudo apt install libportaudio2), then try again. {instead}"
        raise DeviceError("MI0211", f"The sound library PortAudio is missing ({error}).", hint) from error
    return sounddevice


_quiet_error_callback: Any = None


def _keep_alsa_quiet() -> None:
    """ALSA writes about every device that is not there straight to the terminal, in the middle of a screen."""
    global _quiet_error_callback
    if _quiet_error_callback is not None or not sys.platform.startswith("linux"):
        return
    try:
        # A C function that takes nothing and does nothing: one in Python would swallow a Ctrl-C that comes meanwhile.
        _quiet_error_callback = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p)
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_quiet_error_callback)
    except (OSError, AttributeError):
        return
