"""The choice among candidates: the best by the first step that differs, and the name of that step."""

import polars as pl

from tests.tables import assert_rows, table
from transforms.attribution.choice import Step, choose

CHAIN = [Step("score", "scored"), Step("metres", "near", is_more_better=False), Step("id", "id", is_more_better=False)]
SCHEMA = {"person": pl.Int64(), "id": pl.String(), "score": pl.Int64(), "metres": pl.Int64()}
CANDIDATES = """
    person id score metres
    1      b  2     9        # more is better
    1      a  1     1
    2      b  1     1        # less is better
    2      a  1     2
    3      b  1     1        # the last step makes the order total
    3      a  1     1
    4      a  -     -        # alone
    5      b  0     9        # null comes last where more is better
    5      a  -     1
    6      b  1     9        # and where less is better
    6      a  1     -
    7      b  -     -        # nulls equal each other
    7      a  -     -
    8      c  1     1        # the runner-up decides the step, not the third
    8      b  1     2
    8      a  0     3
"""
CHOSEN = "person id tie_step\n1 b scored\n2 b near\n3 a id\n4 a none\n5 b scored\n6 b near\n7 a id\n8 c near"


def test_the_first_step_that_differs_decides() -> None:
    candidates = table(CANDIDATES, SCHEMA)
    assert_rows(choose(candidates, "person", CHAIN), CHOSEN)
    assert_rows(choose(candidates.reverse(), "person", CHAIN), CHOSEN)


def test_nobody_to_choose_from() -> None:
    nobody = choose(table("person", SCHEMA), "person", CHAIN, "stored")
    assert nobody.columns == ["person", "id", "score", "metres", "stored"]
    assert nobody.is_empty()
