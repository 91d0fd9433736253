"""Which of three kinds of work a CRM system does."""

from crmlab.exercises.concepts import concept_check
from crmlab.language import to_say

REREAD = to_say("lesson 01, “What a CRM system is for”, and its reader, “Three kinds of work for the system”")
HINTS = (
    "Do not look at the machine or the channel. What is there after the work that was not there before?",
    "A task that is done, a conversation that goes on in another channel, or something that nobody knew?",
    "What is only carried out or reminded of was known before. "
    "Where two channels meet, something is joined. What comes of many records is found out.",
)

KEYS = ("running-out", "post-room", "morning-mail", "one-queue", "which-letter", "why-they-call")
work = concept_check("you tell the three kinds of work of a CRM system", "foundations-functions", *KEYS)
