"""The text of a receipt: what an analyst reads of one person."""

from dataclasses import replace

import pytest

from reports.receipt import ReceiptPage, render_receipt
from tests.reports.sample_receipt import AREA, ORDER, ROUTE, account, by_area, every_kind, newborn, page, without_team
from transforms.attribution.receipt import Found, Margin


def lines(of: ReceiptPage) -> list[str]:
    return render_receipt(of).decode("utf-8").splitlines()


def test_it_says_who_why_and_by_how_much() -> None:
    text = lines(page())
    for line in (
        "Weighed by        the fee of the schedule, in cents",
        "Unverified in it  core_list, ghost_years",
        "Tier virtual, by the rule core_care.",
        "Provider: physician a.",
        "Team T1, by the provider; network N1.",
        "Of the person's core care weighed 500, 300 is by the provider and 200 by the next physician.",
        "2. core_care     2 with something to show, one chosen",
        "value: 300 against 200, a lead of 100",
        "The next one would draw level with 100 more at the step value, and win with more than that.",
        "Without anything from the chosen provider the rule core_care would find b.",
    ):
        assert line in text


def test_it_says_it_is_restricted_first() -> None:
    assert lines(page())[1].startswith("About one person: restricted.")


LATER = "An enrolment with another physician that begins after 1 January 2020 would win."


def test_what_an_enrolled_person_would_need() -> None:
    by_start = every_kind()[1]
    assert LATER in lines(by_start)
    starts_alike = (Margin("start_date", "2020", "2020", None), Margin("value", "3", "1", 2))
    by_value = account(
        chosen=Found("enrolment", "a", None, "value"), candidates=by_start.account.candidates, margins=starts_alike
    )
    text = lines(page(by_value, tier_rule="enrolment"))
    assert LATER in text
    assert "The next one would draw level with 2 more at the step value, and win with more than that." in text


def test_level_at_the_first_amount_any_more_there_would_win() -> None:
    """A later step decided, but what is weighed comes first: one line more and the next one wins by value."""
    margins = (Margin("value", "3", "3", 0), Margin("visits", "3", "1", 2))
    text = lines(page(account(margins=margins)))
    assert "Winner and next one are level at value: anything more there would win." in text


def test_only_rules_of_the_method_are_said_to_go_first() -> None:
    assert "Something to show for an earlier rule would win: enrolment, centre_roster." in lines(page())
    alone = replace(ROUTE, order=("core_care", "area"))
    assert not [line for line in lines(page(route=alone)) if line.startswith("Something to show for an earlier")]


def test_a_newborn_is_told_of_the_mother() -> None:
    text = lines(newborn())
    for line in (
        "4. mother        1 with something to show, one chosen",
        "5. area          not asked any more (2 would have something to show)",
        "By the mother, whom the births name: her provider a.",
        f"Something to show for any of these rules would find a provider: {', '.join(ORDER[:4])}.",
        "When the mother's provider changes, the child follows.",
    ):
        assert line in text


def test_by_area_the_residents_are_told() -> None:
    text = lines(by_area())
    for line in (
        "Provider: none; the area N6A decides.",
        "5. area          2 with something to show, one chosen",
        "The area N6A has the network N1 (plurality). Its residents with a provider have:",
        "  network N1: 60 residents",
        "  network N2: 1 resident",
    ):
        assert line in text


def test_without_a_team_it_says_where_the_way_ended() -> None:
    text = lines(without_team(AREA))
    assert "Counted, and without a team: no_oht." in text
    assert any(line.startswith("The provider's network N1 leads to no single team") for line in text)
    assert "The person's area N6A leads to the network N1 and to no single team." in text


def test_one_who_is_not_counted_has_a_reason_and_nothing_to_flip() -> None:
    text = lines(every_kind()[8])
    assert "Not counted on the day: dead." in text
    assert "1. enrolment  not asked, since the person is not counted or cannot be placed" in "\n".join(text)
    assert "Nothing about care would change it, while the person is not counted or cannot be placed." in text


@pytest.mark.parametrize("of", every_kind())
def test_no_sentence_is_left_unfilled(of: ReceiptPage) -> None:
    text = "\n".join(lines(of))
    assert "{" not in text
    assert "None" not in text
