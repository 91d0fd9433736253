"""Whether an evening for customers made those content who came, and whether it would do so again."""

from crmlab.language import to_say

REREAD = to_say("lesson 09, “A story and an experiment” and “Expectations that move”")
HINTS = (
    "Who decided which customers came? What else may be different about those who did?",
    "If the evening did something: will the fourth one do the same? What do the customers expect by then?",
    "Whom would you invite, whom not, who decides it, and what do you compare afterwards, and how often?",
)
