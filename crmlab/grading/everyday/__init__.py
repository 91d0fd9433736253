"""What comes between grading and the end of term: reweighing, undoing, forgetting, open answers."""
