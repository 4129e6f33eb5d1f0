"""Checks of what is told again, in a report or in two of one unit and year."""
