"""The text of a receipt: what an analyst reads of one person."""

import pytest

from reports.receipt import ReceiptPage, render_receipt
from tests.reports.sample_receipt import account, every_kind, page
from transforms.attribution.receipt import Found, Margin


def lines(of: ReceiptPage) -> list[str]:
    return render_receipt(of).decode("utf-8").splitlines()


def test_it_says_who_why_and_by_how_much() -> None:
    text = lines(page())
    for line in (
        "Weighed by        the fee of the schedule, in cents",
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


def test_a_later_enrolment_is_named_and_the_amount_where_care_decided() -> None:
    by_start = every_kind()[1]
    later = "An enrolment with another physician that begins after 1 January 2020 would win."
    assert later in lines(by_start)
    decided_by_care = account(
        chosen=Found("enrolment", "a", None, "visits"),
        candidates=by_start.account.candidates,
        margins=(
            Margin("start_date", "2020", "2020", None),
            Margin("value", "3", "3", 0),
            Margin("visits", "2", "1", 1),
        ),
    )
    text = lines(page(decided_by_care))
    assert later in text
    assert "The next one would draw level with 1 more at the step visits, and win with more than that." in text


def test_one_who_is_not_counted_has_a_reason_and_nothing_to_flip() -> None:
    text = lines(every_kind()[5])
    assert "Not counted on the day: dead." in text
    assert "Nothing about care would change it, while the person is not counted or cannot be placed." in text


@pytest.mark.parametrize("of", every_kind())
def test_no_sentence_is_left_unfilled(of: ReceiptPage) -> None:
    text = "\n".join(lines(of))
    assert "{" not in text
    assert "None" not in text
