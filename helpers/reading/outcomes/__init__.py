"""Tables outcomes and resources: figures without a target, by function."""
