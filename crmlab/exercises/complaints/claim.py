"""Two reasons to doubt what a complaint number on every parcel will bring, and a way to find out."""

from crmlab.language import to_say

REREAD = to_say("lesson 12, “Doubt it”")
HINTS = (
    "What did the people in the survey do: buy, or say that they would? Where, when, after what loss?",
    "Are those who complain and those who keep silent the same kind of customers?",
    "Whom would you invite to complain, and whom not, so that you can compare afterwards?",
)
