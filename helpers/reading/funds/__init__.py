"""Table funds: whose money a figure is, at which stage, of which source and kind."""
