"""A small script, built by hand, for tests that need no files."""

from __future__ import annotations

from dataclasses import replace

from simulator.interview.script import (
    FollowUp,
    Interviewer,
    Phrases,
    Probe,
    Question,
    Reference,
    Reply,
    Script,
    ScriptKind,
    Section,
    SectionKind,
    SelfCheck,
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
    small_talk=("I'm well, and you?", "I'm well, thank you.", "Very well, thanks."),
    glad=("Glad to hear it.", "Nice to hear."),
    notes=("Of course, please do.", "Please do."),
    thinking=("Of course.", "Sure, no hurry."),
    muted=("Please start again.", "I missed that, please begin again."),
    clarify=("Let me put it again.", "Take it as you understand it."),
    deferred=("That is for the team on site.", "The people on site can tell you."),
    no_reply=("I would have to ask.", "I will write to you about that."),
    back_to_question=("Back to my question.", "So, to come back to it."),
    ran_over=("Let me stop you there.", "Let's leave it there."),
    still_there=("Are you still there?", "Hello?"),
    handover=("Over to you, {next_first}.", "I'll hand over to {next_first}."),
    taking_over=("Thanks, {previous_first}.", "Thank you, {previous_first}."),
    time_is_up=("Our time is up.", "Our time is over."),
)

RICH_PHRASES = replace(
    PHRASES,
    patience=("Take your time.", "No hurry."),
    offer=("Shall I say it again, or shall we go on?", "Shall I repeat it, or move on?"),
    move_on=("Let's go on.", "Let us move on."),
    repeat=("Of course.", "Sure."),
    say_more=("Can you say a little more?", "Could you say more?"),
    not_known=("That's quite all right.", "That is fine."),
    welcome_back=("Welcome back.", "There you are again."),
    more_questions=("What else would you like to know?", "Anything else?"),
    short_of_time=("We are a little short of time.", "Time is short, so let us skip ahead."),
)
"""Where it is looked at that no line comes twice in a row."""


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


def large_script() -> Script:
    """A drawn pool with priorities, questions that ask the same, references and follow-ups on a term; a surprise."""
    pool = (
        replace(question("overfitting", "noise", "gap", follow_up="And how would you see it?"), priority=1),
        replace(question("recall", "positives"), same_as=("precision",), clarification="What does recall measure?"),
        question("precision", "positives", expected_seconds=40.0),
        replace(
            question("joins", "keys", expected_seconds=90.0),
            follow_ups=(FollowUp("keys", "You mentioned an index. What is it for?", term="index", same_as="indices"),),
        ),
        replace(question("indices", "trees"), references=(Reference("index", "Earlier you mentioned an index."),)),
        *(replace(question(f"topic{number}", "noise"), priority=1 + number % 5) for number in range(12)),
    )
    script = small_script(*pool, drawn=True)
    surprise = replace(question("salary"), kind="logistics")
    return replace(
        script, questions={**script.questions, "salary": surprise}, surprise_id="salary", phrases=RICH_PHRASES
    )


def onsite_script() -> Script:
    """Three people, a panel, a self-check before and between, and every kind of stage."""
    people = tuple(
        Interviewer(name.lower(), f"{name} Park", "engineer", f"{name} Park") for name in ("Ann", "Bob", "Eve")
    )
    base = small_script()
    greeting, briefing, _, asking, sign_off = base.sections
    checks = (SelfCheck("early", "Are you 15 minutes early?"), SelfCheck("phone_off", "Is your phone off?"))
    kinds = {
        SectionKind.QUESTIONS: ("overfitting", "recall", "joins"),
        SectionKind.WHITEBOARD: ("gradient",),
        SectionKind.PROGRAMMING: ("two_sum",),
        SectionKind.CASE_STUDY: ("churn",),
    }
    questions = {
        name: question(name, "noise", "gap", "keys", "positives", expected_seconds=60.0)
        for names in kinds.values()
        for name in names
    }
    stages = tuple(
        Section(
            kind,
            "",
            say=((f"Now the {kind.value}.", f"On to the {kind.value}."),),
            budget_seconds=150,
            question_ids=names,
            panel=("bob", "eve") if kind is SectionKind.QUESTIONS else (),
        )
        for kind, names in kinds.items()
    )
    return replace(
        base,
        kind=ScriptKind.ONSITE,
        interviewers=people,
        sections=(
            Section(SectionKind.SELF_CHECK, "", checks=checks),
            greeting,
            replace(briefing, say=(("Three of us will talk to you.",), ("Ask whenever you like.",))),
            *stages,
            Section(SectionKind.SELF_CHECK, "", checks=checks[:1]),
            asking,
            replace(sign_off, interviewer_id="ann"),
        ),
        questions=questions,
        phrases=RICH_PHRASES,
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
                then=("Good to have you on the line.",),
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
