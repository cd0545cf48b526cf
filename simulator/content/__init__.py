"""YAML to Script, Question, Rubric and Rules, with every mistake named by file and line."""
