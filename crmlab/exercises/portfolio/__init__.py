"""Tasks of the assignment on the portfolio of customers, in the order of its notebook."""

from crmlab.exercises.portfolio import (
    abc,
    cells,
    choose,
    claim,
    deal,
    dropping,
    margin,
    metals,
    pyramid,
    quiz,
    table,
    top,
    working,
)

TASKS = (margin, deal, table, top, abc, pyramid, cells, metals, dropping, choose, working, claim, quiz)
