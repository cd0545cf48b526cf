"""What an answer says ill of somebody, sentence by sentence: turns of phrase, and whom each is said of.

Never judges whether it is deserved, and never lets a flagged sentence decide what a later pronoun excuses, so that
leaving one out cannot make another one worse.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from simulator.scoring.framing_mentions import (
    NOBODY_NAMED,
    OTHER,
    PRONOUN,
    RELATIVE,
    SPEAKER,
    Memory,
    Mention,
    Namer,
)
from simulator.scoring.framing_patterns import Match, Patterns, Sentence
from simulator.scoring.framing_rules import FramingComplaint, FramingRules
from simulator.scoring.phrases import find_phrases
from simulator.scoring.tone import valence_of
from simulator.scoring.words import Word, stem_of

_MOST_COLOURED_WORDS = 8
"""Words in a row that are passed over; keeps the time linear."""
_TARGETS = frozenset(("manager", "employer", "colleague", "self"))
_TONE = FramingComplaint("tone", (), of=("manager", "employer", "colleague"), describes=True)
"""Words that only the tone lexicon knows."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words [first, last] speak ill of the target."""

    target: str
    complaint: FramingComplaint
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Ill:
    """Negative words [first, last], before it is known who is meant."""

    complaint: FramingComplaint
    first: int
    last: int
    anchor: int


class Reader:
    """The rules made ready; reading takes time in proportion to the words."""

    def __init__(self, rules: FramingRules) -> None:
        self.rules = rules
        kinds = rules.kinds
        every = [(complaint, pattern) for complaint in rules.complaints for pattern in complaint.patterns]
        self._complaints = [complaint for complaint, _ in every]
        self._patterns = Patterns([pattern for _, pattern in every], kinds)
        self._denials = Patterns(rules.denials, kinds)
        self._reports = Patterns(rules.reports, kinds)
        self._agreements = Patterns(rules.agreements, kinds)
        self._turns = Patterns(rules.turning_words, kinds)
        self._namer = Namer(rules)
        self._colours = kinds["colours"]
        self._breaks = frozenset(kinds["clause_break"])
        self._negations = frozenset(kinds["negation"])
        self._not_negations = tuple(kinds["not_a_negation"])
        self._auxiliaries = frozenset(kinds["true_auxiliary"])
        self._being = frozenset(kinds["being"])
        self._ends = frozenset(kinds["naming_ends"])
        self._persons_things = frozenset(kinds["thing_of_a_person"])
        self._persons = frozenset(kinds["person_word"])
        self._neutral = frozenset(stem_of(word) for word in kinds["neutral_tone"])
        self._benign = Patterns(["<good_never_to_do>"], kinds)
        self._present = frozenset(kinds["present_tense"])
        self._context = frozenset(kinds["speaks_of_work"])
        self._soft = frozenset(kinds["soft_noun"])
        self._pointed_at = frozenset(kinds["thing_pointed_at"])
        self._but = frozenset(kinds["but"])

    def sentence(self, words: Sequence[Word], begins: Sequence[bool]) -> Sentence:
        coloured = [False] * len(words)
        for found in find_phrases(words, self._colours):
            coloured[found.first : found.last + 1] = [True] * (found.last + 1 - found.first)
        run = 0
        for at, is_coloured in enumerate(coloured):
            run = run + 1 if is_coloured else 0
            coloured[at] = 0 < run <= _MOST_COLOURED_WORDS
            run %= _MOST_COLOURED_WORDS + 1
        return Sentence(words, coloured, begins, [word.text in self._breaks for word in words])

    def read(
        self, words: Sequence[Word], text: str, numbers: Sequence[int], doubted: Sequence[bool]
    ) -> tuple[list[Statement], set[int]]:
        """Statements in order, none overlapping, and the numbers of all sentences that may speak ill.

        `words` are words of `text`, `numbers` those of their sentences; what rests on a `doubted` word is no statement.
        """
        statements: list[Statement] = []
        flagged: set[int] = set()
        memory = Memory()
        passed: list[_OneSentence] = []
        at = 0
        while at < len(words):
            end = at
            while end < len(words) and numbers[end] == numbers[at]:
                end += 1
            sentence = _OneSentence(self, words[at:end], text)
            passed.append(sentence)
            if sentence.may_be_ill:
                for earlier in passed[:-1]:
                    memory = earlier.memory_after(memory, False)
                found = sentence.read(memory)
                memory = sentence.memory_after(memory, bool(found))
                passed.clear()
                if found:
                    flagged.add(numbers[at])
                certain = [one for one in found if not any(doubted[at + one.first : at + one.last + 1])]
                statements += [
                    Statement(one.target, one.complaint, one.first + at, one.last + at)
                    for one in _merged(certain, self.rules)
                ]
            at = end
        return statements, flagged


