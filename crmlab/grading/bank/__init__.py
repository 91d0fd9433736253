"""The question bank: what learning platforms ask of sets and numbers, each wrong answer with its sentence."""
