"""A small script, built by hand, for tests that need no files."""

from __future__ import annotations

from simulator.interview.script import (
    FollowUp,
    Interviewer,
    Phrases,
    Probe,
    Question,
    Reply,
    Script,
    ScriptKind,
    Section,
    SectionKind,
)

PHRASES = Phrases(
    acknowledgements=("Thank you.", "I see.", "All right."),
    patience=("Take your time.",),
    offer=("Shall I say it again, or shall we go on?",),
    move_on=("Let's go on.",),
    repeat=("Of course.",),
    say_more=("Can you say a little more?",),
    not_known=("That's quite all right.",),
    welcome_back=("Welcome back.",),
    more_questions=("What else would you like to know?",),
    short_of_time=("We are a little short of time.",),
)


def question(question_id: str, *ideas: str, expected_seconds: float = 30.0, follow_up: str = "") -> Question:
    """A question whose ideas each have a probe."""
    return Question(
        id=question_id,
        text=f"What is {question_id}?",
        kind="technical",
        topics=("basics",),
        level="junior",
        expected_seconds=expected_seconds,
        probes=tuple(Probe(idea, f"And what about {idea}?") for idea in ideas),
        follow_ups=(FollowUp(ideas[0] if ideas else "", follow_up),) if follow_up else (),
    )


def small_script(*questions: Question, drawn: bool = False) -> Script:
    """Greeting, briefing, the questions, candidate's questions and sign-off; ten minutes as a rule."""
    asked = questions or (question("overfitting", "noise"), question("recall", "positives"))
    return Script(
        id="small",
        kind=ScriptKind.PHONE_SCREEN,
        title="A small call",
        minutes_default=10,
        minutes_least=5,
        minutes_most=30,
        company="Northwind",
        role="machine learning engineer",
        interviewers=(Interviewer("cindy", "Cindy Park", "recruiter", "Sindy Park"),),
        sections=(
            Section(
                SectionKind.GREETING,
                "",
                say=(("Hello, this is {interviewer} from {company}. Is this {candidate}?",),),
                then=("I'm well, thank you.",),
                budget_seconds=30,
                rubric_id="greeting",
            ),
            Section(SectionKind.BRIEFING, "", say=(("We have {minutes} minutes.",),), budget_seconds=30),
            Section(
                SectionKind.QUESTIONS,
                "",
                budget_seconds=390,
                question_ids=tuple(item.id for item in asked),
                drawn=drawn,
            ),
            Section(
                SectionKind.CANDIDATE_QUESTIONS,
                "",
                say=(("What would you like to ask me?",),),
                budget_seconds=90,
                replies=(Reply("team", ("how big is the team",), "We are eight."),),
                fallback=("I would have to find out.",),
            ),
            Section(
                SectionKind.SIGN_OFF,
                "",
                say=(("Thank you for your time, {candidate}.",),),
                then=("Goodbye.",),
                budget_seconds=60,
                rubric_id="sign_off",
            ),
        ),
        phrases=PHRASES,
        digest="0" * 64,
        questions={item.id: item for item in asked},
    )


ANSWERS = {
    "greeting": "Hello Cindy this is Mike how are you today",
    "overfitting": "The model learns the noise of its training set",
    "recall": "Of all positives the share that was found",
    "candidate_questions": "How big is the team?",
    "candidate_questions.2": "Nothing more thank you that was all",
    "sign_off": "I have enjoyed speaking with you thank you",
}
