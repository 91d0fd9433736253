"""How many questions the bank has, whether each wrong answer has its sentence, and how long writing takes."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from crmlab.grading.bank.canvas import as_qti
from crmlab.grading.bank.moodle import as_moodle_xml
from crmlab.grading.bank.writing import questions

EXERCISES = Path(__file__).parents[2] / "exercises"


def measure(small: bool) -> None:
    """Print the counts and the seconds."""
    began = time.perf_counter()
    found = list(questions(["clv", "rfm"] if small else [], 5, EXERCISES, lambda: None))
    made = time.perf_counter() - began
    kinds = Counter("choice" if one.choices else "number" for one in found)
    wrong = [answer for one in found for answer in one.answers if not answer.right]
    told = sum(bool(answer.feedback.strip()) for answer in wrong)
    print(f"{kinds['choice']} questions of choices, {kinds['number']} of numbers, made in {made:.0f} s")
    print(f"{told} of {len(wrong)} wrong answers have a sentence")
    for name, write in (("Moodle XML", as_moodle_xml), ("QTI 1.2", as_qti)):
        began = time.perf_counter()
        size = len(write(found))
        print(f"{name}: {size / 1e6:.1f} MB in {time.perf_counter() - began:.1f} s")
