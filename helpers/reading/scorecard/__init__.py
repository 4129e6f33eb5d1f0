"""Table scorecard: items of the self evaluation with their points."""
