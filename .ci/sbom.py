"""What a release is built with, as CycloneDX reads it: every package of the lock files with its version, hashes and licence.

`make sbom` writes sbom.json; the release workflow keeps it beside the site.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import licences
from cyclonedx.contrib.hash.factories import HashTypeFactory
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).parent.parent
_PIN = re.compile(r"^([\w.-]+)==(\S+)((?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE)


def text() -> str:
    """Return the list as JSON."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bom = Bom()
    ours = bom.metadata.component = Component(name=about["name"], version=about["version"], type=ComponentType.APPLICATION)
    for lock, _ in licences.LOCKS:
        for name, version, rest in _PIN.findall((ROOT / lock).read_text(encoding="utf-8")):
            purl = PackageURL("pypi", name=name, version=version)
            hashes = [HashTypeFactory().from_composite_str(one) for one in re.findall(r"sha256:[0-9a-f]{64}", rest)]
            said = [LicenseFactory().make_from_string(licences.licence(name))]
            package = Component(name=name, version=version, bom_ref=str(purl), purl=purl, hashes=hashes, licenses=said)
            bom.components.add(package)
            bom.register_dependency(ours, [package])
    return JsonV1Dot6(bom).output_as_string(indent=2)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
