"""The valid inputs: the package's fixtures, and results that cebsp makes of some of them."""

import os
import re
import shutil
import struct
import subprocess

# What a tree has of fixtures/: everything that commands read, without sources of guests.
PARTS = ["boards", "scenarios", "fuzz", "fuzz-registry", "guests/bin"]
# Scenarios that use up the machine take half a second each; those of all others are enough.
SLOW = ("exhaustion", "endless", "host-files")
REPORTED = [
    "hello-static",
    "steps",
    "faults/names-elf",
    "checkers/shared-past-count",
    "injection/one-export",
    "checkers/leak",
]


def kernel_image(start, ram):
    """A B000FF image of a page with one ROMHDR, two records, and an entry, as romimage lays it out."""
    header = struct.pack(
        "<20I",
        start,
        start + 0x1000,
        2,
        start + 0x1000,
        ram,
        ram,
        ram + 0x900000,
        1,
        start + 0x200,
        0,
        0,
        0,
        0,
        0x1C2,
        0,
        0,
        0,
        0,
        0,
        0,
    )
    memory = bytearray(0x1000)
    memory[0x40:0x4C] = struct.pack("<4sII", b"ECEC", start + 0x80, 0x80)
    memory[0x80 : 0x80 + len(header)] = header
    memory[0x200:0x220] = struct.pack(
        "<8I", start + 0x300, 0, 0x20, 0x20, start + 0x400, start + 0x420, start + 0x460, start + 0x800
    )
    memory[0x400:0x407] = b"nk.exe\0"
    records = b""
    for offset in (0, 0x800):
        part = bytes(memory[offset : offset + 0x800])
        records += struct.pack("<III", start + offset, len(part), sum(part)) + part
    return b"B000FF\n" + struct.pack("<II", start, 0x1000) + records + struct.pack("<III", 0, start + 4, 0)


class Corpus:
    """A tree of valid inputs below a folder, and what is in it by kind; all names are relative to the folder."""

    def __init__(self, root, program, folder):
        self.folder = folder
        for part in PARTS:
            shutil.copytree(root / "fixtures" / part, folder / "fixtures" / part)
        (folder / "results").mkdir()
        (folder / "images").mkdir()
        (folder / "images/nk.bin").write_bytes(kernel_image(0x80001000, 0x84F00000))
        os.mkfifo(folder / "pipe")
        os.symlink("loop", folder / "loop")
        self.make_results(program)
        self.boards = sorted(path.name for path in (folder / "fixtures/boards").iterdir())
        self.board_files = self.names("fixtures/boards", "")
        self.scenarios = [
            name
            for name in self.names("fixtures/scenarios", ".scenario.yaml")
            if not any(word in name for word in SLOW)
        ]
        self.map_files = [name for name in self.names("fixtures/fuzz", "") if not name.endswith((".bin", ".nb0"))]
        self.kernel_images = [name for name in self.names("fixtures/fuzz", "") if name.endswith((".bin", ".nb0"))] + [
            "images/nk.bin"
        ] * 4
        self.images = [name for name in self.names("fixtures/guests/bin", "") if name.endswith((".dll", ".exe"))]
        self.registry_files = self.names("fixtures/fuzz-registry", ".reg")
        self.results, self.reports = self.names("results", ".json"), self.names("results", ".xml")
        self.used = {name: self.files_of(name) for name in self.scenarios}

    def names(self, part, ending):
        return sorted(
            str(path.relative_to(self.folder))
            for path in (self.folder / part).rglob("*")
            if path.is_file() and str(path).endswith(ending)
        )

    def data(self, name):
        return (self.folder / name).read_bytes()

    def make_results(self, program):
        """Results in JSON and JUnit XML, and a report of findings, as cebsp writes them."""

        def run(*arguments):
            subprocess.run(
                [program, *arguments],
                cwd=self.folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )

        for index, name in enumerate(REPORTED):
            scenario = f"fixtures/scenarios/{name}.scenario.yaml"
            run("run", scenario, "--json", f"results/{index}.json", "--junit", f"results/{index}.xml")
        run("check", "fixtures/boards/omap-1g", "--format", "json", "--output", "results/findings.json")
        # Without the host's times, so that a case is the same each time.
        for path in (self.folder / "results").iterdir():
            path.write_text(re.sub(r'("seconds": |time=")[0-9.e-]+', r"\g<1>0.01", path.read_text()))

    def files_of(self, scenario):
        """The board's files, images and symbols that a scenario names, in every flavour."""
        text = self.data(scenario).decode()
        names = set(re.findall(r"[\w-]+\.(?:dll|exe|elf|map)\b", text))
        boards = set(re.findall(r"boards/([\w-]+)/", text))
        images = [name for name in self.names("fixtures/guests/bin", "") if name.rsplit("/", 1)[1] in names]
        return images, [name for name in self.board_files if name.split("/")[2] in boards]
