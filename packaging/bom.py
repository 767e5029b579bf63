"""The bill of materials of a release, as CycloneDX: ``bom.py OUT``. The same bytes for the same revision.

What is shipped is what `requirements/runtime.txt` locks, each with its hashes; what is needed on one system only is
named with its marker. It runs in the environment of the tests, which holds CycloneDX's own library.
"""

from __future__ import annotations

import os
import re
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements" / "runtime.txt"
ENTRY = re.compile(
    r"^([a-z0-9._-]+)==(\S+)(?: ; (.*?))? \\\n((?:\s+--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def main(arguments: list[str]) -> int:
    """Write the bill and say how long it is."""
    sys.path.insert(0, str(ROOT / "packaging" / "bundle"))
    import version_info

    bill = bill_of(version_info.version(), LOCK.read_text(encoding="utf-8"), os.environ.get("SOURCE_DATE_EPOCH", "0"))
    Path(arguments[0]).write_text(JsonV1Dot6(bill).output_as_string(indent=1) + "\n", encoding="utf-8")
    print(f"{len(bill.components)} components in {arguments[0]}")
    return 0


def bill_of(version: str, lock: str, moment: str) -> Bom:
    """The bill of one version: the packages that `lock` names. `moment` is in seconds since 1970."""
    program = Component(
        type=ComponentType.APPLICATION,
        name="dncdesk",
        version=version,
        bom_ref=f"dncdesk@{version}",
        licenses=[DisjunctiveLicense(id="MIT")],
    )
    bill = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"dncdesk {version} {lock}"))
    bill.metadata.component = program
    bill.metadata.timestamp = datetime.fromtimestamp(int(moment), UTC)
    parts = [part(*found) for found in ENTRY.findall(lock)]
    for one in parts:
        bill.components.add(one)
    bill.register_dependency(program, parts)
    return bill


def part(name: str, version: str, marker: str, hashes: str) -> Component:
    """One package: each file that may be installed has a hash, for whichever system it is."""
    address = PackageURL("pypi", name=name, version=version)
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version,
        purl=address,
        bom_ref=str(address),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in re.findall(r"[0-9a-f]{64}", hashes)],
        properties=[Property(name="dncdesk:only", value=marker)] if marker else [],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
