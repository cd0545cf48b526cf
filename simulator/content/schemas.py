"""How content files are written: one pydantic model for each kind of file. Only the edge: nothing else sees these.

The models say what a file may hold; what it means is put together in `simulator.content.compiling`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from simulator.content.written import (
    Count,
    Enough,
    HandoverVariants,
    Id,
    Level,
    Line,
    Names,
    NotNegative,
    Phrasings,
    PhrasingText,
    Pieces,
    Positive,
    QuestionKind,
    Spoken,
    Variants,
    Written,
    a_list,
    text_places,
)

# ---- questions and behaviour rubrics -----------------------------------------------------------------------------


class TargetFile(Written):
    least_words: Count
    most_words: Count

    @model_validator(mode="after")
    def _ordered(self) -> TargetFile:
        if self.least_words > self.most_words:
            raise PydanticCustomError(
                "MI0013",
                "least_words ({0}) is more than most_words ({1}).",
                {"0": self.least_words, "1": self.most_words},
            )
        return self


class ConceptFile(Written):
    id: Id
    idea: Line
    weight: Positive = 1.0
    phrasings: Phrasings
    in_part: bool = Field(False, strict=True, description="Earned in proportion to the words heard of a phrasing.")


class FollowUpFile(Written):
    """A follow-up that takes up a term, or that asks what a question asks too."""

    ask: Spoken
    term: Annotated[str, Field(strict=True, description="Asked only where the person said this.")] = ""
    same_as: Annotated[str, Field(strict=True, description="A question that asks the same: never both.")] = ""


def _a_follow_up(value: Any) -> Any:
    return {"ask": value} if isinstance(value, str) else value


class QuestionConceptFile(ConceptFile):
    probe: Spoken | None = Field(None, description="Asked when the idea was not heard.")
    follow_up: Annotated[
        FollowUpFile | None,
        BeforeValidator(_a_follow_up, json_schema_input_type=str | FollowUpFile | None),
        Field(description="Asked when the whole answer was complete."),
    ] = None


class ReferenceFile(Written):
    """How the question refers back to what was said earlier."""

    term: Line = Field(description="What the person must have said in an earlier answer.")
    say: Spoken = Field(description='Said before the question: "Earlier you mentioned cross-validation."')


class InCallFile(Written):
    """How an idea is looked for in a whole call; only in a rubric for manners."""

    counts_from: Names = Field((), description="Kinds of sections; a call that came to none of them leaves it out.")
    intents: Names = Field((), description="Heard, too, where the interviewer understood one of these.")
    only_questions: Annotated[bool, Field(strict=True, description="Looked for only in what was asked.")] = False
    to_each: Annotated[bool, Field(strict=True, description="Owed to each interviewer who asked something.")] = False
    to_all: Annotated[Names, Field(description="Phrasings that count for all interviewers at once.")] = ()


class BehaviourConceptFile(ConceptFile):
    phrasings: Annotated[tuple[PhrasingText, ...], BeforeValidator(a_list, json_schema_input_type=str | list[str])] = (
        Field((), description="Short groups of words that carry the idea; left out only where `plain`.")
    )
    all_words: Annotated[bool, Field(strict=True, description="All words of a phrasing, the small ones too.")] = False
    stands_alone: Annotated[bool, Field(strict=True, description="Whole by itself: no clause is needed.")] = False
    within_words: Annotated[Count, Field(description="Counts only where it begins among the first so many.")] = 0
    before_terms: Annotated[bool, Field(strict=True, description="Counts only before an unexplained term.")] = False
    plain: Annotated[bool, Field(strict=True, description="Earned where few terms go unexplained.")] = False
    in_call: InCallFile | None = None

    @model_validator(mode="after")
    def _told_by_something(self) -> BehaviourConceptFile:
        if self.plain == bool(self.phrasings):
            raise PydanticCustomError("MI0022", "An idea has phrasings, or is plain: one of the two.", {})
        return self


class TermsFile(Written):
    """Words of the trade, which a plain explanation does without or explains."""

    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    explained_by: tuple[Line, ...]
    explained_within_words: Count
    most_in_hundred_words: NotNegative
    remark: Line


class ToldAsFile(Written):
    """What is reported of "I" and "we", never judged."""

    least_words: Count
    mostly_from: Annotated[float, Field(strict=True, gt=0.5, le=1)]
    i: Line
    we: Line
    both: Line


class AlsoFile(Written):
    """A behaviour rubric by which the answer is looked at, too."""

    rubric: Id
    weight: NotNegative = Field(0.0, description="Of all its ideas within the score; 0: shown beside the answer only.")


def _an_also(value: Any) -> Any:
    return [{"rubric": each} if isinstance(each, str) else each for each in value] if isinstance(value, list) else value


Also = Annotated[
    tuple[AlsoFile, ...],
    BeforeValidator(_an_also, json_schema_input_type=str | list[str | AlsoFile]),
    BeforeValidator(a_list),
    Field(description="Behaviour rubrics that look at the answer, too."),
]


class MisconceptionFile(Written):
    id: Id
    phrasings: Phrasings
    cost_points: NotNegative
    instead: Line


class QuestionFile(Written):
    """rubrics/questions/ID.yaml: one question, and what a good answer holds."""

    ask: Spoken
    clarification: Spoken | None = Field(None, description="The question in other words, for who asks what is meant.")
    same_as: Names = Field((), description="Questions that ask the same; only one of them is asked in a session.")
    refers_to: tuple[ReferenceFile, ...] = ()
    kind: QuestionKind
    topics: Names = ()
    level: Level = "mid"
    priority: Annotated[int, Field(strict=True, ge=1, le=5, description="1 is asked first, 5 last.")] = 3
    expected_seconds: Positive
    target: TargetFile
    weight: Positive = 1.0
    warmth_earns: bool | None = Field(None, strict=True, description="Left out: true for behavioural and motivation.")
    concepts: Annotated[tuple[QuestionConceptFile, ...], Field(min_length=1)]
    enough: Enough = 1.0
    misconceptions: tuple[MisconceptionFile, ...] = ()
    also: Also = ()
    model_answer: Line


class BehaviourFile(Written):
    """rubrics/ID.yaml: how a greeting, a sign-off, a story or the manners of a whole call are judged."""

    id: Id | None = Field(None, description="The file's name without .yaml, or left out.")
    title: Annotated[str, Field(strict=True, description="What it looks at, as shown; left out: its id.")] = ""
    asked: Line
    concepts: Annotated[tuple[BehaviourConceptFile, ...], Field(min_length=1)]
    enough: Enough = 1.0
    misconceptions: tuple[MisconceptionFile, ...] = ()
    target: TargetFile
    model_answer: Annotated[Line, AfterValidator(text_places)]
    warmth_earns: Annotated[bool, Field(strict=True)] = True
    weight: Positive = 1.0
    terms: TermsFile | None = None
    told_as: ToldAsFile | None = None

    @model_validator(mode="after")
    def _terms_given(self) -> BehaviourFile:
        if self.terms is None and any(concept.plain or concept.before_terms for concept in self.concepts):
            raise PydanticCustomError("MI0022", "`plain` and `before_terms` need `terms`.", {})
        return self


# ---- scripts -----------------------------------------------------------------------------------------------------


class MinutesFile(Written):
    default: Annotated[int, Field(strict=True, ge=1)]
    least: Annotated[int, Field(strict=True, ge=1)]
    most: Annotated[int, Field(strict=True, le=240)]

    @model_validator(mode="after")
    def _ordered(self) -> MinutesFile:
        if not self.least <= self.default <= self.most:
            raise PydanticCustomError(
                "MI0013",
                "default ({0}) is not between least ({1}) and most ({2}).",
                {"0": self.default, "1": self.least, "2": self.most},
            )
        return self


class InterviewerFile(Written):
    id: Id
    name: Line
    title: Line
    say_name: Line | None = Field(None, description="The name as the voice must read it, where spelling misleads it.")
    voice: Annotated[str, Field(strict=True, description="A voice of the machine; left out: its English one.")] = ""
    rate_words_per_minute: Annotated[int, Field(strict=True, ge=80, le=260)] = 165
    company: Annotated[str, Field(strict=True)] = ""


class _SectionFile(Written):
    title: Annotated[str, Field(strict=True, description="As shown; left out: its kind.")] = ""
    interviewer: Annotated[str, Field(strict=True, description="An interviewer's id; left out: drawn by seed.")] = ""


class GreetingFile(_SectionFile):
    kind: Literal["greeting"]
    say: Annotated[Pieces, Field(min_length=1)]
    then: Annotated[tuple[Spoken, ...], BeforeValidator(a_list, json_schema_input_type=str | list[str])] = ()
    rubric: Line = "greeting"
    minutes: Positive = 0.5


class BriefingFile(_SectionFile):
    kind: Literal["briefing"]
    say: Annotated[Pieces, Field(min_length=1)]
    minutes: Positive = 0.5


class DrawFile(Written):
    """Which questions may be drawn: those that fit every key that is given."""

    topics: Names = ()
    levels: Annotated[tuple[Level, ...], BeforeValidator(a_list, json_schema_input_type=str | list[Level])] = ()
    kinds: Annotated[
        tuple[QuestionKind, ...], BeforeValidator(a_list, json_schema_input_type=str | list[QuestionKind])
    ] = ()


class QuestionsFile(_SectionFile):
    kind: Literal["questions", "whiteboard", "programming", "case_study"]
    say: Pieces = ()
    panel: Names = Field((), description="Interviewers who take turns in asking.")
    questions: Names = ()
    draw: DrawFile | None = None
    minutes: Positive | None = Field(None, description="Left out: a share of what the other sections leave.")

    @model_validator(mode="after")
    def _one_source(self) -> QuestionsFile:
        if bool(self.questions) == (self.draw is not None):
            raise PydanticCustomError("MI0014", "A section of questions names them or draws them.", {})
        return self


class ReplyFile(Written):
    id: Id
    asked: Phrasings
    text: Spoken | None = Field(None, description="Left out: a detail that is deferred to the on-site.")


class CandidateQuestionsFile(_SectionFile):
    kind: Literal["candidate_questions"]
    say: Annotated[Pieces, Field(min_length=1)]
    replies: tuple[ReplyFile, ...] = ()
    fallback: Variants
    minutes: Positive = 2.0


class SignOffFile(_SectionFile):
    kind: Literal["sign_off"]
    say: Annotated[Pieces, Field(min_length=1)]
    then: Annotated[tuple[Spoken, ...], BeforeValidator(a_list, json_schema_input_type=str | list[str])] = ()
    rubric: Line = "sign_off"
    minutes: Positive = 0.5


class SelfCheckFile(Written):
    id: Id
    ask: Line


class SelfCheckSectionFile(_SectionFile):
    kind: Literal["self_check"]
    checks: Annotated[tuple[SelfCheckFile, ...], Field(min_length=1)]

    @property
    def say(self) -> tuple[tuple[str, ...], ...]:
        """Nobody speaks."""
        return ()

    @property
    def minutes(self) -> float:
        """The clock stands."""
        return 0.0


SectionFile = Annotated[
    GreetingFile | BriefingFile | QuestionsFile | CandidateQuestionsFile | SignOffFile | SelfCheckSectionFile,
    Field(discriminator="kind"),
]


class PhrasesFile(Written):
    """The interviewer's stock lines. A script may give its own for any of them."""

    acknowledgements: Variants | None = None
    patience: Variants | None = None
    offer: Variants | None = None
    move_on: Variants | None = None
    repeat: Variants | None = None
    say_more: Variants | None = None
    not_known: Variants | None = None
    welcome_back: Variants | None = None
    more_questions: Variants | None = None
    short_of_time: Variants | None = None
    small_talk: Variants | None = None
    glad: Variants | None = None
    notes: Variants | None = None
    thinking: Variants | None = None
    muted: Variants | None = None
    clarify: Variants | None = None
    deferred: Variants | None = None
    no_reply: Variants | None = None
    back_to_question: Variants | None = None
    ran_over: Variants | None = None
    still_there: Variants | None = None
    handover: HandoverVariants | None = None
    taking_over: HandoverVariants | None = None
    time_is_up: Variants | None = None


class ScriptFile(Written):
    """scripts_*/ID.yaml: one interview."""

    title: Line
    kind: Literal["phone_screen", "onsite", "drill"]
    minutes: MinutesFile
    company: Line
    role: Line
    interviewers: Annotated[tuple[InterviewerFile, ...], Field(min_length=1)]
    sections: Annotated[tuple[SectionFile, ...], Field(min_length=1)]
    surprise: Annotated[str, Field(strict=True, description="A question that may come unexpectedly.")] = ""
    manners: Annotated[str | None, Field(strict=True, description="Rubric of the whole call; none in a drill.")] = None
    follow_ups: Annotated[bool, Field(strict=True, description="false: complete answers are not followed up.")] = True
    phrases: PhrasesFile = PhrasesFile()
