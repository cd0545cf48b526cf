"""Who and what the words of a sentence name: the people and places that framing watches over, and everything else.

Never looks at tone. Word classes come from rubrics/framing.yaml; full stops are trusted little, commas less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from simulator.scoring.framing_patterns import Sentence
from simulator.scoring.framing_rules import FramingRules
from simulator.scoring.phrases import find_phrases

OTHER = "other"
SPEAKER = "speaker"
PRONOUN = "pronoun"
RELATIVE = "relative"
NOBODY_NAMED = ""
"""A subject that names nobody: "there was", "you had to"."""

_LONGEST_NAMING = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """Words [first, last] name `who`: a target's id, or one of the words above."""

    who: str
    first: int
    last: int
    is_subject: bool
    is_person: bool = False
    is_plural: bool = False
    is_predicate: bool = False
    """Only says what somebody is ("he was a legend")."""
    is_bare: bool = False
    """Without a determiner, as names are."""


class Namer:
    """The word classes of the rules, made ready."""

    def __init__(self, rules: FramingRules) -> None:
        kinds = rules.kinds
        self._determiners = frozenset(kinds["determiner"])
        self._others_possessive = frozenset(kinds["possessive_of_others"])
        self._breaks = frozenset(kinds["naming_ends"])
        self._boundaries = frozenset(kinds["clause_begins_after"])
        self.prepositions = frozenset(kinds["preposition"])
        self.verbs = frozenset(kinds["auxiliary"])
        self.gerunds = frozenset(kinds["gerund_of_work"])
        self._being = frozenset(kinds["being"])
        self._quantities = frozenset(kinds["quantity"])
        self._people = frozenset(kinds["other_people"])
        self._persons_things = frozenset(kinds["thing_of_a_person"])
        self._own_things = frozenset(kinds["thing_of_ones_own"])
        self._pronouns = frozenset(kinds["pronoun"])
        self._objects = frozenset(kinds["object_pronoun"])
        self._indefinite = frozenset(kinds["nobody_named"])
        self._relatives = frozenset(kinds["relative"])
        self._speaker = frozenset(kinds["speaker"])
        self._needs_determiner = frozenset(kinds["needs_determiner"])
        self._technical = frozenset(kinds["technical_before_a_target"])
        self._of_other_people = self._people | {f"{word}s" for word in self._people}
        self._technical_after = frozenset(kinds["technical_after_a_target"])
        self._serving = frozenset(kinds["serving"])
        self._he_or_she = frozenset(kinds["he_or_she"])
        self._not_ours = frozenset(kinds["determiner_of_others"])
        self._target_of: Mapping[str, str] = {noun: target.id for target in rules.targets for noun in target.nouns}
        self._nouns = tuple(self._target_of)

    def mentions(self, sentence: Sentence, raw_possessive: Sequence[bool]) -> list[Mention]:
        """Everything named, in order. `raw_possessive[n]`: word n ends in 's."""
        return list(_Reading(self, sentence, raw_possessive).read())


@dataclass(slots=True)
class _Noun:
    first: int
    last: int
    target: str


