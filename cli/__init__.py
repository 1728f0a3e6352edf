"""The command line, the importers, and the wiring: the only reader of environment and clock."""
