"""What a proud report on a campaign leaves out: an open question."""

from crmlab.language import to_say

REREAD = to_say("lesson 02, “What a subscriber costs”, “Who comes for a subsidy” and “How close to be”")
HINTS = (
    "Take the report sentence by sentence. Which number in it has nothing to do with what the sentence says?",
    "What was the ¥14,286 spent on, and would it come back if a subscriber left? Who were the subscribers, "
    "and what did each of them bring?",
    "Write down a number for each sentence that the report would need and does not give.",
)