class _OneSentence:
    """What is costly to know is found out only where it is asked for: most sentences hold nothing negative."""

    def __init__(self, reader: Reader, words: Sequence[Word], text: str) -> None:
        self.r = reader
        self.words = words
        self.text = text
        self.s = reader.sentence(words, [at == 0 for at in range(len(words))])
        self.matches = list(reader._patterns.find(self.s))
        self.toned = [at for at, word in enumerate(words) if valence_of(word.text) <= reader.rules.tone_from]
        self.before = Memory()

    @property
    def may_be_ill(self) -> bool:
        return bool(self.matches or self.toned)

    def read(self, memory: Memory) -> list[Statement]:
        """What is said ill of targets, after a `memory` of who was named before; may overlap."""
        self.before = memory
        return [said for ill in self._ills() if (said := self._statement(ill)) is not None]

    def memory_after(self, memory: Memory, is_flagged: bool) -> Memory:
        """Of a flagged sentence only who was spoken of is remembered, not what might excuse a later one."""
        for mention in self.mentions:
            if not is_flagged or mention.who in _TARGETS:
                memory = memory.after(mention)
        return memory

    @cached_property
    def mentions(self) -> list[Mention]:
        texts = [self.text[word.start : word.end].casefold() for word in self.words]
        possessive = [
            text.endswith(("'s", "’s")) and word.text != "is" for text, word in zip(texts, self.words, strict=True)
        ]
        return self.r._namer.mentions(self.s, possessive)

    @cached_property
    def lasts(self) -> list[int]:
        return [mention.last for mention in self.mentions]

    @cached_property
    def technical(self) -> set[int]:
        found = find_phrases(self.words, self.r.rules.technical_terms)
        return {at for one in found for at in range(one.first, one.last + 1)}

    @cached_property
    def not_negations(self) -> set[int]:
        found = find_phrases(self.words, self.r._not_negations)
        return {at for one in found for at in range(one.first, one.last + 1)}

    @cached_property
    def benign(self) -> set[int]:
        return {match.first for match in self.r._benign.find(self.s)}

    @cached_property
    def has_lesson(self) -> bool:
        return any(True for _ in self.r._turns.find(self.s))

    # ---- who is who -----------------------------------------------------------------------------------------

    @cached_property
    def speaks_of_work(self) -> bool:
        """Whether this sentence, or one before, is about somebody's working life."""
        if not {self.before.person, self.before.plural, self.before.thing}.isdisjoint(_TARGETS):
            return True
        if any(word.text in self.r._context for word in self.words):
            return True
        return any(mention.who in _TARGETS and not self._is_soft(mention) for mention in self.mentions)

    def _is_soft(self, mention: Mention) -> bool:
        return self.words[mention.last].text in self.r._soft

    @cached_property
    def who(self) -> list[str]:
        """Of each mention the target's id, or OTHER, SPEAKER, NOBODY_NAMED."""
        memory = self.before
        resolved: list[str] = []
        for at, mention in enumerate(self.mentions):
            who = mention.who
            if who == PRONOUN:
                who = memory.stands_for(self.words[mention.first].text)
            elif who == RELATIVE:
                near = at > 0 and self.mentions[at - 1].last >= mention.first - 6
                who = resolved[-1] if near else NOBODY_NAMED
            else:
                memory = memory.after(mention)
            resolved.append(who)
        return resolved

    def _subject(self, before: int) -> int | None:
        """Which mention the words at `before` are said of."""
        for at in range(bisect_left(self.lasts, before) - 1, -1, -1):
            mention = self.mentions[at]
            if before - mention.last > self.r.rules.subject_reaches_words:
                return None
            if mention.is_subject:
                return at
            if self._runs_into(mention, before):
                return at - 1 if at > 0 and self._governs(self.mentions[at - 1], mention) else at
        return None

    def _related(self, subject: int | None, before: int) -> int | None:
        """ "The analyst (that) I worked with was": what follows is said of the analyst."""
        if subject is None or subject == 0 or self.mentions[subject].who not in (SPEAKER, NOBODY_NAMED, PRONOUN):
            return subject
        here, earlier = self.mentions[subject], self.mentions[subject - 1]
        gap = [self.words[at].text for at in range(earlier.last + 1, here.first)]
        between = self.text[self.words[earlier.last].end : self.words[here.first].start]
        if earlier.who in (SPEAKER, NOBODY_NAMED, PRONOUN) or gap not in ([], ["that"], ["who"]) or "," in between:
            return subject
        has_verb = False
        for at in range(here.first + 1, before + 1):
            text = self.words[at].text
            if has_verb and text in self.r._namer.verbs:
                return subject - 1
            has_verb = has_verb or (text not in self.r._auxiliaries and not self.s.coloured[at])
        return subject

    def _governs(self, subject: Mention, mention: Mention) -> bool:
        """ "The chair ran the lab (like a king)": the lab is what the chair ran."""
        return subject.is_subject and 0 < mention.first - subject.last - 1 <= 2

    def _runs_into(self, mention: Mention, before: int) -> bool:
        """Whether nothing but colour stands between a name, which no preposition governs, and the words."""
        if mention.first > 0 and self.words[mention.first - 1].text in self.r._namer.prepositions:
            return False
        return all(self.s.coloured[at] for at in range(mention.last + 1, before))

    # ---- negative words -------------------------------------------------------------------------------------

    def _ills(self) -> Iterator[_Ill]:
        covered: set[int] = set()
        for match in self.matches:
            complaint = self.r._complaints[match.pattern]
            if self._counts(match, complaint):
                covered.update(range(match.first, match.last + 1))
                yield _Ill(complaint, match.first, match.last, match.anchor)
        for at in self.toned:
            if at in covered or at in self.technical or self.words[at].stem in self.r._neutral:
                continue
            if self._is_predicate(at) and self._counts(Match(-1, at, at, at), _TONE):
                yield _Ill(_TONE, at, at, at)

    def _counts(self, match: Match, complaint: FramingComplaint) -> bool:
        if any(at in self.technical for at in (match.first, match.last)) and not complaint.always:
            return False
        if complaint.describes and match.first == match.last and self._only_stresses(match.last):
            return False
        if complaint.is_mild and self.has_lesson:
            return False
        if complaint.denies_good and self._denies_ill(match.last):
            return False
        if match.first in self.excused:
            return False
        return complaint.stands_negated or not self._is_negated(match.first)

    def _only_stresses(self, at: int) -> bool:
        """ "Brutally honest", "crazy smart": the word only stresses praise."""
        if at + 1 == len(self.words) or "," in self.text[self.words[at].end : self.words[at + 1].start]:
            return False
        following = self.words[at + 1].text
        return following not in self.r._ends and valence_of(following) > 0

    def _denies_ill(self, last: int) -> bool:
        """Whether what is denied right after word `last` is itself nothing good."""
        denied = self.words[last + 1 : last + 5]
        if not denied or any(valence_of(word.text) < 0 for word in denied):
            return True
        return not self.benign.isdisjoint(range(last + 1, last + 5))

    def _is_negated(self, first: int) -> bool:
        """Whether a negation stands before it, no further back than the subject of its clause."""
        around = self._mention_around(_Ill(_TONE, first, first, first))
        subject = self._subject(first if around is None else self.mentions[around].first)
        begin = 0 if subject is None else self.mentions[subject].first
        taken = 0
        for at in range(first - 1, begin - 1, -1):
            text = self.words[at].text
            if text in self.r._but:
                return False
            if text in self.r._negations and at not in self.not_negations:
                return True
            taken += not self.s.coloured[at]
            if taken > self.r.rules.negation_reaches_words:
                return False
        return False

    @cached_property
    def excused(self) -> set[int]:
        """Words that are denied, wished for, asked, or only reported."""
        reach = self.r.rules.denial_reaches_words
        openings = [*self.r._denials.find(self.s)]
        if not any(True for _ in self.r._agreements.find(self.s)):
            openings += self.r._reports.find(self.s)
        excused: set[int] = set()
        for opening in openings:
            last = opening.last
            while (
                last + 1 < len(self.words)
                and last - opening.first < reach
                and self.words[last + 1].text not in self.r._but
            ):
                last += 1
            excused.update(range(opening.first + 1, last + 1))
        return excused

    # ---- who is meant ---------------------------------------------------------------------------------------

    def _statement(self, ill: _Ill) -> Statement | None:
        complaint = ill.complaint
        if complaint.always:
            is_meant = complaint.is_plain or self.speaks_of_work
            return self._said(complaint.always, ill, None) if is_meant else None
        if complaint.of_what_follows:
            return self._of_what_follows(ill)
        inside = self._mention_around(ill)
        if inside is not None:
            return self._of_mention_around(ill, inside)
        if complaint.describes and self._describes_another(ill):
            return None
        return self._of_subject(ill)

    def _of_subject(self, ill: _Ill) -> Statement | None:
        around = self._mention_around(_Ill(_TONE, ill.anchor, ill.anchor, ill.anchor))
        if around is not None and self.who[around] in ill.complaint.of:
            return self._said(self.who[around], ill, around)
        at = self._related(self._subject(ill.anchor), ill.anchor)
        who = NOBODY_NAMED if at is None else self.who[at]
        if who in ill.complaint.of and at is not None:
            is_unsure = self._is_soft(self.mentions[at]) and not self.speaks_of_work
            return None if is_unsure else self._said(who, ill, at)
        if who == OTHER and at is not None and self.mentions[at].is_bare and "colleague" in ill.complaint.of:
            mention = self.mentions[at]
            is_told = self._is_told(mention.last + 1)
            if is_told and not mention.is_plural and not mention.is_person and not ill.complaint.describes:
                return self._said("colleague", ill, at)
            return None
        if at is not None and self.words[self.mentions[at].first].text in self.r._pointed_at:
            return None
        if not (ill.complaint.is_plain or self.speaks_of_work):
            return None
        if at is not None and not ill.complaint.is_plain and self.words[self.mentions[at].first].text in ("we", "you"):
            return None
        if ill.complaint.otherwise and who != OTHER and not (who == SPEAKER and ill.complaint.spares_speaker):
            return self._said(ill.complaint.otherwise, ill, at)
        return None

    def _is_told(self, at: int) -> bool:
        """Whether the verb at, or right after, word `at` tells of the past, as of a person by name."""
        while at < len(self.words) and self.s.coloured[at]:
            at += 1
        verb = self.words[at].text if at < len(self.words) else ""
        return verb in ("was", "always") or not (verb.endswith("s") or verb in self.r._present)

    def _of_what_follows(self, ill: _Ill) -> Statement | None:
        following = self.words[ill.last + 1].text if ill.last + 1 < len(self.words) else ""
        if following.endswith("ing") and following not in self.r._namer.gerunds:
            return None
        for at in range(bisect_left(self.lasts, ill.first + 1), len(self.mentions)):
            mention, who = self.mentions[at], self.who[at]
            if mention.who in (SPEAKER, RELATIVE, NOBODY_NAMED):
                continue
            if mention.first > ill.last + 3:
                break
            if who in ill.complaint.of:
                return Statement(who, ill.complaint, ill.first, max(ill.last, mention.last))
            return None
        return self._said(ill.complaint.otherwise, ill, None) if ill.complaint.otherwise else None

    def _mention_around(self, ill: _Ill) -> int | None:
        at = bisect_left(self.lasts, ill.last)
        if at == len(self.mentions) or self.mentions[at].first > ill.first:
            return None
        return at if self.mentions[at].first < self.mentions[at].last else None

    def _of_mention_around(self, ill: _Ill, at: int) -> Statement | None:
        """ "My clueless boss"; "a terrible communicator" is said of the subject; "a terrible outage" of nobody."""
        who, mention = self.who[at], self.mentions[at]
        if who in ill.complaint.of:
            whose = self._subject(mention.first)
            is_anothers = whose is not None and self.who[whose] == OTHER and self.mentions[whose].is_person
            return None if is_anothers else self._said(who, ill, at)
        if who == OTHER and (self._is_predicate(mention.first) or not self._describes_another(ill)):
            at_subject = self._subject(mention.first)
            if at_subject is not None and at_subject != at:
                return self._of_subject(_Ill(ill.complaint, ill.first, ill.last, mention.first))
        return None

    def _is_predicate(self, at: int) -> bool:
        """ "Was (so) ...": what follows is said of the subject."""
        while at > 0 and (self.s.coloured[at - 1] or self.words[at - 1].text in ("a", "an", "the", "too", "and")):
            at -= 1
        return at > 0 and self.words[at - 1].text in self.r._being

    def _describes_another(self, ill: _Ill) -> bool:
        """Whether it stands before a noun that is nobody's own ("terrible code" is the writer's, "a bad week" not)."""
        at = ill.last + 1
        while at < len(self.words) and self.s.coloured[at]:
            at += 1
        if at >= len(self.words) or self.words[at].text in self.r._ends:
            return False
        if self._is_predicate(ill.first) and self._mention_around(_Ill(_TONE, ill.first, ill.first, 0)) is None:
            return False
        following = {self.words[place].text for place in range(at, min(at + 2, len(self.words)))}
        return following.isdisjoint(self.r._persons_things) and following.isdisjoint(self.r._persons)

    def _said(self, target: str, ill: _Ill, at: int | None) -> Statement:
        first, last = ill.first, ill.last
        if at is not None:
            first, last = min(first, self.mentions[at].first), max(last, self.mentions[at].last)
        return Statement(target, ill.complaint, first, last)


def _merged(statements: Sequence[Statement], rules: FramingRules) -> list[Statement]:
    """Those of one target close together made one, and of overlapping ones the first kept."""
    merged: list[Statement] = []
    for one in sorted(statements, key=lambda said: (said.first, -said.last)):
        before = merged[-1] if merged else None
        if before is not None and one.first <= before.last:
            if one.target == before.target:
                merged[-1] = Statement(before.target, before.complaint, before.first, max(before.last, one.last))
            continue
        near = before is not None and one.first - before.last <= rules.merge_within_words
        if before is not None and near and one.target == before.target:
            merged[-1] = Statement(before.target, before.complaint, before.first, one.last)
        else:
            merged.append(one)
    return merged
