"""The probability transform: level where a forecast has the right spread, and one sentence for bad values."""
