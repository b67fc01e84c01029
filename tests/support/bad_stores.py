"""Programs that keep or write badly: each sweep has to notice one, or it proves nothing."""

from pathlib import Path

# Python runs this before the program.
_BEGIN = """
import contextlib, os
import mes_optout.files as files
import mes_optout.progress.store as store
from mes_optout.errors import OptoutError
real_write, real_update, real_fsync = store._write, store.Store.update, os.fsync
real_write_file = files.write_file
"""

_BAD = {
    "writes in place": """
def write(folder, data):
    with open(folder / store.FILE, "wb", buffering=0) as file:
        file.write(data[:9])
        file.write(data[9:])
        os.fsync(file.fileno())
    folder = os.open(folder, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
store._write = write
""",
    "renames before it writes": """
def write(folder, data):
    with open(folder / store._NEW, "wb", buffering=0) as file:
        os.rename(folder / store._NEW, folder / store.FILE)
        file.write(data)
        os.fsync(file.fileno())
store._write = write
""",
    "saves when the next answer comes": """
late = []
def update(self, change):
    if late:
        real_update(self, late.pop())
    late.append(change)
    return change(self.read())
store.Store.update = update
""",
    "leaves a file each time": """
def write(folder, data):
    (folder / f"notes.json.{os.getpid()}").write_bytes(data)
    real_write(folder, data)
store._write = write
""",
    "leaves what it has begun": """
def write(folder, data):
    new = folder / store._NEW
    with open(new, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.rename(new, folder / store.FILE)
    folder = os.open(folder, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
store._write = write
""",
    "deletes what it should put aside": """
real_put_file_aside = store.Store.put_file_aside
def put_file_aside(self):
    kept = real_put_file_aside(self)
    kept.unlink()
    return kept
store.Store.put_file_aside = put_file_aside
""",
    "flushes nothing": "os.fsync = lambda descriptor: None",
    "flushes no folder": """
import stat
def fsync(descriptor):
    if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
        real_fsync(descriptor)
os.fsync = fsync
""",
    "makes folders without a flush": """
store.disk.make_folder = lambda folder: folder.mkdir(0o700, parents=True, exist_ok=True)
""",
    "flushes after the rename": """
def write(folder, data):
    with open(folder / store._NEW, "wb", buffering=0) as file:
        file.write(data)
        os.rename(folder / store._NEW, folder / store.FILE)
        os.fsync(file.fileno())
    folder = os.open(folder, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
store._write = write
""",
    "keeps anew unasked": """
def update(self, change):
    return real_update(store.Store(self.folder), change)
store.Store.update = update
""",
    "hides errors": """
def write(folder, data):
    with contextlib.suppress(OSError):
        real_write(folder, data)
store._write = write
""",
    "hides errors of every kind": """
def update(self, change):
    try:
        return real_update(self, change)
    except store.CannotSaveError:
        return change(self.read())
store.Store.update = update
""",
    "lets errors through": """
import sys
other = type("Other", (Exception,), {"__init__": lambda self, **facts: None})
for name, module in list(sys.modules.items()):
    if name.startswith("mes_optout.progress.") and hasattr(module, "CannotSaveError"):
        module.CannotSaveError = other
""",
    "empties the file that it replaces": """
def write_file(path, content, *, force):
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
files.write_file = write_file
""",
    "deletes the file that it replaces": """
def write_file(path, content, *, force):
    path.unlink(missing_ok=True)
    real_write_file(path, content, force=False)
files.write_file = write_file
""",
    "leaves a file beside": """
def write_file(path, content, *, force):
    path.with_name(path.name + ".new").write_bytes(content)
    real_write_file(path, content, force=force)
files.write_file = write_file
""",
    "hides errors of a takeaway": """
def write_file(path, content, *, force):
    with contextlib.suppress(OptoutError):
        real_write_file(path, content, force=force)
files.write_file = write_file
""",
    "lets errors of a takeaway through": """
files.CannotWriteError = type("Other", (Exception,), {"__init__": lambda self, **facts: None})
""",
    "deletes without a flush": """
def forget(self):
    for path in self.files():
        path.unlink()
store.Store.forget = forget
""",
    "deletes half": """
def forget(self):
    self.path.write_bytes(self.path.read_bytes()[:9])
    for path in self.files():
        path.unlink()
store.Store.forget = forget
""",
    "hides errors of a deletion": """
real_forget = store.Store.forget
def forget(self):
    with contextlib.suppress(OptoutError):
        real_forget(self)
store.Store.forget = forget
""",
}


def bad_store(name: str, folder: Path) -> dict[str, str]:
    """Return the environment in which the program keeps progress badly."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_BEGIN + _BAD[name], encoding="utf-8")
    return {"PYTHONPATH": str(folder)}
