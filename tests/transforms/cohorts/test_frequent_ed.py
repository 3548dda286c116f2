"""Cohort frequent_ed (method, 7)."""

from schemas.membership import CohortMembership
from tests.tables import assert_rows
from tests.transforms.rows import base
from transforms.cohorts.frequent_ed import COHORT
from transforms.cohorts.members import build_cohort


def test_four_visits_or_more() -> None:
    text = """
        person_id ed_visits_12m tier           | is_member
        1         0             rostered       | false
        2         3             rostered       | false
        3         4             rostered       | true
        4         5             unattributable | true    # every counted person can be one
    """
    assert_rows(CohortMembership.validate(build_cohort(base(text), COHORT)), text)
