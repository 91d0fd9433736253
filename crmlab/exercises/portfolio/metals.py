"""One name for several kinds of customers, and several names for one kind."""

from crmlab.exercises.concepts import concept_check
from crmlab.language import to_say

REREAD = to_say("lesson 08, “Four cells, four sets of names”, and its reader, “The same name, another cell”")
HINTS = (
    "Do not ask which metal is worth more. Ask who uses the name, and of whom.",
    "The source document has two yardsticks, and so four cells. With Zeithaml, Rust and Lemon there is one.",
    "One yardstick makes a tier. With two, ask: much or little now, and much or little later?",
)

KEYS = ("silver", "platinum-text", "platinum-pyramid", "improvement", "gold-pyramid", "lead")
names = concept_check("you know whom each name means", "portfolio-names", *KEYS)
