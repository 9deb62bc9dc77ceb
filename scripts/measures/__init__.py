"""What scripts/bench measures: each module has `measures()`, a list of name, unit, ours, floor and ratio."""
