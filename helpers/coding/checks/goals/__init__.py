"""Checks of goals of a text that have no actual."""
