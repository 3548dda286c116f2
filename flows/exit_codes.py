"""Exit codes of `oht`, so that a scheduler can tell what happened without reading a log."""

import errno

from flows.refusals import Refused
from reference.code_set_mistakes import CodeSetError
from reference.method_mistakes import MethodError
from transforms.indicators.checking import DefinitionError

OK = 0
FAILED = 1
USAGE = 2
DATA_REJECTED = 3
LATE = 4
NOTHING_TO_DO = 5
PRIVACY_REFUSED = 6
NO_SPACE = 7
LOCKED = 8
CONFIGURATION = 9
DRIFT_HELD = 10
INTERRUPTED = 130

MEANINGS = {
    OK: "done",
    FAILED: "a step failed; what stood before still stands",
    USAGE: "the command's words do not fit",
    DATA_REJECTED: "a delivery was refused, or the accounts of rows do not add up",
    LATE: "a source is later than allowed (--max-age)",
    NOTHING_TO_DO: "nothing to do (only with --exit-nothing)",
    PRIVACY_REFUSED: "a disclosure check refused the release",
    NO_SPACE: "disk or memory ran out",
    LOCKED: "another run holds the store",
    CONFIGURATION: "no store, key or setting where one is needed",
    DRIFT_HELD: "codes drift, so that the publication is held (--accept-drift releases it)",
    INTERRUPTED: "interrupted; run the same command again and it goes on",
}

USAGE_REFUSALS = {
    "usage",
    "unknown_source",
    "no_folder",
    "store_exists",
    "not_empty",
    "nothing_received",
    "not_refreshed",
    "no_person",
    "no_official_file",
    "no_earlier",
    "nothing_measured",
}
CONFIGURATION_REFUSALS = {
    "no_store",
    "store_format",
    "no_key",
    "bad_limits",
    "bad_map",
    "bad_setting",
    "bad_method",
    "bad_programme",
}


FULL = (errno.ENOSPC, errno.EDQUOT)


def exit_code_of(error: BaseException) -> int:
    """Give the exit code for an error that ends a command."""
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, MemoryError) or _is_disk_full(error):
        return NO_SPACE
    if isinstance(error, (MethodError, CodeSetError, DefinitionError)):
        return CONFIGURATION
    if not isinstance(error, Refused):
        return FAILED
    if error.code == "locked":
        return LOCKED
    if error.code == "privacy":
        return PRIVACY_REFUSED
    if error.code == "drift":
        return DRIFT_HELD
    if error.code in USAGE_REFUSALS:
        return USAGE
    return CONFIGURATION if error.code in CONFIGURATION_REFUSALS else DATA_REJECTED


def _is_disk_full(error: BaseException) -> bool:
    """True for a disk or quota that is full; libraries beneath Python say so in their text only."""
    if isinstance(error, OSError) and error.errno in FULL:
        return True
    return any(f"(os error {number})" in str(error) for number in FULL)
