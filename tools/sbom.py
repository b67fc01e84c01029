"""The list of what a release holds, for programs that watch for weaknesses: CycloneDX, as JSON."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_string
from email.message import Message
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZipFile

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SCHEMA = SchemaVersion.V1_6


@dataclass(frozen=True, slots=True)
class Wheel:
    """What a wheel says of itself."""

    metadata: Message
    sha256: str

    @property
    def name(self) -> str:
        """Its name as package indexes write it."""
        return canonicalize_name(self.metadata["Name"])

    def needs(self) -> Iterator[str]:
        """Yield the names of what it needs on some system, extras left out."""
        for line in self.metadata.get_all("Requires-Dist", []):
            requirement = Requirement(line)
            if "extra ==" not in str(requirement.marker):
                yield canonicalize_name(requirement.name)


def read(path: Path) -> Wheel:
    """Read a wheel's metadata."""
    with ZipFile(path) as file:
        name = next(each for each in file.namelist() if each.endswith(".dist-info/METADATA"))
        metadata = message_from_string(file.read(name).decode())
    return Wheel(metadata, hashlib.sha256(path.read_bytes()).hexdigest())


def build(program: Wheel, stands_on: Sequence[Wheel], moment: int) -> str:
    """Return the document: the program, the packages that it stands on, who needs whom.

    `moment` is in seconds since 1970. The same wheels and moment give the same text.
    """
    made = {wheel.name: _component(wheel, ComponentType.LIBRARY) for wheel in stands_on}
    whole = made[program.name] = _component(program, ComponentType.APPLICATION)
    bom = Bom(
        metadata=BomMetaData(component=whole, timestamp=datetime.fromtimestamp(moment, UTC)),
        components=[each for each in made.values() if each is not whole],
        serial_number=uuid5(NAMESPACE_URL, " ".join(sorted(_hashes([program, *stands_on])))),
    )
    for wheel in (program, *stands_on):
        bom.register_dependency(made[wheel.name], [made[n] for n in wheel.needs() if n in made])
    return make_outputter(bom, OutputFormat.JSON, SCHEMA).output_as_string(indent=2) + "\n"


def _hashes(wheels: Iterable[Wheel]) -> Iterator[str]:
    for wheel in wheels:
        yield wheel.sha256


def _component(wheel: Wheel, kind: ComponentType) -> Component:
    version = wheel.metadata["Version"]
    address = PackageURL("pypi", name=wheel.name, version=version)
    return Component(
        type=kind,
        name=wheel.name,
        version=version,
        description=wheel.metadata["Summary"],
        purl=address,
        bom_ref=address.to_string(),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=wheel.sha256)],
        licenses=list(_licenses(wheel.metadata)),
    )


def _licenses(metadata: Message) -> Iterator[License]:
    """Yield what a package says: an expression, else one line, else its classifiers."""
    said = metadata["License-Expression"] or metadata["License"] or ""
    of_old = [c for c in metadata.get_all("Classifier", []) if c.startswith("License ::")]
    lines = [said] if said and "\n" not in said else [c.rpartition(" :: ")[2] for c in of_old]
    for line in lines:
        yield LicenseFactory().make_from_string(line)
