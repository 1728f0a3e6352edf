"""The budgets, measured: `python -m benchmarks`. Ratios in one run count, not absolute times."""
