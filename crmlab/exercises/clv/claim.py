"""What a director's claim leaves out: an open question."""

from crmlab.language import to_say

REREAD = to_say("lesson 05, “What you earn, not what they pay” and “Doubt it”")
HINTS = (
    "Which parts of the ¥5,012 are already paid, or already spent?",
    "Is a payment the same as a gain? Would everybody have stayed? And whom does he talk to?",
    "Say of each reason which way it moves the number, and which part of the ¥5,012 it concerns.",
)
