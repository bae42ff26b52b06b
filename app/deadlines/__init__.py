"""Time limits: the calendar, how a limit is counted, and the built-in rules (domain/05)."""