class _Reading:
    def __init__(self, namer: Namer, sentence: Sentence, possessive: Sequence[bool]) -> None:
        self.n = namer
        self.s = sentence
        self.texts = [word.text for word in sentence.words]
        self.possessive = possessive
        found = find_phrases(sentence.words, namer._nouns)
        self.nouns = {one.first: _Noun(one.first, one.last, namer._target_of[one.phrase]) for one in found}

    def read(self) -> Iterator[Mention]:
        at = 0
        while at < len(self.texts):
            mention = self._mention_at(at)
            if mention is None:
                at += 1
                continue
            yield mention
            at = mention.last + 1

    def _mention_at(self, at: int) -> Mention | None:
        text = self.texts[at]
        if self.s.coloured[at] and at not in self.nouns:
            return None
        if text in self.n._speaker:
            return Mention(SPEAKER, at, at, text == "i")
        if at in self.nouns and self._is_bare_noun(at):
            return self._named(at, self.nouns[at], is_bare=True)
        if text == "there" and not self._verb_follows(at):
            return None
        if text in self.n._pronouns or text in self.n._objects:
            if text in self.n._others_possessive and self._follows(at):
                return self._of_others(at)
            is_object = text not in self.n._pronouns or (text == "it" and at > 0 and self._is_governed(at - 1))
            return Mention(PRONOUN, at, at, not is_object or self._is_gerund_subject(at))
        if text in self.n._relatives:
            return Mention(RELATIVE, at, at, True)
        if text in self.n._indefinite and not (text in self.n._determiners and self._follows(at)):
            return Mention(NOBODY_NAMED, at, at, True)
        if text in self.n._others_possessive:
            return self._of_others(at)
        if text in self.n._determiners:
            return self._after_determiner(at)
        if self._begins_clause(at) and text not in self.n._breaks and self._verb_follows(at):
            return Mention(OTHER, at, at, True, text in self.n._people, text.endswith("s"), is_bare=True)
        return None

    def _is_governed(self, before: int) -> bool:
        return self.texts[before].endswith("ing") or self.texts[before] in self.n.prepositions

    def _is_bare_noun(self, at: int) -> bool:
        noun = self.nouns[at]
        if self.texts[noun.last] in self.n._needs_determiner and noun.first == noun.last:
            return False
        return noun.target == "colleague" or not (at and self.texts[at - 1] in self.n._technical)

    def _follows(self, at: int) -> bool:
        """Whether a noun may follow (for "her", which also stands alone)."""
        return at + 1 < len(self.texts) and not self.s.begins[at + 1] and self.texts[at + 1] not in self.n._breaks

    def _of_others(self, at: int) -> Mention:
        """ "His attitude" speaks of him, "her boss" of somebody else."""
        run = self._run(at)
        things = [place for place in run if self.texts[place] in self.n._persons_things]
        last = things[0] if things else (run[0] if run else at)
        return Mention(PRONOUN if things else OTHER, at, last, self._stands_as_subject(at, last), bool(run))

    def _after_determiner(self, at: int) -> Mention | None:
        run = self._run(at)
        if not run:
            return None
        if self.texts[at] in ("my", "our") or (at and self.texts[at - 1] == "of"):
            own = [place for place in run[:3] if self.texts[place] in self.n._own_things]
            if own and self.texts[at] == "my":
                return Mention("self", at, own[0], self._stands_as_subject(at, own[0]))
        noun = next((self.nouns[place] for place in run if place in self.nouns), None)
        if noun is not None and noun.target != "colleague" and self.texts[noun.first - 1] in self.n._technical:
            noun = None
        if noun is None and self.texts[at] in ("the", "this", "that"):
            person = next((place for place in run[:2] if self.texts[place] in self.n._he_or_she), None)
            if person is not None and (self.texts[person] != "one" or person > run[0]):
                return Mention(PRONOUN, person, person, self._stands_as_subject(at, person), True)
        if noun is None or self.texts[at] in self.n._not_ours:
            return self._other(at, run)
        while noun.last + 1 in self.nouns and not self.possessive[noun.last]:
            noun = self.nouns[noun.last + 1]
        of_others = any(
            self.possessive[place] or self.texts[place] in self.n._of_other_people
            for place in range(at + 1, noun.first)
        )
        if self.texts[noun.last] == "of":
            return self._named(at, _Noun(noun.first, run[-1], noun.target))
        follows = noun.last + 1 < len(self.texts) and self.texts[noun.last + 1] in self.n._technical_after
        if of_others or follows:
            return replace(self._other(at, run), last=noun.last)
        return self._named(at, noun)

    def _named(self, at: int, noun: _Noun, *, is_bare: bool = False) -> Mention:
        last, who = noun.last, noun.target
        if who == "colleague" and self._is_worked_for(at):
            who = "manager"
        if self.possessive[last] and last + 1 < len(self.texts) and not self.s.begins[last + 1]:
            thing = next((place for place in self._run(last)[:3] if self.texts[place] in self.n._persons_things), None)
            follower = self.nouns.get(last + 1)
            if thing is not None:
                last = thing
            elif follower is not None:
                last, who = follower.last, follower.target
            elif self._follows(last):
                last, who = last + 1, OTHER
        is_person = who not in ("employer", OTHER)
        is_plural = self.texts[last].endswith("s") or who == "employer"
        return Mention(who, at, last, self._stands_as_subject(at, last), is_person, is_plural, is_bare=is_bare)

    def _is_worked_for(self, at: int) -> bool:
        """ "I reported to a guy": he leads."""
        preposition = self._before(at)
        if preposition is None or self.texts[preposition] not in ("to", "for", "under"):
            return False
        verb = self._before(preposition)
        return verb is not None and self.texts[verb] in self.n._serving

    def _other(self, at: int, run: Sequence[int]) -> Mention:
        people = [place for place in run if self.texts[place] in self.n._people]
        last = people[0] if people else run[0] if self._verb_follows(run[0]) else run[-1]
        is_plural = any(self.texts[place].endswith("s") and not self.texts[place].endswith("ss") for place in run[:2])
        before = self._before(at)
        is_predicate = before is not None and self.texts[before] in self.n._being
        return Mention(OTHER, at, last, self._stands_as_subject(at, last), bool(people), is_plural, is_predicate)

    def _run(self, at: int) -> list[int]:
        """The words after `at` that may belong to what is named."""
        run: list[int] = []
        place = at + 1
        while place < len(self.texts) and not self.s.begins[place] and len(run) < _LONGEST_NAMING:
            if self.texts[place] in self.n._breaks and place not in self.nouns:
                break
            run.append(place)
            place += 1
        return run

    # ---- what stands around it ------------------------------------------------------------------------------

    def _before(self, at: int) -> int | None:
        """The word before that does more than colour; None where the sentence begins."""
        while at > 0 and not self.s.begins[at]:
            at -= 1
            if not self.s.coloured[at]:
                return at
        return None

    def _begins_clause(self, at: int) -> bool:
        before = self._before(at)
        return before is None or self.texts[before] in self.n._boundaries

    def _stands_as_subject(self, first: int, last: int) -> bool:
        before = self._before(first)
        if before is None or self.texts[before] in self.n._boundaries:
            return True
        if self.texts[before] == "of":
            quantity = self._before(before)
            if quantity is not None and self.texts[quantity] in self.n._quantities:
                return self._stands_as_subject(quantity, last)
        if self.texts[before] in self.n.prepositions:
            return self._is_gerund_subject(first)
        return self._verb_follows(last)

    def _is_gerund_subject(self, at: int) -> bool:
        """ "Working for him was": what is said is said of him."""
        preposition = self._before(at)
        if preposition is None or self.texts[preposition] not in self.n.prepositions:
            return False
        gerund = self._before(preposition)
        return gerund is not None and self.texts[gerund] in self.n.gerunds

    def _verb_follows(self, last: int) -> bool:
        at = last + 1
        while at < len(self.texts) and self.s.coloured[at]:
            at += 1
        return at < len(self.texts) and self.texts[at] in self.n.verbs


# ---- who a pronoun stands for -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Memory:
    """What was named last, for the pronouns of what follows."""

    person: str | None = None
    plural: str | None = None
    thing: str | None = None

    def after(self, mention: Mention) -> Memory:
        if mention.who in (SPEAKER, PRONOUN, RELATIVE, NOBODY_NAMED, "self") or mention.is_predicate:
            return self
        memory = self
        if mention.is_person:
            memory = replace(memory, person=mention.who, plural=mention.who)
        elif mention.is_plural:
            memory = replace(memory, plural=mention.who)
        return memory if mention.is_person else replace(memory, thing=mention.who)

    def stands_for(self, pronoun: str) -> str:
        """The target meant, or `OTHER`. A "he" whom nobody introduced had a say; a "they" is the place."""
        if pronoun == "it":
            return self.thing or NOBODY_NAMED
        if pronoun in ("they", "them", "their", "those", "these"):
            return self.plural or "employer"
        return self.person or "manager"
