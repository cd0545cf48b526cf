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
        self._entered: tuple[Listen, str] | None = None
        """The last answer handed over, until its turn is known to have taken it."""
        self._carried = ""
        """An answer whose turn was closed while it was on its way: it answers the next one."""
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
        self._open, self._draft = None, ""
        self._entered = (turn, text.strip())
        now_seconds = self._now_seconds()
        # In one go, so that nothing can come between an answer and its words.
        self._post(SpeechStarted(now_seconds, turn.turn, 0))
        self._post(AnswerEnded(now_seconds, turn.turn, EndReason.END_OF_INPUT, 0, 0, 0.0, 0.0))
        self._post(AnswerHeard(now_seconds, turn.turn, Transcript(text.strip(), "typed", "", "")))
        return True

    def draft(self, text: str) -> None:
        """What stands in the input line, not entered yet: it is kept if the person hangs up now."""
        self._draft = text

    def listen(self, effect: Listen) -> None:
        self._open = effect
        if self._carried:
            carried, self._carried = self._carried, ""
            self.enter(carried)

    def hear(self, effect: Hear) -> None:
        """The words follow the end of the answer by themselves; those of a run before this one are gone."""
        if self._entered is None or self._entered[0].turn != effect.turn:
            self._post(AnswerHeard(self._now_seconds(), effect.turn, Transcript("", "typed", "", "")))

    def stop(self, effect_id: str) -> None:
        if self._open is not None and self._open.id == effect_id:
            self._open = None
        elif self._entered is not None and self._entered[0].id == effect_id:
            self._carried = self._entered[1]

    def finish_answer(self) -> None:
        self.enter(self._draft)

    def close(self) -> None:
        self._open = None
