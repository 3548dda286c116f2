"""Stage: what features read of all buckets together, such as the last day a hospital delivered."""

from flows.features import Features
from flows.inputs import Inputs
from flows.work import Work


def share_features(work: Work, inputs: Inputs, period: str) -> Features:  # noqa: ARG001 - filled with the hospital features
    """Bring what families read of all buckets up to date; gives it by the name under which they read it."""
    return {}
