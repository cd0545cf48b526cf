"""A drafted rubric as the text of a question file, with remarks for who edits it. Writes no file itself."""

from __future__ import annotations

import io

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

from simulator.content.compiling import question_rubric
from simulator.content.reading import Reader
from simulator.content.schemas import QuestionFile
from simulator.content.yaml_file import digest_of
from simulator.scoring.drafting import Draft, draft
from simulator.scoring.rubric import Rubric, Rules

_HEAD = """\
Drafted from a model answer: each clause is an idea, weighed by its own words. To make it better: name the ideas in
your words, merge or drop those that nobody needs to say, and give each further phrasings, as a person would say them.
"""
_ENOUGH = "This share of the weight earns everything: nobody says all of a model answer."


def drafted_text(made: Draft) -> str:
    """YAML that `rubrics check` and `score --rubric FILE` read."""
    file = CommentedMap()
    file["ask"] = DoubleQuotedScalarString(made.ask)
    file["kind"] = "technical"
    file["expected_seconds"] = made.expected_seconds
    file["target"] = {"least_words": made.target.least_words, "most_words": made.target.most_words}
    file["enough"] = made.enough
    file["concepts"] = [
        {
            "id": concept.id,
            "idea": DoubleQuotedScalarString(concept.idea),
            "weight": concept.weight,
            "in_part": True,
            "phrasings": [DoubleQuotedScalarString(concept.phrasing)],
        }
        for concept in made.concepts
    ]
    file["model_answer"] = FoldedScalarString(made.model_answer)
    file.yaml_set_start_comment(_HEAD)
    file.yaml_set_comment_before_after_key("enough", before=_ENOUGH)
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(file, out)
    return out.getvalue()


def drafted_rubric(question: str, model_answer: str, rules: Rules, rubric_id: str = "drafted") -> Rubric:
    """The rubric that the drafted text compiles to. Raises ValueError where a text holds no word."""
    text = drafted_text(draft(question, model_answer, rules))
    return question_rubric(rubric_id, Reader().read(text, f"{rubric_id}.yaml", QuestionFile), digest_of(text))
