"""A phrase of the person's own, taken into their own copy of a rubric. Never writes to what ships, nor half a file.

What stands in the copy, comments and all, stays as it is.
"""

from __future__ import annotations

import io
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.util import load_yaml_guess_indent

from simulator.content.library import Library
from simulator.content.schemas import BehaviourFile, QuestionFile
from simulator.content.validating import nearest
from simulator.content.yaml_file import read_text
from simulator.errors import UsageError
from simulator.scoring.answer import typed
from simulator.scoring.concepts import ConceptsHeard, concepts_heard
from simulator.scoring.heard import common_stems
from simulator.scoring.result import ConceptItem
from simulator.scoring.rubric import Concept, Rubric, RubricKind, Rules
from simulator.scoring.words import words_of

_HOW_TO_MARK = "Mark the few words that say it, as you said them."
_MOST_WORDS = 25
"""Judgement: a long sentence; whoever marks more marks the answer, not the words that say the idea."""


@dataclass(frozen=True)
class Accepted:
    path: Path
    """The person's own copy."""
    is_new_copy: bool
    concept: Concept
    """As it was."""
    phrase: str
    also_says: tuple[str, ...]
    """Other ideas of the rubric that the same words earn."""
    rubric: Rubric
    """As it is now."""


def accept(library: Library, own_folder: Path, rubric_id: str, idea: str, words: str) -> Accepted:
    """Add `words` to the phrasings of an idea, in the person's own copy of the rubric, made in `own_folder` if need be.

    `idea` is its id, or how it is shown. Raises UsageError (MI0101, MI0105, MI0124) and changes nothing then.
    """
    rubric, rules, file = library.rubric(rubric_id), library.rules(), library.rubric_file(rubric_id)
    concept = _concept(rubric, idea)
    phrase = " ".join(words.split()).strip("\"'“”‘’ ")
    _refuse_unfit(phrase, concept, rubric, rules)
    also_says = tuple(item.idea for item in _heard(phrase, rubric, rules).items if item.earned > 0)
    is_new = not library.is_own(file)
    path = _own_path(own_folder, rubric) if is_new else file
    text = with_phrase(read_text(file), rubric, concept, phrase)
    library.reader.read(text, str(path), QuestionFile if rubric.kind is RubricKind.QUESTION else BehaviourFile)
    _write(path, text)
    return Accepted(path, is_new, concept, phrase, also_says, library.rubric(path))


def _own_path(own_folder: Path, rubric: Rubric) -> Path:
    return own_folder / ("questions" if rubric.kind is RubricKind.QUESTION else "rubrics") / f"{rubric.id}.yaml"


def _concept(rubric: Rubric, idea: str) -> Concept:
    known = {concept.id: concept for concept in rubric.concepts} | {each.idea: each for each in rubric.concepts}
    for spelling in (idea, idea.strip().lower().replace("-", "_").replace(" ", "_")):
        if spelling in known:
            return known[spelling]
    near = nearest(idea, [concept.id for concept in rubric.concepts])
    hint = f"Did you mean '{near}'?" if near else f"It has: {', '.join(concept.id for concept in rubric.concepts)}."
    raise UsageError("MI0101", f"The rubric '{rubric.id}' has no idea called '{idea}'.", hint)


def _refuse_unfit(phrase: str, concept: Concept, rubric: Rubric, rules: Rules) -> None:
    """Raises UsageError where the phrase would say nothing, or says what is earned or known to be untrue already."""
    words = words_of(phrase)
    if not words:
        raise _refusal("There are no words in it.")
    if any(letter in phrase for letter in "{}"):
        raise _refusal("Braces stand for places in a rubric, and are not said.")
    if len(words) > _MOST_WORDS:
        raise _refusal(f"“{phrase[:40]}…” has {len(words)} words; {_MOST_WORDS} are the most.")
    says_nothing = common_stems(rules.common_words) | {word.stem for word in words_of(rubric.asked)}
    if all(word.stem in says_nothing for word in words):
        raise _refusal(f"“{phrase}” stands in almost any answer to this question.")
    heard = _heard(phrase, rubric, rules)
    if heard.wrong:
        instead = heard.wrong[0].misconception.instead
        raise UsageError("MI0124", f"“{phrase}” is what this rubric knows as a misconception.", instead)
    item = _item(heard, concept)
    if item.earned >= 1 and not item.doubtful:
        raise UsageError("MI0124", f"“{phrase}” earns this idea already ({item.rule}).", "There is nothing to add.")
    with_it = replace(concept, phrasings=(*concept.phrasings, phrase))
    others = (with_it if each.id == concept.id else each for each in rubric.concepts)
    if _item(_heard(phrase, replace(rubric, concepts=tuple(others)), rules), concept).earned == 0:
        raise _refusal(f"“{phrase}” would not be found again: it is denied, or told as what others say.")


def _refusal(why: str) -> UsageError:
    return UsageError("MI0124", f"These words cannot be accepted. {why}", _HOW_TO_MARK)


def _heard(phrase: str, rubric: Rubric, rules: Rules) -> ConceptsHeard:
    return concepts_heard(rubric, rules, typed(phrase))


def _item(heard: ConceptsHeard, concept: Concept) -> ConceptItem:
    return next(item for item in heard.items if item.id == concept.id)


# ---- the file ----------------------------------------------------------------------------------------------------


def with_phrase(text: str, rubric: Rubric, concept: Concept, phrase: str) -> str:
    """The text of a rubric file with one phrasing more; everything else, and every comment, as it was."""
    _, indent, offset = load_yaml_guess_indent(text)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=indent or 2, offset=offset or 0)
    file: Any = yaml.load(text)
    written = next((each for each in file["concepts"] if each.get("id") == concept.id), None)
    if written is None:
        message = f"The idea '{concept.id}' comes to '{rubric.id}' from another rubric."
        raise UsageError("MI0124", message, "Accept the words in that rubric.")
    if "phrasings" not in written:
        raise UsageError("MI0124", f"The idea '{concept.id}' is not told by its words.", "No phrase can earn it.")
    if not isinstance(written["phrasings"], CommentedSeq):
        written["phrasings"] = [written["phrasings"]]
    _append(written["phrasings"], phrase)
    out = io.StringIO()
    yaml.dump(file, out)
    return out.getvalue()


def _append(phrasings: Any, phrase: str) -> None:
    """As the last one; a comment that stood after the last one stands after this one, where it still belongs to what
    follows it."""
    last = len(phrasings) - 1
    phrasings.append(phrase)
    comments = getattr(getattr(phrasings, "ca", None), "items", {})
    if last in comments and comments[last][0] is not None and comments[last][0].value.startswith("\n"):
        comments[last + 1] = comments.pop(last)


def _write(path: Path, text: str) -> None:
    """All of it or nothing: beside it first, then in its place."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, beside = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=".new", dir=path.parent)
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError("MI0105", f"{path} cannot be written: {reason}.", "Nothing was changed.") from error
