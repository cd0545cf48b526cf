"""The JSON Schemas of script, question and behaviour rubric, for editors that complete and check while one types.

`python -m simulator.content.json_schemas docs/schemas` writes them; a test holds them against the models.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from simulator.content.schemas import BehaviourFile, QuestionFile, ScriptFile

_MODELS: dict[str, type[BaseModel]] = {"script": ScriptFile, "question": QuestionFile, "behaviour": BehaviourFile}


def published_schemas() -> dict[str, str]:
    """File name -> its text, for everything under docs/schemas."""
    texts = {}
    for name, model in _MODELS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
        texts[f"{name}.schema.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return texts


def write_schemas(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in published_schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
