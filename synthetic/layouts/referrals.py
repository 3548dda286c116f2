"""Referrals as the source delivers them."""

from synthetic.layouts import Layout

LAYOUTS = {"referrals": Layout("referral_no health_number referred_on to_specialty referred_by first_seen_on")}
