"""What answers are measured against, compiled from YAML. Every number here comes from a file in rubrics/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from simulator.scoring.delivery_rules import DeliveryRules
from simulator.scoring.feedback_rules import FeedbackRules
from simulator.scoring.framing_rules import FramingRules
from simulator.scoring.not_scored import NotScoredRules


class RubricKind(StrEnum):
    QUESTION = "question"
    """Made from a question file."""
    BEHAVIOUR = "behaviour"
    """How something is done: greeting, sign_off, voicemail, star and so on."""


@dataclass(frozen=True)
class InCall:
    """How an idea is looked for in all that somebody said in a call."""

    counts_from: tuple[str, ...]
    """Kinds of sections: without any of these the call gave no chance for it, and it is left out. Empty: always."""
    intents: tuple[str, ...]
    """Heard, too, where the interviewer understood one of these ("notes")."""
    only_questions: bool
    """Looked for only in what was asked of the interviewers."""
    to_each: bool
    """Owed to each interviewer who asked something; what is said with a name counts for whoever bears it."""
    to_all: tuple[str, ...]
    """Phrasings that count for all of them at once ("thank you all")."""


@dataclass(frozen=True)
class Concept:
    """One idea that a good answer holds. On screens it is called an idea."""

    id: str
    idea: str
    """As shown to people: "the core object is the table"."""
    weight: float
    phrasings: tuple[str, ...]
    """Ways to say it, as spoken. May hold {candidate}, {interviewer} and {interviewer_first}; {surname}; {any_name};
    and {day}, {time}, {number}, which stand for any word of that class. Empty where `plain`."""
    in_part: bool = False
    """Earned in proportion to the words heard of its phrasing; else as a whole or not at all."""
    all_words: bool = False
    """A phrasing is heard only where all of its words are, the small ones too ("I built", not "built")."""
    stands_alone: bool = False
    """Its phrasings are whole by themselves ("Mike speaking"): no clause is asked for around them."""
    within_words: int = 0
    """Counts only where it begins among the first so many words; 0: anywhere."""
    before_terms: bool = False
    """Counts only before the first of the rubric's terms that is not explained."""
    plain: bool = False
    """Earned where few of the rubric's terms go unexplained, and another idea was heard."""
    in_call: InCall | None = None
    """Only in a rubric for a whole call."""


@dataclass(frozen=True)
class Misconception:
    """A wrong statement that costs."""

    id: str
    phrasings: tuple[str, ...]
    cost_points: float
    """Taken from the answer's score (0-100 scale)."""
    instead: str
    """What is true, or what to say rather; shown beside the quote."""


@dataclass(frozen=True)
class TargetLength:
    """How long a good answer is, in words: full marks between `least` and `most`."""

    least_words: int
    most_words: int


@dataclass(frozen=True)
class Terms:
    """Words of the trade, which a plain explanation does without or explains."""

    words: tuple[str, ...]
    """A word or a few, in any form."""
    explained_by: tuple[str, ...]
    """Word for word: said near a term, it is explained ("that is", "we call it")."""
    explained_within_words: int
    """How many words before or after the term that may stand."""
    most_in_hundred_words: float
    """Up to so many of a hundred words may be unexplained terms."""
    remark: str
    """What is said of those that go unexplained; {terms} stands for them."""


@dataclass(frozen=True)
class ToldAs:
    """Whether something is told as "I" or as "we": reported, never judged."""

    least_words: int
    """Fewer words of either kind tell nothing."""
    mostly_from: float
    """0-1: the share from which it is mostly one of them."""
    i: str
    """What is said of it."""
    we: str
    both: str


@dataclass(frozen=True)
class Rubric:
    id: str
    kind: RubricKind
    asked: str
    """The question, or what the rubric is about."""
    concepts: tuple[Concept, ...]
    misconceptions: tuple[Misconception, ...]
    target: TargetLength
    model_answer: str
    warmth_earns: bool
    """True where interest and warmth are part of the task: greeting, sign-off, behavioural, motivation."""
    weight: float
    """Of this answer within a call's score."""
    digest: str
    """SHA-256 (hex) of the file."""
    enough: float = 1.0
    """Above 0, at most 1: the share of the concepts' weight that earns everything."""
    title: str = ""
    """What it looks at, as people know it; empty for a question's."""
    also: tuple[str, ...] = ()
    """Behaviour rubrics whose ideas are shown beside the answer, and not in its score."""
    terms: Terms | None = None
    told_as: ToldAs | None = None


