"""How tests of cancer screening and those who are out of it are delivered."""

from synthetic.layouts import Layout

LAYOUTS = {
    "screening_tests": Layout("test_no health_number test tested_on outcome purpose"),
    "registry_exclusions": Layout("health_number finding found_on"),
    "practice_exclusions": Layout("health_number told_by screening reason told_on withdrawn_on", "csv"),
}
