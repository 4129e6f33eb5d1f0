"""Checks of what the rows of the tables say of each other: money, points, limits, units."""
