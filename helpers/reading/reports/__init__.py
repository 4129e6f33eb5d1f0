"""Table reports: the unit, its place and level, the year, the score it gave itself."""
