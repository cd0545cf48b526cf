"""Where the commented first script lies that `scripts new` writes out."""

from __future__ import annotations

from pathlib import Path

STARTER_SCRIPT = Path(__file__).with_name("starter_script.yaml")
