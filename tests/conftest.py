"""Settings shared by all tests."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no defect of a property.
settings.register_profile("default", deadline=None)
settings.load_profile("default")

SHARED = Path(os.environ.get("OHT_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@pytest.fixture(scope="session")
def synthea_folder() -> Path:
    """Folder of the Synthea sample; skips when it is not at hand."""
    folder = SHARED / "sample" / "synthea_fhir_r4"
    if not folder.is_dir():
        pytest.skip("the Synthea sample is not beside the repository (set OHT_SHARED to the folder that holds sample/)")
    return folder
