"""Fillers: those told from words, beside saying always "filler"; and those told from sound, beside what was written.

Words: each "like", "so", "well", "um" and "uh" of tagged talk, tag UH (interjection or filler) against any other use.
A document's utterances are joined to one text as a transcript would be, and read by the rules of rubrics/delivery.yaml;
once with the punctuation as given, once with all punctuation and capitals taken away, which no recogniser does but
shows how much rests on it. The rules were written on every second document in the order of the names ("written on");
the others were looked at for a second round (docs/delivery.md says what came of it), so neither half is unseen now.
Brackets are 95 % intervals over resampled documents.

Sound: "um", "uh" and the like that people wrote down for each clip, those that the recogniser's transcript holds, and
those found in the waveform alone. What is told is the greater of the two; told beyond the written is wrong. Machine
voices read the same texts without fillers: there, every one told is wrong.

    python -m benchmarks.fillers [--tagged FILE] [--speech FOLDER] [--no-sound] [--no-transcripts] [--json]

FILE holds lines {"document", "tokens", "tags"}; FOLDER holds NAME.flac beside NAME.txt. The defaults lie in
../shared/data beside the checkout. What is absent is left out, and said.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks.wer import SPEECH, clips_in, machine
from simulator.content.library import Library
from simulator.listening.files import read_sound
from simulator.listening.filled_pauses import filled_pauses
from simulator.listening.moonshine import MoonshineTranscriber
from simulator.ports import Transcriber
from simulator.scoring.delivery_rules import DeliveryRules
from simulator.scoring.fillers import fillers_in

TAGGED = SPEECH.parent / "fillers" / "spoken-english.jsonl"
WORDS = ("like", "so", "well", "um", "uh")
FILLER_TAG = "UH"
RESAMPLES = 1000
MACHINE = "machine"
"""The group of the machine voices; their transcripts are not made."""
FLITE_VOICES = ("slt", "rms", "awb", "kal16")

_NO_SPACE_BEFORE = re.compile(r"[,.;:?!…)\]]+|\.{2,}|n['’]t|['’]\w*")
_HALF_WORDS = {("gon", "na"), ("wan", "na"), ("got", "ta")}


# ---- from words --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """Confusions of one word: filler or not by hand, told as one or not."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    rest: int = 0

    def __add__(self, other: Table) -> Table:
        return Table(
            self.hits + other.hits, self.false + other.false, self.missed + other.missed, self.rest + other.rest
        )

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false) if self.hits + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        whole = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / whole if whole else 0.0

    @property
    def always(self) -> Table:
        """What saying always "filler" gives."""
        return Table(self.hits + self.missed, self.false + self.rest, 0, 0)


Tables = dict[str, Table]
"""By word."""


@dataclass(frozen=True)
class Document:
    name: str
    tokens: tuple[str, ...]
    tags: tuple[str, ...]


def documents_in(file: Path) -> list[Document]:
    """In the order of their names."""
    tokens: dict[str, list[str]] = defaultdict(list)
    tags: dict[str, list[str]] = defaultdict(list)
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            given = json.loads(line)
            tokens[given["document"]] += given["tokens"]
            tags[given["document"]] += given["tags"]
    return [Document(name, tuple(tokens[name]), tuple(tags[name])) for name in sorted(tokens)]


