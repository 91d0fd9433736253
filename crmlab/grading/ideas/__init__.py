"""Grade an idea once: wrong answers that no task knows, in groups, and a teacher's sentence for each."""
