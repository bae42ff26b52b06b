"""Demonstration data: a throw-away centre with three years of invented matters."""

from app.demo.centre import open_demo

__all__ = ["open_demo"]
