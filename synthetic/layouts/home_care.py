"""Home care as the source delivers it."""

from synthetic.layouts import Layout

LAYOUTS = {
    "home_care_referrals": Layout(
        "referral_no health_number referred_on pad_on referred_by opened_on closed_on src complex_needs"
    ),
    "home_care_services": Layout("service_no health_number served_on service amount"),
    "home_care_assessments": Layout(
        "assessment_no health_number assessed_on helper helper_distressed helper_unable adl cps chess_scale"
        " maple_level divert_level"
    ),
}
