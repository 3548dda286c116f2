"""The oracle against surveys worked by hand (families, surveys, 30)."""

import polars as pl
import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, province

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)
SICK = {"Q01": "yes", "Q02": "yes"}


def interview(said: dict[str, str], day: str = "2026-03-10", name: str = "i1", **special: str) -> list[Row]:
    """Give the rows of an interview."""
    return [
        {"interview_no": name, "asked_on": day, "item": item, "said": word, **special} for item, word in said.items()
    ]


def told(*interviews: list[Row], **person: str) -> Person:
    """Give a person with interviews."""
    return {"survey_responses": [row for rows in interviews for row in rows], "persons": person}


def seen(answer: str, **said: str) -> list[Row]:
    """Give an interview of somebody who was sick."""
    return interview({**SICK, **said, "Q03": answer})


TIMELY: dict[str, tuple[Person, Counts]] = {
    "same day": (told(seen("same_day")), YES),
    "next day": (told(seen("next_day")), YES),
    "two days": (told(seen("2_to_19_days")), NO),
    "long": (told(seen("20_or_more_days")), NO),
    "unknown": (told(seen("dont_know")), OUT),
    "no provider": (told(seen("same_day", Q01="no")), OUT),
    "not sick": (told(seen("same_day", Q02="refused")), OUT),
    "provider not asked": (told(interview({"Q02": "yes", "Q03": "same_day"})), OUT),
    # What was said in another interview does not stand in.
    "said elsewhere": (told(interview({"Q03": "same_day"}), interview(SICK, name="i2")), OUT),
    "passed over": (told(seen("same_day"), interview({"Q03": "2_to_19_days"}, day="2026-04-01", name="i2")), YES),
    "16 years": (told(seen("same_day"), born="2010-09-30"), YES),
    "16 tomorrow": (told(seen("same_day"), born="2010-10-01"), OUT),
    "another item": (told(interview({"Q09": "always"})), OUT),
}
HARD = {"very_difficult": YES, "somewhat_difficult": YES, "somewhat_easy": NO, "very_easy": NO, "no_need": OUT}
AFTER_HOURS: dict[str, tuple[Person, Counts]] = {
    **{word: (told(interview({"Q04": word})), counts) for word, counts in HARD.items()},
    "15 years": (told(interview({"Q04": "very_difficult"}), born="2010-10-01"), OUT),
}
OFTEN = {"always": YES, "often": YES, "sometimes": NO, "rarely": NO, "never": NO, "dont_know": OUT, "refused": OUT}
PHONE: dict[str, tuple[Person, Counts]] = {
    word: (told(interview({"Q05": word})), counts)
    for word, counts in {**OFTEN, "depends": OUT, "did_not_call": OUT, "maybe": OUT}.items()
}
INVOLVED: dict[str, tuple[Person, Counts]] = {
    **{word: (told(interview({"Q06": word})), counts) for word, counts in OFTEN.items()},
    "a child": (told(interview({"Q06": "always"}), born="2020-01-01"), YES),
    "caregiver": (told(interview({"Q06": "always"}, answered_by="C")), OUT),
    "first day": (told(interview({"Q06": "always"}, "2025-10-01")), YES),
    "day before": (told(interview({"Q06": "always"}, "2025-09-30")), OUT),
    "last day": (told(interview({"Q06": "always"}, "2026-09-30")), YES),
    "day after": (told(interview({"Q06": "always"}, "2026-10-01")), OUT),
    "later": (told(interview({"Q06": "always"}), interview({"Q06": "never"}, "2026-03-11", "i2")), NO),
    "later unknown": (told(interview({"Q06": "always"}), interview({"Q06": "refused"}, "2026-03-11", "i2")), YES),
    # By bytes 10 comes before 9.
    "same day": (told(interview({"Q06": "always"}, name="10"), interview({"Q06": "never"}, name="9")), NO),
    "too heavy": (told(interview({"Q06": "always"}, sample_weight="10000.001")), OUT),
    "weightless": (told(interview({"Q06": "always"}, sample_weight="0")), OUT),
    "not a weight": (told(interview({"Q06": "always"}, sample_weight="much")), OUT),
    "heavy": (told(interview({"Q06": "always"}, sample_weight="10000")), YES),
    "light": (told(interview({"Q06": "never"}, sample_weight="0.01")), NO),
    "too light": (told(interview({"Q06": "never"}, sample_weight="0.009")), OUT),
    "to be rounded": (told(interview({"Q06": "never"}, sample_weight="1.0005")), NO),
}
OTHERS: dict[str, tuple[Person, Counts, Counts, Counts, Counts]] = {
    "high": (
        told(interview({"Q07": "often", "Q08": "always", "Q09": "often", "Q10": "completely"})),
        YES,
        YES,
        YES,
        YES,
    ),
    "low": (
        told(interview({"Q07": "rarely", "Q08": "sometimes", "Q09": "never", "Q10": "quite_a_bit"})),
        NO,
        NO,
        NO,
        NO,
    ),
    "some": (told(interview({"Q08": "always", "Q10": "not_at_all"})), OUT, YES, OUT, NO),
}
GROUPS: dict[str, dict[str, tuple[object, ...]]] = {
    "timely": TIMELY,  # type: ignore[dict-item]
    "after hours": AFTER_HOURS,  # type: ignore[dict-item]
    "phone": PHONE,  # type: ignore[dict-item]
    "involved": INVOLVED,  # type: ignore[dict-item]
    "others": OTHERS,  # type: ignore[dict-item]
}
MEASURES = {
    "timely": ["timely_access"],
    "after hours": ["after_hours_difficulty"],
    "phone": ["phone_sameday"],
    "involved": ["involved"],
    "others": ["enough_time", "questions_opportunity", "welcome", "discharge_info"],
}


