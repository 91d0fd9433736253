"""Concepts to sort, match, order and choose: what a learner can be wrong about without a number.

`answer` marks the items of a set given as plain Python, `items` shows them on paper, and `practice` in
`crmlab.concepts.widget` puts them on screen. The text of the sets stands in ``course/<topic>/concepts.toml``;
each wrong answer has its sentence.
"""

from crmlab.concepts.marking import Marked, answer, mark
from crmlab.concepts.paper import Paper, items
from crmlab.concepts.sets import ConceptSet, find, sets_of, topics

__all__ = ["ConceptSet", "Marked", "Paper", "answer", "find", "items", "mark", "sets_of", "topics"]
