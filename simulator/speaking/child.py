"""The voice child process: reads requests as JSON lines on stdin, speaks each into a file, answers on stdout.

It must never write anything else to its stdout: pyttsx3 prints there, so the channel is moved away first. Run as
`python -m simulator.speaking.child`; it ends when its stdin does. Requests: {"text", "voice", "rate", "path"} or
{"voices": true}; answers: {"ok": true, ...} or {"ok": false, "fault": "engine" or "file", "reason"}.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from simulator.speaking.voices import VoiceName, choose

BYTES_A_SECOND = 2 * 22_050
"""16-bit mono at espeak's rate, which is also the usual one on macOS and Windows."""

Request = dict[str, Any]
Answer = dict[str, Any]


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal; the parent decides what ends
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    answer = _answer_of_this_system()
    for line in sys.stdin:
        channel.write(json.dumps(answer(json.loads(line))) + "\n")
        channel.flush()


def _answer_of_this_system() -> Callable[[Request], Answer]:
    if sys.platform == "linux":
        _load_espeak()
        return _answer_in_a_fork
    engine = _Engine()
    return engine.answer


def _load_espeak() -> None:
    """espeak-ng and its voices from the wheel, loaded before pyttsx3 looks for the system's."""
    import ctypes

    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    import pyttsx3.drivers.espeak  # noqa: F401  # here, so that every fork has it


def _answer_in_a_fork(request: Request) -> Answer:
    """A fresh engine for each utterance (20 ms), for two reasons: espeak carries noise from one utterance to the next,
    so that the same words come out some milliseconds longer or shorter; and where its voices are missing or damaged
    it ends the process it lives in. The engine starts a thread, so it may only exist on the far side of the fork.
    """
    if sys.platform != "linux":
        raise AssertionError("other systems' engines do not survive a fork")
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _answer_and_exit(request, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        written = pipe.read()
    _, status = os.waitpid(pid, 0)
    if written:
        answer: Answer = json.loads(written)
        return answer
    return _failed("engine", f"the speech engine ended by itself (status {os.waitstatus_to_exitcode(status)})")


def _answer_and_exit(request: Request, writing: int) -> NoReturn:
    """The far side of the fork: leaves without running anything of the process that it is a copy of."""
    try:
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            pipe.write(json.dumps(_Engine().answer(request)))
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


class _Engine:
    """pyttsx3, created once in its process and used in one thread."""

    def __init__(self) -> None:
        import pyttsx3

        self._engine = pyttsx3.init()
        self._errors: list[str] = []
        self._engine.connect("error", lambda name, exception: self._errors.append(str(exception)))
        self.voices = tuple(
            VoiceName(str(voice.id), str(voice.name), tuple(_text(language) for language in voice.languages or ()))
            for voice in self._engine.getProperty("voices")
        )

    def answer(self, request: Request) -> Answer:
        try:
            if request.get("voices"):
                return {"ok": True, "voices": [[voice.id, voice.name, *voice.languages] for voice in self.voices]}
            return self._speak(request)
        except OSError as error:
            return _failed("file", str(error))
        except Exception as error:  # whatever it is, the parent must hear of it
            return _failed("engine", f"{type(error).__name__}: {error}")

    def _speak(self, request: Request) -> Answer:
        path = Path(request["path"])
        _reserve(path, str(request["text"]), int(request["rate"]))
        current = str(self._engine.getProperty("voice") or "")
        voice, is_wanted = choose(str(request["voice"]), self.voices, current, self._engine.driver_name)
        self._set(voice, int(request["rate"]))
        self._engine.save_to_file(request["text"], str(path))
        self._engine.runAndWait()
        self._wait_until_written()
        if self._errors:
            return _failed("engine", "; ".join(self._errors))
        return {"ok": True, "voice": voice, "is_wanted": is_wanted}

    def _set(self, voice: str, rate: int) -> None:
        """Voice and rate, in force when this returns.

        pyttsx3 queues them until the loop runs, and there its own end-of-loop command cancels whatever espeak has not
        yet taken in: on a busy machine 3 in 100 utterances came out at the default rate. Not busy, it sets them now.
        """
        if self._engine.driver_name == "espeak":
            self._engine.proxy.setBusy(False)
        if voice:
            self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", rate)
        self._wait_until_written()

    def _wait_until_written(self) -> None:
        """pyttsx3's loop for espeak returns after 10 ms, finished or not; espeak itself knows."""
        if self._engine.driver_name == "espeak":
            from pyttsx3.drivers import _espeak

            _espeak.Synchronize()


def _reserve(path: Path, text: str, rate: int) -> None:
    """Fill the file with about as much as the speech will take: pyttsx3 waits for ever on a path that it cannot write
    and on a full disk. Raises OSError."""
    path.write_bytes(bytes(round((1.0 + len(text.split()) * 60.0 / rate) * BYTES_A_SECOND)))


def _failed(fault: str, reason: str) -> Answer:
    return {"ok": False, "fault": fault, "reason": reason}


def _text(language: str | bytes) -> str:
    return language.decode("utf-8", "replace") if isinstance(language, bytes) else str(language)


if __name__ == "__main__":
    main()
