"""Table indicators: targets and what was attained, brought together from clauses, sentences and sections."""
