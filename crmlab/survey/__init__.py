"""Questionnaires: how many people to ask, turning questions round, and how far the answers can be trusted.

Answers come as a table, of pandas or of another engine, with a row a respondent and a column a question; a
column ``customer_id`` is left aside. An answer may be missing. Own questions on own dimensions, answered in
numbers or in words, are a `Questionnaire`; answers to "Would you recommend us?" give a net promoter score
with its error (`nps`).
"""

from crmlab.survey.items import cronbach_alpha, reverse, summary
from crmlab.survey.promoters import nps, nps_change
from crmlab.survey.questionnaire import Questionnaire
from crmlab.survey.sizes import sample_size

__all__ = ["Questionnaire", "cronbach_alpha", "nps", "nps_change", "reverse", "sample_size", "summary"]
