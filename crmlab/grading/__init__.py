"""Grading a class: what is graded is the released notebook with the student's answers put in."""
