"""Cases: files that are mutated, and a command line that reads them, with options that are sometimes wrong, too."""

import hashlib
import random
from dataclasses import dataclass, field

from fuzzing import odd
from fuzzing.binary_mutation import BinaryMutation
from fuzzing.json_mutation import JSONMutation
from fuzzing.options import ENDLESS, OPTIONS, WRITTEN
from fuzzing.text_mutation import TextMutation, dictionary
from fuzzing.yaml_mutation import YAMLMutation, keys_of_schemas


@dataclass
class Case:
    number: int
    arguments: list
    files: dict = field(default_factory=dict)
    environment: dict = field(default_factory=dict)
    full: bool = False

    @property
    def command(self):
        return self.arguments[0] if self.arguments and self.arguments[0] in OPTIONS else "none"

    @property
    def digest(self):
        parts = [repr((self.arguments, sorted(self.environment.items()), self.full)).encode()]
        parts += [part for name in sorted(self.files) for part in (name.encode(), self.files[name])]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


class Cases:
    """The cases of a seed: number N is the same whenever and wherever it is asked for."""

    def __init__(self, root, corpus, seed):
        self.corpus, self.seed = corpus, seed
        words = dictionary(root / "Fuzz/Dictionaries")
        self.yaml, self.text = YAMLMutation(keys_of_schemas(root / "schemas")), TextMutation(words)
        self.binary, self.json = BinaryMutation(), JSONMutation()
        self.kinds = [
            (30, self.maps),
            (30, self.runs),
            (12, self.images),
            (6, self.probes),
            (10, self.merges),
            (6, self.baselines),
            (4, self.words),
            (8, self.kernel_images),
        ]

    def case(self, number):
        rng = random.Random(f"{self.seed}/{number}")
        kinds = [kind for weight, kind in self.kinds for _ in range(weight)]
        command, inputs, files = rng.choice(kinds)(rng)
        arguments = [command, *self.options(rng, command), *inputs]
        if rng.random() < 0.03:
            arguments = self.damaged(rng, arguments)
        if command == "run":
            arguments += ["--host-timeout", "1"]
        if command == "probe":
            arguments += ["--time", "2"]
        environment = (
            {"NO_COLOR": "1"} if rng.random() < 0.5 else {"GITHUB_ACTIONS": "true"} if rng.random() < 0.3 else {}
        )
        return Case(number, arguments, files, environment, full=rng.random() < 0.01)

    def mutated(self, rng, name):
        data = self.corpus.data(name)
        if name.endswith(".yaml"):
            return self.yaml.mutate(rng, data)
        if name.endswith(".json"):
            return self.json.mutate(rng, data)
        if name.endswith((".dll", ".exe", ".elf", ".bin", ".nb0")):
            return self.binary.mutate(rng, data)
        return self.text.mutate(rng, data, name.rsplit("/", 1)[1])

    def options(self, rng, command):
        words = []
        known = sorted(OPTIONS[command])
        for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
            if known:
                option = rng.choice(known)
                values = OPTIONS[command][option]
                words += [option] if values is None else [option, self.option_value(rng, option, values)]
        if rng.random() < 0.01:
            words.append(rng.choice(("--nothing", "-", "--", "-x", "--help", "--version", "--json=", "--jobs=-1")))
        return words

    def option_value(self, rng, option, values):
        if option in WRITTEN or option in ENDLESS or rng.random() < 0.85:
            return rng.choice(values)
        return odd.word(rng).replace("\0", "")

    def damaged(self, rng, arguments):
        """A word less, twice, or in another place; never the name of a file in place of an output."""
        place = rng.randrange(len(arguments))
        written = place > 0 and arguments[place - 1] in WRITTEN
        if arguments[place] in WRITTEN or written:
            return arguments
        return (
            arguments[:place]
            + rng.choice(([], [arguments[place]] * 2, [odd.word(rng).replace("\0", "")]))
            + arguments[place + 1 :]
        )

    def maps(self, rng):
        command = rng.choice(("check", "check", "map", "lookup", "diff", "plan", "export"))
        corpus = self.corpus
        if rng.random() < 0.7:
            name = rng.choice(corpus.board_files)
            folder = name.rsplit("/", 1)[0]
            inputs = [folder if rng.random() < 0.5 else f"{folder}/board.yaml" if rng.random() < 0.5 else name]
        else:
            name = rng.choice(corpus.map_files)
            inputs = [name]
        files = {name: self.mutated(rng, name)}
        if command == "lookup":
            inputs += [
                odd.word(rng).replace("\0", "") if rng.random() < 0.2 else hex(rng.choice(odd.NUMBERS))
                for _ in range(rng.choice((1, 1, 3, 200)))
            ]
        elif command == "export":
            inputs += ["--to", rng.choice(("dts", "ghidra", "ida", "gdb", "trace32", "ld", "svd"))]
        elif command == "diff":
            inputs += [rng.choice((f"fixtures/boards/{rng.choice(corpus.boards)}", inputs[0]))]
            rng.shuffle(inputs)
        elif rng.random() < 0.2:
            inputs += rng.sample(corpus.board_files, rng.choice((1, 2, 5)))
        return command, inputs, files

    def kernel_images(self, rng):
        name = rng.choice(self.corpus.kernel_images)
        board = f"fixtures/boards/{rng.choice(self.corpus.boards)}"
        files = {name: self.mutated(rng, name)}
        inputs = rng.choice(
            ([name], [f"{board}/config.bib", name], [f"{board}/oemaddrtab_cfg.inc", f"{board}/config.bib", name])
        )
        command = rng.choice(("check", "check", "map", "board-from", "export"))
        if command == "board-from":
            inputs = [name]
        elif command == "export":
            inputs = [*inputs, "--to", rng.choice(("dts", "gdb"))]
        return command, inputs, files

    def runs(self, rng):
        scenario = rng.choice(self.corpus.scenarios)
        images, board = self.corpus.used[scenario]
        part = rng.choice(([scenario], [scenario], images or [scenario], board or [scenario]))
        name = rng.choice(part)
        files = {name: self.mutated(rng, name)}
        if name in images:
            # The same in each flavour, whichever the scenario takes.
            twins = [twin for twin in images if twin.rsplit("/", 1)[1] == name.rsplit("/", 1)[1]]
            files = {twin: self.mutated(rng, twin) for twin in twins}
        return "run", [scenario], files

    def images(self, rng):
        names = [rng.choice(self.corpus.images) for _ in range(rng.choice((1, 1, 2)))]
        return "apis", names, {names[0]: self.mutated(rng, names[0])}

    def probes(self, rng):
        """A driver with values of a registry file; one of the two is changed."""
        name = rng.choice(self.corpus.images)
        registry = rng.choice(self.corpus.registry_files)
        changed = rng.choice((name, name, registry))
        inputs = [name] if rng.random() < 0.3 else [name, "--registry", registry]
        if rng.random() < 0.2:
            inputs += ["--board", f"fixtures/boards/{rng.choice(self.corpus.boards)}/board.yaml"]
        return "probe", inputs, {changed: self.mutated(rng, changed)}

    def merges(self, rng):
        names = rng.sample(rng.choice((self.corpus.results, self.corpus.reports)), rng.choice((1, 2, 3)))
        return "merge", names, {names[0]: self.mutated(rng, names[0])}

    def baselines(self, rng):
        """Reports that are read beside the inputs."""
        if rng.random() < 0.5:
            name = rng.choice(("results/findings.json", "results/0.json"))
            return "check", ["fixtures/boards/omap-1g", "--baseline", name], {name: self.mutated(rng, name)}
        name = rng.choice(self.corpus.results)
        return (
            "run",
            ["fixtures/scenarios/checkers", "--list", "--shard", "1/2", "--durations", name],
            {name: self.mutated(rng, name)},
        )

    def words(self, rng):
        command = rng.choice(("explain", "schema", "init", "explain"))
        if command == "init":
            return (
                command,
                [rng.choice(("out/new", "out", "out/a/b/c", "nowhere", "pipe", "loop", "out/" + "x" * 300, ""))],
                {},
            )
        known = [
            "CE0101",
            "87",
            "0x57",
            "ERROR_INVALID_PARAMETER",
            "fsr:0x5",
            "page-translation",
            "board",
            "scenario",
        ]
        return (
            command,
            [
                rng.choice(known) if rng.random() < 0.5 else odd.word(rng).replace("\0", "")
                for _ in range(rng.choice((0, 1, 1, 2, 50)))
            ],
            {},
        )
