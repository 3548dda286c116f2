"""Programmes beside the catalogue: what a set leans to, and which may be shown by default (comparisons, 29)."""

import dataclasses
import re
from fractions import Fraction

import pytest

from reference.programmes import Member, Programme, load_programme, programme_names
from tests.conventions.sources import ROOT
from transforms.catalogue import indicators
from transforms.comparisons.programme import AIMS, acute_share, check_programme, part_programme

ACUTE = dataclasses.replace(indicators()["acsc"], id="acute_one", setting="acute")
CATALOGUE = {**indicators(), "acute_one": ACUTE, "acute_two": dataclasses.replace(ACUTE, id="acute_two")}
FOUR_AIMS = ("continuity_hqo", "acsc", "ed_rate", "md_panel")
# Rules that are written down; some of their records may still be on their way.
PROMISED = set(
    re.findall(r"`([a-z][a-z0-9_]+)`", (ROOT / "docs/explanation/indicators.md").read_text(encoding="utf-8"))
)


def is_unverified(name: str) -> bool:
    return name in CATALOGUE and CATALOGUE[name].status == "unverified"


def programme(*ids: str, is_default: bool = True) -> Programme:
    members = tuple(Member(name, "local", "settled here", shows_unverified=is_unverified(name)) for name in ids)
    return Programme("own", "Own", "us", "settled here", is_default, members)


def test_a_default_set_of_all_aims_is_used() -> None:
    assert check_programme(programme(*FOUR_AIMS), CATALOGUE) == []


def test_half_acute_is_allowed_and_more_is_refused() -> None:
    half = programme("continuity_hqo", "acute_one", "ed_rate", "md_panel", "acute_two", "attach")
    assert acute_share(CATALOGUE, half.ids) == Fraction(1, 3)
    twins = {**CATALOGUE, "ed_rate": dataclasses.replace(CATALOGUE["ed_rate"], setting="acute")}
    assert acute_share(twins, half.ids) == Fraction(1, 2)
    assert check_programme(half, twins) == []
    more = {**twins, "attach": dataclasses.replace(twins["attach"], setting="acute")}
    assert check_programme(half, more) == [
        "own: 4 of 6 indicators are about acute care, more than half."
        " A set shown by default must not be: take some out, or add indicators of primary care."
    ]


def test_a_default_set_fills_four_aims() -> None:
    assert check_programme(programme("continuity_hqo", "acsc"), CATALOGUE) == [
        "own: no indicator is about the aim value or provider."
        " A set shown by default fills all four aims: add one to each."
    ]


def test_other_sets_may_lean_as_they_like() -> None:
    assert check_programme(programme("acute_one", is_default=False), CATALOGUE) == []


def test_an_unknown_id_says_what_it_awaits() -> None:
    unknown = programme(*FOUR_AIMS, "eol_mdhome90")
    assert check_programme(unknown, CATALOGUE) == [
        "own: there is no indicator eol_mdhome90."
        " Correct the id, or say with `awaits` which input is missing before it can be defined."
    ]
    awaiting = (
        *programme(*FOUR_AIMS).members,
        Member("eol_mdhome90", "unverified", "seen", awaits="90 days"),
    )
    assert check_programme(dataclasses.replace(unknown, members=awaiting), CATALOGUE) == []


def test_what_the_catalogue_lacks_leans_nowhere() -> None:
    assert acute_share(CATALOGUE, ["eol_mdhome90"]) is None
    assert acute_share(CATALOGUE, ["eol_mdhome90", "acute_one"]) == 1


@pytest.mark.parametrize("name", programme_names())
def test_shipped_programmes_name_what_there_is_or_is_promised(name: str) -> None:
    shipped = load_programme(name)
    named = {member.indicator_id for member in shipped.members if member.awaits is None}
    assert named <= PROMISED | set(indicators())
    awaiting = {member.indicator_id for member in shipped.members if member.awaits}
    assert not awaiting & (PROMISED | set(indicators()))


def test_one_programme_is_shown_by_default_and_it_is_fit_for_it() -> None:
    shipped = [load_programme(name) for name in programme_names()]
    (default,) = [found for found in shipped if found.is_default]
    complaints = [
        sentence for sentence in check_programme(default, indicators()) if "there is no indicator" not in sentence
    ]
    assert complaints == []
    assert {indicators()[name].aim for name in default.ids if name in indicators()} == set(AIMS)


def test_a_default_set_leaves_out_what_is_unverified_unless_its_file_says_so() -> None:
    members = (
        Member("ed_repeat_mha30", "local", "here"),
        Member("continuity_hqo", "local", "here", shows_unverified=True),
        Member("acsc", "local", "here"),
        Member("fu7_pc_group", "local", "here"),
        Member("eol_mdhome90", "local", "here", awaits="a window of 90 days"),
    )
    own = dataclasses.replace(programme(), members=members)
    shown, off, awaiting = ([member.indicator_id for member in part] for part in part_programme(own, indicators()))
    assert (shown, off) == (["ed_repeat_mha30", "continuity_hqo"], ["acsc", "fu7_pc_group"])
    assert awaiting == ["eol_mdhome90"]
    other = part_programme(dataclasses.replace(own, is_default=False), indicators())
    assert [member.indicator_id for member in other.shown] == [member.indicator_id for member in members[:4]]


def test_what_is_off_fills_no_aim_and_balances_nothing() -> None:
    off = dataclasses.replace(programme(*FOUR_AIMS), members=tuple(Member(name, "local", "x") for name in FOUR_AIMS))
    (sentence,) = check_programme(off, indicators())
    assert "the aim experience or outcomes or value or provider" in sentence


def test_a_mark_that_is_not_needed_any_more_is_refused() -> None:
    member = Member("readmit30_cihi", "local", "here", shows_unverified=True)
    own = dataclasses.replace(programme(is_default=False), members=(member,))
    assert check_programme(own, indicators()) == [
        "own: readmit30_cihi says shows_unverified, and its definition is verified. Take the line out."
    ]