@dataclass(frozen=True)
class ConcisenessRules:
    """rubrics/conciseness.yaml"""

    one_word_most_words: int
    """Up to this many words an answer is named one-word and earns nothing for conciseness."""
    short_costs_points: float
    """Lost when the answer is `short_in_full_at` of `least_words`; in proportion between."""
    short_in_full_at: float
    """0-1: the share of `least_words` at which, and below which, `short_costs_points` is lost in full."""
    over_costs_points: float
    """Lost when the answer is `over_in_full_at` times `most_words`; in proportion between, and on beyond."""
    over_in_full_at: float
    """Above 1: how many times `most_words` an answer is when `over_costs_points` is lost in full."""
    ordinary_words_per_minute: float
    """The target's most seconds are those of its most words at this rate."""
    over_time_from_times: float
    """At least 1: from so many times the target's most seconds on speaking costs too, in proportion as words do."""
    preambles: tuple[str, ...]
    preamble_costs_points: float
    repetition_costs_points: float
    """For each sentence that says again what one before it said."""
    repetition_similarity: float
    """0-100: token-set similarity from which two sentences say the same."""
    repetition_least_words: int
    """A clause with fewer content words is never called a repetition."""
    repetition_looks_back_clauses: int
    """How many clauses before it a clause is compared with; keeps the time linear."""
    hedges: tuple[str, ...]
    hedge_costs_points: float
    hedges_cost_at_most_points: float
    honest_phrases: tuple[str, ...]
    """Honesty about not knowing: never a hedge."""
    honest_reaches_words: int
    """Nor is a hedge that begins so many words after it in the same sentence."""
    trailing_off: tuple[str, ...]
    """An answer that ends in one of these trails off."""
    trailing_costs_points: float


@dataclass(frozen=True)
class DoubtAt:
    """How far people's points usually lie from a concept score of `score`, 0-100 each."""

    score: float
    below: float
    above: float


@dataclass(frozen=True)
class MatcherDoubt:
    """How far off a concept score usually is; see docs/scoring.md."""

    in_part: tuple[DoubtAt, ...]
    """For rubrics whose ideas are earned in part, by score; between two of them in proportion."""
    whole: DoubtAt
    """For rubrics whose ideas are earned whole, at any score."""