def form(name: str, physician: str, said: str, day: str = "2026-03-10", **special: str) -> Row:
    """Give a physician's answer on burnout."""
    usual = {"form_no": name, "physician_no": physician, "filled_in_on": day, "item": "B1", "said": said}
    return {**usual, **special}


# Levels of burnout: full 2 and later 3, full2 2, walk 1 beside an answer of no list, heart 5 a day too early; walk2 is
# confident, child is not and weighs 3; a stranger is in no registry.
FORMS = [
    form("1", "full", "2"),
    form("2", "full", "3", "2026-03-11", sample_weight="2"),
    form("3", "full2", "2"),
    form("4", "walk", "1"),
    form("5", "walk", "6", "2026-04-01"),
    form("6", "heart", "5", "2025-09-30"),
    form("7", "stranger", "5"),
    form("8", "walk2", "somewhat_confident", item="C1"),
    form("9", "child", "not_very_confident", item="C1", sample_weight="3"),
    form("10", "child2", "dont_know", item="C1"),
]


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {f"{group} {name}": row[0] for group, rows in GROUPS.items() for name, row in rows.items()}
    return province(tmp_path_factory.mktemp("surveys") / "drop", people, inputs={"provider_responses": FORMS})  # type: ignore[arg-type]


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, rows in GROUPS.items() for name in rows])
def test_answers(oracle: Oracle, group: str, name: str) -> None:
    found = tuple(counted(oracle, measure).get(key_of(f"{group} {name}")) for measure in MEASURES[group])
    assert found == GROUPS[group][name][1:]


def weighted(oracle: Oracle, indicator: str) -> tuple[int, int, int]:
    """Give weight, weight above the line and respondents of the province."""
    row = oracle.weighted().filter(indicator_id=indicator, level="province").row(0, named=True)
    return row["weight"], row["weight_yes"], row["respondents"]


def test_weights_are_thousandths_rounded_half_up(oracle: Oracle) -> None:
    """All that count weigh 1, but three: 10,000, 0.01 and 1.0005."""
    rows = [row for name, row in INVOLVED.items() if name not in ("heavy", "light", "to be rounded")]
    usual = [counts for _, counts in rows if counts]
    yes = sum(counts[0] for counts in usual)
    assert weighted(oracle, "involved") == (
        1000 * len(usual) + 10_000_000 + 10 + 1001, 1000 * yes + 10_000_000, len(usual) + 3
    )  # fmt: skip


def test_physicians(oracle: Oracle) -> None:
    """Of three with a level one is burnt out and weighs 2 of 4; of two that tell their confidence one of 4."""
    assert weighted(oracle, "burnout") == (4000, 2000, 3)
    assert weighted(oracle, "md_confidence") == (4000, 1000, 2)
    levels = oracle.results().filter(pl.col("indicator_id") == "burnout")["level"]
    assert set(levels) == {"oht", "province"}
