"""What happened, kept: events and the texts they rest on, in one SQLite database. Only ever added to."""
