"""What being late costs: the plugin that the instructor has configured decides, as under nbgrader."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from types import SimpleNamespace

from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties

from crmlab.errors import BadValueError
from crmlab.language import said, to_say


def seconds_late(time: datetime | None, due: datetime | None, extension: timedelta | None) -> float:
    """Return how late something was handed in, in seconds; 0 where nobody knows when, or until when."""
    if not time or not due:
        return 0.0
    return max(0.0, (time - due - (extension or timedelta())).total_seconds())


class Penalties:
    """nbgrader's way from a late submission to its penalty.

    Parameters
    ----------
    course : CourseDirectory
        The course; a plugin may stand in a module in its folder.
    """

    def __init__(self, course: CourseDirectory) -> None:
        sys.path.insert(0, course.root)
        try:
            self._nbgrader = AssignLatePenalties(config=course.config)
            self._nbgrader.init_plugin()
        except Exception as error:  # the instructor's code
            sentence = said("The plugin for late submissions cannot be loaded: {error}", error=error)
            raise BadValueError(sentence) from None
        finally:
            sys.path.remove(course.root)

    def of(self, student: str, score: float, late: float) -> float | None:
        """Return the penalty for a score and the seconds that its submission is late."""
        if late <= 0:
            return None
        try:
            penalty = self._nbgrader.plugin_inst.late_submission_penalty(student, score, late)
        except Exception as error:  # the instructor's code
            sentence = to_say("The plugin for late submissions failed for {student}: {error}")
            raise BadValueError(said(sentence, student=student, error=repr(error))) from None
        if penalty is None:
            return None
        return self._nbgrader._check_late_penalty(SimpleNamespace(score=score), penalty)
