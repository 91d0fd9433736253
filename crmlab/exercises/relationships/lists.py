"""Of what a remark tells: of a level of contact, of a bond, or of how far the customer has come."""

from crmlab.exercises.concepts import concept_check
from crmlab.exercises.declaring import Mistake
from crmlab.language import to_say

REREAD = to_say("lesson 02, “Bonds are not levels”")
HINTS = (
    "Ask of each remark who does something in it: the firm, or the customer?",
    "What the firm does after a sale is a level. What the customer has done so far is a status. What he "
    "would give up by leaving is a bond.",
    "For each key, complete one of three sentences: “after a sale the firm …”, “by leaving, the customer "
    "would give up …”, “the customer has …”.",
)

sorted = concept_check(
    "you tell a level from a bond and from a status",
    "relationships-lists",
    mistakes={
        "levels_and_bonds_exchanged": Mistake(
            "You exchanged level and bond everywhere. A level is what the firm does; a bond is what the "
            "customer would give up.",
            lambda right: {
                key: {"level": "bond", "bond": "level"}.get(word, word) for key, word in right.items()
            },
            "Kotler's levels and Berry's bonds are taken for one list",
        ),
    },
)
