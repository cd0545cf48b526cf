"""The session's ear where answers are typed. No sound, no times, no pace."""

from __future__ import annotations

from collections.abc import Callable

from simulator.interview.effects import Hear, Listen
from simulator.interview.events import AnswerEnded, AnswerHeard, EndReason, SpeechStarted, Transcript
from simulator.ports import Post


class TypedEar:
    """An Ear (see simulator.ports) that `enter` hands the words."""

    def __init__(self, post: Post, now_seconds: Callable[[], float]) -> None:
        self._post = post
        self._now_seconds = now_seconds
        self._open: Listen | None = None
        self._written: dict[int, str] = {}
        self._draft = ""

    @property
    def open_turn(self) -> Listen | None:
        return self._open

    @property
    def has_draft(self) -> bool:
        return bool(self._draft.strip())

    def enter(self, text: str) -> bool:
        """The answer to the open turn. False where none is open: nothing was asked, so nothing is taken."""
        turn = self._open
        if turn is None:
            return False
        self._open = None
        self._draft = ""
        self._written[turn.turn] = text.strip()
        now_seconds = self._now_seconds()
        self._post(SpeechStarted(now_seconds, turn.turn, 0))
        self._post(AnswerEnded(now_seconds, turn.turn, EndReason.END_OF_INPUT, 0, 0, 0.0, 0.0))
        return True

    def draft(self, text: str) -> None:
        """What stands in the input line, not entered yet: it is kept if the person hangs up now."""
        self._draft = text

    def listen(self, effect: Listen) -> None:
        self._open = effect

    def hear(self, effect: Hear) -> None:
        text = self._written.get(effect.turn, "")
        self._post(AnswerHeard(self._now_seconds(), effect.turn, Transcript(text, "typed", "", "")))

    def stop(self, effect_id: str) -> None:
        if self._open is not None and self._open.id == effect_id:
            self._open = None

    def finish_answer(self) -> None:
        self.enter(self._draft)

    def close(self) -> None:
        self._open = None
