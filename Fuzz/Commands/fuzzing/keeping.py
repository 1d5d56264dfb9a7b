"""What broke the contract is kept: the tree it was executed in, made smaller, and a script that repeats it."""

import re
import shlex
import shutil

from fuzzing.command_lines import Case

KEPT_OF_A_KIND = 3
MOST_TRIALS = 80
NUMBERS = re.compile(r"0x[0-9a-fA-F]+|\d+|'[^']*'|\"[^\"]*\"")


def kind(broken, case, outcome):
    """What two findings have in common: how it ended, the command, and the complaint without its numbers and names."""
    text = outcome.err.decode(errors="replace") + outcome.out.decode(errors="replace")
    lines = [line for line in text.splitlines() if re.search(r"Fatal error|terminated|signal|defect|crash", line)]
    place = NUMBERS.sub("N", lines[0])[:100] if lines else ""
    return re.sub(r"[^\w.-]+", "-", f"{broken}-{case.command}-{place}").strip("-")[:110]


def smaller(case, still_broken):
    """The case with lines or bytes left out as long as it stays broken in the same way; a bounded number of trials."""
    trials = MOST_TRIALS
    for name in sorted(case.files):
        data, step = case.files[name], max(1, len(case.files[name]) // 2)
        separator = b"\n" if b"\0" not in data else b""
        parts = (
            data.split(separator) if separator else [data[place : place + 64] for place in range(0, len(data), 64)]
        )
        step = max(1, len(parts) // 2)
        while trials > 0:
            place = 0
            while place < len(parts) and trials > 0:
                fewer = parts[:place] + parts[place + step :]
                trial = Case(
                    case.number,
                    case.arguments,
                    case.files | {name: separator.join(fewer)},
                    case.environment,
                    case.full,
                )
                trials -= 1
                if still_broken(trial):
                    case, parts = trial, fewer
                else:
                    place += step
            if step == 1:
                break
            step = max(1, step // 2)
    return case


def shell_line(case, folder, program):
    environment = " ".join(f"{key}={value}" for key, value in sorted(case.environment.items()))
    words = " ".join(shlex.quote(word) for word in case.arguments)
    full = " > /dev/full" if case.full else ""
    setting = f"cd {shlex.quote(str(folder))} && env {environment} SWIFT_BACKTRACE=enable=no"
    return f"{setting} {program} {words} < /dev/null{full}"


def keep(case, corpus, found, name, program, note):
    """A folder with the corpus, the case's files in it, and `repeat`, a script that executes it again."""
    folder = found / f"{name}-{case.number}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(corpus.folder, folder, symlinks=True, ignore=shutil.ignore_patterns("pipe"))
    (folder / "out").mkdir()
    for path, data in case.files.items():
        (folder / path).write_bytes(data)
    line = shell_line(case, folder, program)
    heading = "".join(f"# {text}\n" for text in note.splitlines())
    (folder / "repeat").write_text(f"#!/bin/sh\n{heading}# mutated: {' '.join(sorted(case.files))}\n{line}\n")
    (folder / "repeat").chmod(0o755)
    return line
