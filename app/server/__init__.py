"""One PostgreSQL for many desks: its roles, rights and functions (docs/lan.md)."""
