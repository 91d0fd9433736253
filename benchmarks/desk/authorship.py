"""Whether swapped work is found, nobody honest is named, and how long a class's oral questions take."""

from __future__ import annotations

import random
import time
from dataclasses import replace

from rich.progress import track

from crmlab.exercises.judging import MISTAKE, RIGHT, SLIP, judge
from crmlab.exercises.own_numbers import numbers_of
from crmlab.grading.authorship.foreign import foreign
from crmlab.grading.authorship.own_answers import asked_with_own_numbers
from crmlab.grading.authorship.viva import sheet
from crmlab.grading.gradebook.judged import Judged
from crmlab.intake.values import Reply, plain
from crmlab.intake.wire import decode, encode

CLASSES = {"clv": 1000, "rfm": 500, "value": 200, "portfolio": 100}  # to draw numbers takes long
SWAPPED = 60


def measure(small: bool) -> None:
    """Print for each assignment how many of the swapped were found, and how many honest were named."""
    for topic, size in CLASSES.items():
        people, swapped = (size // 10, SWAPPED // 10) if small else (size, SWAPPED)
        source = random.Random(f"{topic} authorship")
        honest = [_honest(topic, f"s{number}", source) for number in track(range(people), topic)]
        began = time.perf_counter()
        false = foreign(topic, honest)
        seconds = time.perf_counter() - began
        takers = source.sample(range(people), swapped)
        givers = {
            taker: source.choice([one for one in range(people) if one not in takers]) for taker in takers
        }
        copied = [_copied(topic, honest[givers[one]], honest[one]) for one in takers]
        taken = {one.student: one for one in copied}
        found = foreign(topic, [taken.get(one.student, one) for one in honest])
        right = sum(
            one.student in taken and one.source == honest[givers[int(one.student[1:])]].student
            for one in found
        )
        wrong = sum(one.student not in taken for one in found)
        print(
            f"{topic}: {right} of {swapped} swapped found; {len(false)} named in {people} honest, {wrong} "
            f"beside the swapped; {seconds:.1f} s"
        )
        began = time.perf_counter()
        asked = [len(sheet(topic, one, {}).questions) for one in honest]
        print(
            f"{topic}: {len(asked)} sheets with {sum(asked)} questions in {time.perf_counter() - began:.1f} s"
        )


def _honest(topic: str, student: str, source: random.Random) -> Judged:
    """Return a student who is right, makes known mistakes, or gives something of his own."""
    verdicts, numbers = {}, {}
    for task, check in asked_with_own_numbers(topic):
        inputs = numbers_of(task, student)
        numbers[task.id] = encode(dict(inputs))
        check = check.of(inputs)
        lot, kind, answer = source.random(), RIGHT, plain(check.answer(inputs))
        if lot > 0.6 and check.misconceptions and lot < 0.85:
            kind, answer = MISTAKE, source.choice(check.misconceptions).wrong(**inputs)
        elif lot > 0.6:
            kind, answer = SLIP, _off(answer, source)
        verdicts[check.id] = {"kind": kind, "id": "", "answer": encode(answer)}
    return Judged(student, {}, verdicts, (student,), numbers)


def _off(answer: object, source: random.Random) -> object:
    """Return an answer whose numbers are wrong in a way that no task knows."""
    if isinstance(answer, bool) or not isinstance(answer, int | float | dict | list):
        return answer
    if isinstance(answer, dict):
        return {name: _off(part, source) for name, part in answer.items()}
    if isinstance(answer, list) and all(isinstance(part, str) for part in answer):
        return source.sample(answer, len(answer))
    if isinstance(answer, list):
        return [_off(part, source) for part in answer]
    factor = source.choice([0.5, 2, 1 + source.uniform(-0.3, 0.3)])
    return round(answer * factor) if isinstance(answer, int) else answer * factor


def _copied(topic: str, giver: Judged, taker: Judged) -> Judged:
    """Return another's answers as they are judged for who hands them in with his own name."""
    verdicts = {}
    for task, check in asked_with_own_numbers(topic):
        inputs = decode(taker.numbers[task.id])
        answer = giver.verdicts[check.id]["answer"]
        verdict = judge(check, [Reply(inputs, decode(answer))])
        verdicts[check.id] = {"kind": verdict.kind, "id": verdict.id, "answer": answer}
    return replace(taker, verdicts=verdicts)
