"""From what a learning platform gives to submitted/: whose each file is, and which of two counts."""