def joined(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """The tokens as a text, and where each begins in it."""
    text, places, before = "", [], ""
    for token in tokens:
        is_glued = _NO_SPACE_BEFORE.fullmatch(token) or (before.lower(), token.lower()) in _HALF_WORDS
        if text and not is_glued and "-" not in (token, before):
            text += " "
        places.append(len(text))
        text += token
        before = token
    return text, places


def bare(document: Document) -> Document:
    """Without punctuation and capitals."""
    kept = [(token.lower(), tag) for token, tag in zip(document.tokens, document.tags, strict=True) if _is_word(token)]
    return Document(document.name, tuple(token for token, _ in kept), tuple(tag for _, tag in kept))


def _is_word(token: str) -> bool:
    return any(character.isalnum() for character in token)


def tables_of(document: Document, rules: DeliveryRules) -> Tables:
    text, places = joined(document.tokens)
    told = {filler.start for filler in fillers_in(text, rules)}
    counts: Counter[tuple[str, bool, bool]] = Counter()
    for token, tag, place in zip(document.tokens, document.tags, places, strict=True):
        counts[token.lower(), tag == FILLER_TAG, place in told] += 1
    return {
        word: Table(
            counts[word, True, True], counts[word, False, True], counts[word, True, False], counts[word, False, False]
        )
        for word in WORDS
    }


def together(each: Iterable[Tables]) -> Tables:
    found = dict.fromkeys(WORDS, Table())
    for tables in each:
        found = {word: found[word] + tables[word] for word in WORDS}
    return found


def interval(each: Sequence[Tables], word: str) -> tuple[float, float]:
    """95 % of F1 over documents drawn with replacement."""
    drawn = random.Random(4)
    f1 = sorted(
        sum((tables[word] for tables in drawn.choices(each, k=len(each))), Table()).f1 for _ in range(RESAMPLES)
    )
    return f1[round(0.025 * RESAMPLES)], f1[round(0.975 * RESAMPLES) - 1]


HEAD = "word      n  filler  hits  false  missed  rest  precision  recall     F1  [   95 %   ]  always filler: F1"


def word_lines(title: str, each: Sequence[Tables]) -> list[str]:
    lines = [f"{title}, {len(each)} documents", HEAD]
    for word, table in together(each).items():
        low, high = interval(each, word)
        count = table.hits + table.false + table.missed + table.rest
        lines.append(
            f"{word:5} {count:5} {table.hits + table.missed:7} {table.hits:5} {table.false:6} {table.missed:7} "
            f"{table.rest:5} {table.precision:10.3f} {table.recall:7.3f} {table.f1:6.3f}  [{low:.2f}, {high:.2f}]"
            f"{table.always.f1:20.3f}"
        )
    return lines


def measure_words(file: Path, rules: DeliveryRules) -> dict[str, list[Tables]]:
    """By title, the tables of each document."""
    documents = documents_in(file)
    given = [tables_of(document, rules) for document in documents]
    return {
        "all": given,
        "written on (every second document)": given[::2],
        "the other documents": given[1::2],
        "all, without punctuation or capitals": [tables_of(bare(document), rules) for document in documents],
    }


# ---- from sound --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SoundRow:
    """Clips of one group. `told` is what a person would be shown: the greater of the two for each clip."""

    group: str
    clips: int
    seconds: float
    written: int
    in_transcripts: int | None
    by_sound: int
    told: int
    beyond_the_written: int


@dataclass(frozen=True)
class _Spoken:
    group: str
    sound: Path
    written: int


def measure_sound(folder: Path, rules: DeliveryRules, with_transcripts: bool) -> list[SoundRow]:
    engine = MoonshineTranscriber() if with_transcripts else None
    clips = clips_in(folder)
    spoken = [_Spoken(clip.group, clip.sound, _hesitations(clip.words, rules)) for clip in clips]
    with tempfile.TemporaryDirectory() as scratch:
        spoken += _machine_voices([clip.words for clip in clips if clip.group == "notes"], rules, Path(scratch))
        return [
            _row([each for each in spoken if each.group == group], rules, None if group == MACHINE else engine)
            for group in dict.fromkeys(each.group for each in spoken)
        ]


def _row(group: Sequence[_Spoken], rules: DeliveryRules, engine: Transcriber | None) -> SoundRow:
    from simulator.listening.transcribing import transcribe_file

    by_sound, in_transcript, seconds = [], [], 0.0
    for each in group:
        samples = np.concatenate(list(read_sound(each.sound)))
        seconds += len(samples) / 16_000
        by_sound.append(len(filled_pauses(samples)))
        heard = transcribe_file(each.sound, engine).transcript.text if engine else ""
        in_transcript.append(_hesitations(heard, rules))
    told = [max(pair) for pair in zip(by_sound, in_transcript, strict=True)]
    beyond = [max(0, count - each.written) for count, each in zip(told, group, strict=True)]
    return SoundRow(
        group[0].group,
        len(group),
        round(seconds, 1),
        sum(each.written for each in group),
        sum(in_transcript) if engine else None,
        sum(by_sound),
        sum(told),
        sum(beyond),
    )


def _hesitations(text: str, rules: DeliveryRules) -> int:
    return sum(word in rules.fillers for word in re.findall(r"\w+", text.lower()))


def _machine_voices(texts: Sequence[str], rules: DeliveryRules, scratch: Path) -> list[_Spoken]:
    """The notes read by flite without their fillers; none where flite is not installed."""
    flite = shutil.which("flite")
    if flite is None:
        print("flite is not installed: no machine voices.")
        return []
    fillers = "|".join(rules.fillers)
    fluent = [re.sub(rf"\b(?:{fillers})\b,?\s*", "", text, flags=re.IGNORECASE) for text in texts]
    spoken = []
    for number, text in enumerate(fluent):
        voice = FLITE_VOICES[number % len(FLITE_VOICES)]
        file = scratch / f"{number}.wav"
        subprocess.run([flite, "-voice", voice, "-t", text, "-o", str(file)], check=True)
        spoken.append(_Spoken(MACHINE, file, 0))
    return spoken


SOUND_HEAD = "group        clips  seconds  written  in transcripts  by sound  told  beyond the written"


def sound_lines(rows: Sequence[SoundRow]) -> list[str]:
    lines = [SOUND_HEAD]
    for row in rows:
        heard = "-" if row.in_transcripts is None else str(row.in_transcripts)
        lines.append(
            f"{row.group:12} {row.clips:5} {row.seconds:8.1f} {row.written:8} {heard:>15} {row.by_sound:9} "
            f"{row.told:5} {row.beyond_the_written:19}"
        )
    told, beyond = sum(row.told for row in rows), sum(row.beyond_the_written for row in rows)
    written = sum(row.written for row in rows)
    lines.append(f"told {told} of {written} written; right {told - beyond} of {told} told")
    return lines


# ---- together ----------------------------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagged", type=Path, default=TAGGED, help="talk with a part of speech for each token")
    parser.add_argument("--speech", type=Path, default=SPEECH, help="folder with NAME.flac and NAME.txt")
    parser.add_argument("--no-sound", action="store_true", help="only what is told from words")
    parser.add_argument("--no-transcripts", action="store_true", help="do not run the recogniser over the clips")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the tables")
    options = parser.parse_args()
    rules = Library.default().rules().delivery
    words = measure_words(options.tagged, rules) if options.tagged.is_file() else {}
    wants_sound = options.speech.is_dir() and not options.no_sound
    sound = measure_sound(options.speech, rules, not options.no_transcripts) if wants_sound else []
    if options.json:
        tables = {title: {word: asdict(t) for word, t in together(each).items()} for title, each in words.items()}
        print(json.dumps({"machine": machine(), "words": tables, "sound": [asdict(row) for row in sound]}))
        return
    print(f"machine: {machine()}")
    print(f"words:   {options.tagged.name}" if words else f"{options.tagged} is not there: nothing told from words.")
    for title, each in words.items():
        print("\n".join(["", *word_lines(title, each)]))
    print(f"\nsound:   {options.speech.name}" if sound else "\nNo sound was measured.")
    print("\n".join(sound_lines(sound) if sound else []))


if __name__ == "__main__":
    main()
