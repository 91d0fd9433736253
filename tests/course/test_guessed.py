"""Each guess is asked and answered once in its lesson, or the build says where it is not."""

import guessed
import pytest

from crmlab.declared import authored

LESSON = '# %%\nguess("clv-a")\n\n# %%\n1 + 1\n\n# %%\nreveal("clv-a", 2)\n'
ASKED = '[clv-a]\nasks = "How much?"\nunit = "money"\nplace = "05_clv"\n'
ONCE = "must stand there once; it stands there {} times."


@pytest.fixture
def course(tmp_path):
    """Return a function that writes a course of one lesson, and says what is wrong with its guesses."""

    def faults(lesson=LESSON, asked=ASKED):
        topics = (authored.ROOT / "course/topics.toml").read_text(encoding="utf-8")
        for name, text in {"topics.toml": topics, "clv/guesses.toml": asked, "clv/lesson.py": lesson}.items():
            path = tmp_path / "course" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return list(guessed.faults(tmp_path))

    return faults


def test_a_guess_that_is_asked_and_answered_is_no_fault(course):
    assert course() == []


def test_the_guesses_of_the_course_are_asked_and_answered():
    assert list(guessed.faults()) == []


@pytest.mark.parametrize(
    ("lesson", "asked", "fault"),
    [
        (LESSON + '\n# %%\nreveal("clv-a", 3)\n', ASKED, f'reveal("clv-a") {ONCE.format(2)}'),
        ("# %%\n1\n", ASKED, f'guess("clv-a") {ONCE.format(0)}'),
        (LESSON, "", "guesses.toml declares no guess 'clv-a' at this place."),
        ('# %%\nguess("clv-a")\nreveal("clv-a", 2)\n', ASKED, "must stand in a cell before"),
        (LESSON, ASKED.replace("05_clv", "06_clv"), "place: there is no lesson '06_clv' of this topic"),
        (LESSON, ASKED.replace("money", "yuan"), "unit: words.toml has no unit 'yuan'"),
        (LESSON, ASKED.replace("clv-a", "rfm-a"), "the id must begin with clv-."),
    ],
)
def test_what_a_learner_would_stumble_over_stops_the_build(course, lesson, asked, fault):
    assert fault in "\n".join(course(lesson, asked))
