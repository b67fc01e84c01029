"""Who signed the programs for Windows, as Debian's osslsigncode reads it.

A chain is followed to Microsoft's root of 2020, which is kept here, or to those that Debian knows.
Nothing is asked on the network: whether a certificate was revoked is not known.
"""

import hashlib
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from windows_python import PROGRAMS, RefusedError

ROOT_OF_2020 = Path(__file__).parents[1] / ".ci/microsoft-root-2020.pem"
_OF_DEBIAN = Path("/etc/ssl/certs/ca-certificates.crt")

PSF = "Python Software Foundation"
MICROSOFT = "Microsoft Corporation"

_SIGNER = re.compile(r"Signer #0:\s+Subject: (.*)")
_ORGANISATION = re.compile(r"/O=([^/]*)")
_DIGEST = re.compile(r"^(?:Current|Calculated) message digest *: *(\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Signature:
    """`signer` is "" where nobody signed; `whole` says that the file is what was signed.

    `verified` says that the chain ends at a root that is known here, which of Microsoft's own
    libraries it does not.
    """

    name: str
    sha256: str
    signer: str
    whole: bool
    verified: bool

    @property
    def accepted(self) -> bool:
        """Whether it may be in the zip: Microsoft's runtime comes with every Python."""
        runtime = self.name.startswith("vcruntime") and self.signer == MICROSOFT
        return self.whole and (runtime or (self.verified and self.signer == PSF))


def read_signatures(files: Mapping[str, bytes]) -> Iterator[Signature]:
    """Yield the signature of each program among `files`. Raises OSError without osslsigncode."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        roots = folder / "roots.pem"
        known = [each.read_text(encoding="utf-8") for each in (ROOT_OF_2020, _OF_DEBIAN)]
        roots.write_text("\n".join(known), encoding="utf-8")
        for name, held in sorted(files.items()):
            if name.endswith(PROGRAMS):
                (folder / "program").write_bytes(held)
                yield _read(name, folder / "program", roots)


def _read(name: str, program: Path, roots: Path) -> Signature:
    done = subprocess.run(
        [
            *("osslsigncode", "verify", "-ignore-crl", "-in", str(program)),
            *("-CAfile", str(roots), "-TSA-CAfile", str(roots)),
        ],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    subject = _SIGNER.search(done.stdout)
    organisation = _ORGANISATION.search(subject[1]) if subject else None
    digests = _DIGEST.findall(done.stdout)
    return Signature(
        name,
        hashlib.sha256(program.read_bytes()).hexdigest(),
        organisation[1] if organisation else "",
        bool(digests) and digests[::2] == digests[1::2],
        done.returncode == 0,
    )


def refuse_strangers(signatures: Iterable[Signature]) -> None:
    """Raise RefusedError for programs that somebody else signed, or changed, or nobody signed."""
    strange = [each.name for each in signatures if not each.accepted]
    if strange:
        raise RefusedError(f"not signed as python.org signs: {', '.join(strange)}")
