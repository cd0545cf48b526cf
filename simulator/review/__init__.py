"""From the journal to what a person reads: terminal, page, JSON. Reads only; never steps the interviewer."""
