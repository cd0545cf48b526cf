"""Turns to what is scored: the turns about one thing are one exchange, and what counts of its takes is one Answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from simulator.interview.events import Part, Stretch, Transcript
from simulator.review.model import Take, Turn
from simulator.review.talk import seconds_to_first_word
from simulator.scoring.answer import Answer, Utterance
from simulator.scoring.doubt import doubtful_spans

_BEGINS_ANEW = (Part.MAIN, Part.SAY, Part.HANDOVER)
EARLIER_TRY = "an earlier try"


def grouped(turns: Sequence[Turn], sections_to_ask_in: Collection[int] = ()) -> list[list[Turn]]:
    """The turns of each exchange: a main prompt with its nudges, repeats, probes and tries; or a line said.

    `sections_to_ask_in`: sections in which the person asks; all of it is one exchange.
    """
    groups: list[list[Turn]] = []
    for turn in turns:
        last = groups[-1][-1] if groups else None
        goes_on = last is not None and turn.section_index == last.section_index in sections_to_ask_in
        if last is None or (turn.part in _BEGINS_ANEW and not goes_on):
            groups.append([])
        groups[-1].append(turn)
    return groups


def tries(turns: Sequence[Turn]) -> list[list[Turn]]:
    """An exchange cut where the person tried again; one piece where nobody did."""
    pieces: list[list[Turn]] = [[]]
    for turn in turns:
        if turn.part is Part.AGAIN:
            pieces.append([])
        pieces[-1].append(turn)
    return pieces


def set_aside(turns: Sequence[Turn]) -> list[Turn]:
    """The turns of a try before the last: what was said is kept, and does not count."""
    return [
        replace(turn, take=replace(turn.take, aside=EARLIER_TRY)) if turn.take and not turn.take.aside else turn
        for turn in turns
    ]


@dataclass(frozen=True)
class Joined:
    """The turns again, each take with its place in the answer, and the answer."""

    turns: tuple[Turn, ...]
    answer: Answer


def joined(turns: Sequence[Turn], names: Mapping[str, str], heard_as: tuple[str, ...] = ()) -> Joined:
    """One Answer of all takes that count, oldest first.

    What was said after a probe or a follow-up can add ideas but does not lengthen the answer.
    """
    utterances: list[Utterance] = []
    placed: list[Turn] = []
    length = 0
    for turn in turns:
        of_take = _utterances(turn)
        if of_take and turn.take is not None:
            turn = replace(turn, take=replace(turn.take, text_start=length))
            length += sum(len(utterance.text) + 1 for utterance in of_take)
        utterances += of_take
        placed.append(turn)
    takes = [turn.take for turn in turns if turn.take is not None and not turn.take.aside]
    speech = [take.speech_seconds for take in takes if take.speech_seconds is not None]
    longest = [take.longest_pause_seconds for take in takes if take.longest_pause_seconds is not None]
    return Joined(
        tuple(placed),
        Answer(
            tuple(utterances),
            names,
            speech_seconds=sum(speech) if speech else None,
            longest_pause_seconds=max(longest, default=None),
            pauses_seconds=_pauses([take for take in takes if take.speech_seconds is not None]),
            filled_pauses=sum(take.filled_pauses for take in takes),
            seconds_to_first_word=seconds_to_first_word(turns),
            heard_as=heard_as,
        ),
    )


def _pauses(takes: Sequence[Take]) -> tuple[float, ...] | None:
    """Of all takes with sound; None where those of one are not known, or there is no sound."""
    known = [take.pauses_seconds for take in takes if take.pauses_seconds is not None]
    return tuple(seconds for pauses in known for seconds in pauses) if known and len(known) == len(takes) else None


def _utterances(turn: Turn) -> list[Utterance]:
    """A stretch of sound each, so that what is quoted can be found again by ear; typed words are one."""
    take = turn.take
    if take is None or take.transcript is None or take.aside:
        return []
    after_probe = turn.answers_to in (Part.PROBE, Part.FOLLOW_UP)
    stretches = [stretch for stretch in take.transcript.stretches if stretch.text.strip()]
    if stretches and take.start_seconds is not None:
        return [
            Utterance(
                stretch.text.strip(),
                stretch.start_seconds,
                stretch.end_seconds,
                after_probe,
                _doubtful(stretch, take.heard_again) if take.transcript is take.heard_at_once else (),
            )
            for stretch in stretches
        ]
    text = take.transcript.text.strip()
    return [Utterance(text, take.start_seconds, take.end_seconds, after_probe)] if text else []


def _doubtful(stretch: Stretch, heard_again: Transcript | None) -> tuple[tuple[int, int], ...]:
    """Where a second cut of the very same sound heard otherwise."""
    for again in heard_again.stretches if heard_again else ():
        if (again.start_seconds, again.end_seconds) == (stretch.start_seconds, stretch.end_seconds):
            return doubtful_spans(stretch.text.strip(), again.text)
    return ()


def words_in_answer(take: Take, answer: Answer) -> str:
    """The take's words as they stand in `answer.text`, from `take.text_start` on."""
    if take.text_start is None:
        return take.text
    following = answer.text[take.text_start :]
    return following[: _length_of(take)]


def _length_of(take: Take) -> int:
    assert take.transcript is not None
    stretches = [stretch.text.strip() for stretch in take.transcript.stretches if stretch.text.strip()]
    if stretches and take.start_seconds is not None:
        return len("\n".join(stretches))
    return len(take.transcript.text.strip())
