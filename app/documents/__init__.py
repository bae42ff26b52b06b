"""Papers: frozen dataclasses in, PDF bytes out. No session, no Qt, no clock."""
