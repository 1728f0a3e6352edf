"""What may happen, and what then is true. No I/O, no clock, no randomness."""