@dataclass(frozen=True)
class ScoreWeights:
    """rubrics/score.yaml: how a score is made up."""

    concepts: float
    conciseness: float
    framing_where_warmth_earns: float
    """Share of framing where warmth is part of the task; elsewhere framing only takes away."""
    counts_without_ideas: float
    """0-1: how much of conciseness and warmth counts where no idea was heard; the rest in proportion to the ideas."""
    matcher_doubt: MatcherDoubt
    phrasing_similarity: float
    """0-100: how alike words and a phrasing must be to earn the concept in full."""
    lone_word_similarity: float
    """0-100: the same for a phrasing with a single content word among common ones."""
    doubtful_similarity: float
    """0-100: from here up to `phrasing_similarity` the concept is doubtful: the interval holds it, the score not."""
    in_part_from_similarity: float
    """0-100: less than this of a phrasing earns nothing, also where it is earned in part."""
    misconception_similarity: float
    """0-100: how much of a misconception's phrasing must be heard, in its order, before it costs."""
    phrasing_gap_words: int
    """How many other content words may stand between two content words of a phrasing."""
    common_word_weight: float
    """What a common word weighs beside a content word's 1."""
    question_word_weight: float
    """What a word of the question itself weighs."""
    near_sound_similarity: float
    """0-100: letters that two stems must share to count as one word misheard or misspelt."""
    near_sound_least_letters: int
    """Stems with fewer letters are never taken for one another."""
    near_vowels_similarity: float
    """0-100: from here on two stems are one also below `near_sound_similarity`, if they differ in vowels alone."""
    near_consonants_similarity: float
    """0-100: how alike their consonants must be then."""
    near_vowels_least_letters: int
    """How many letters both must have then."""
    unsure_near_share: float
    """0-1: from this share of the words heard of a phrasing that only sound near, it is doubtful."""
    name_after_words: int
    """How many words of a phrasing, right before a name in it, must be heard for any word to stand for the name."""
    misheard_name_similarity: float
    """0-100: letters, or sounds, that a spoken word where a known name belongs must share with it to be doubtful."""
    not_names: tuple[str, ...]
    """Never taken for a name where one belongs ("this is correct")."""
    without_clause_earns: float
    """0-1: what a concept earns whose words stand in a bare list of keywords."""
    list_from_words: int
    """An answer of at least so many different words, hardly any of which make a clause, is a list of keywords."""
    list_below_share: float
    """0-1: the share of words that make a clause below which it is one."""
    list_earns: float
    """0-1: what a concept without a clause around it earns in such a list."""
    clause_within_words: int
    """A small word this many words before or after makes it a clause."""
    reply_similarity: float
    """0-100: how alike a candidate's question and a likely one must be for its reply to fit."""
    call_weights: Mapping[str, float]
    """Of questions, greeting, sign_off and manners in the score of a call."""
    negations: tuple[str, ...]
    not_negations: tuple[str, ...]
    """Look like a negation and are not one ("not only")."""
    negating_words: tuple[str, ...]
    """Say no by themselves ("avoids"): a phrasing with one of them, earned in part, minds no negation."""
    attributions: tuple[str, ...]
    """What is only reported or said to be untrue ("some people wrongly say") earns nothing."""
    denial_reaches_words: int
    """How many words a negation or an attribution reaches forward at most, from its end."""
    denial_passes_content_words: int
    """How many content words a negation may pass over and still make what follows doubtful."""
    attribution_reaches_words: int
    """How many words before a statement an attribution of it may begin; it reaches from its end no further than
    `denial_reaches_words`."""
    clause_words: tuple[str, ...]
    """Neither a negation nor an attribution reaches beyond one of these."""
    links: tuple[str, ...]
    """Join items of a list as well as clauses: they begin a clause only before a subject word, and make none of a list
    of keywords; what stands before one is not said of a target after it."""
    subject_words: tuple[str, ...]
    """A negation reaches no further than the subject of its own clause."""
    object_words: tuple[str, ...]
    """Of these, those that may be an object as well ("never put it into production")."""
    after_objects: tuple[str, ...]
    """Before one of these they are."""
    negated_links: tuple[str, ...]
    """Carry a negation on to the next item of its list ("not on Monday or Tuesday")."""
    word_classes: Mapping[str, tuple[str, ...]]
    """Places in phrasings that stand for any word of a kind: day, time, number."""
    counted_classes: tuple[str, ...]
    """Kinds of which a phrasing needs as many words as it has places."""


@dataclass(frozen=True)
class SynonymRules:
    """rubrics/synonyms.yaml: words that say the same in talk about the trade."""

    alike: float
    """0-1: how much of a phrasing's word another one of its group is worth."""
    groups: tuple[tuple[str, ...], ...]
    """Words or short groups of words; each stands for every other one of its group."""


@dataclass(frozen=True)
class ContextRules:
    """rubrics/context.yaml: placing a thing in its family, and tying an answer to one's own work."""

    family_phrases: tuple[str, ...]
    family_earns_points: float
    """Of the answer's 100, once, in proportion as ideas were heard."""
    own_work_phrases: tuple[str, ...]
    own_work_earns_points: float


@dataclass(frozen=True)
class DraftingRules:
    """rubrics/drafting.yaml: how a model answer is made into a rubric."""

    enough: float
    """0-1: the share of a model answer's weight that earns everything."""
    least_content_words: int
    """A clause with fewer is joined with its neighbour."""
    most_idea_words: int
    """An idea is shown in no more words than this."""
    least_target_words: int
    """The target is never below this many words."""
    target_least_of_model: float
    """The target's least length as a share of the model answer's words."""
    target_most_of_model: float
    words_per_second: float
    """How fast an answer is said, for `expected_seconds`."""


@dataclass(frozen=True)
class Rules:
    """Everything that scoring needs besides the rubric of the answer at hand."""

    weights: ScoreWeights
    conciseness: ConcisenessRules
    framing: FramingRules
    delivery: DeliveryRules
    common_words: frozenset[str]
    """Words that count little when a phrasing is looked for."""
    not_scored: NotScoredRules
    synonyms: SynonymRules
    context: ContextRules
    drafting: DraftingRules
    feedback: FeedbackRules
    digest: str
    """SHA-256 (hex) of all rule files."""
