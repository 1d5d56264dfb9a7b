"""What every execution must keep to, whatever it was given."""

import json
import re
import xml.parsers.expat

from fuzzing.execution import GIGABYTE

SECONDS = 2.0
# What `--host-timeout 1`, which every run gets, allows besides.
HOST_TIMEOUT = 1.0
# A probe runs a driver twice, with up to thirty processes of 22 ms of virtual time each.
PROBE = 4.0
# A defect of the program has a status of its own, which nothing that is read may cause.
DEFECT = 70
CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
PAGE = 4096
# Options with which a command prints something and writes no report.
PRINTING = {"--list", "--help", "-h", "--version"}


def statuses(page):
    """The exit statuses that the page of formats has in its table, without that of a defect."""
    table = page.split("### Exit status", 1)[1].split("###", 1)[0]
    return {int(status) for status in re.findall(r"^\| (\d+) \|", table, flags=re.M)} - {DEFECT}


class Contract:
    """Judges outcomes; `patience` multiplies the allowed times, for slow builds and slow machines."""

    def __init__(self, page, patience):
        self.statuses, self.patience = statuses(page), patience

    def seconds(self, case, scenarios):
        """The time that a case may take; a run's by the number of runs it asks for."""
        more = HOST_TIMEOUT * scenarios if case.command == "run" else PROBE if case.command == "probe" else 0
        return self.patience * (SECONDS + more)

    def broken(self, case, outcome, written, allowed):
        """What the outcome breaks, as a word that names the kind, or None. `allowed` is the time that it may take."""
        if outcome.ended:
            return "hang"
        if outcome.processor > allowed:
            return "slow"
        if outcome.status not in self.statuses:
            return f"status-{outcome.status}"
        if outcome.memory > GIGABYTE + guest_memory(written):
            return "memory"
        return self.broken_output(case, outcome, written)

    def broken_output(self, case, outcome, written):
        # What the caller types may come back as it was typed.
        typed = any(CONTROL.search(word.encode(errors="replace")) for word in case.arguments)
        if not typed and (CONTROL.search(outcome.out) or CONTROL.search(outcome.err)):
            return "control-characters"
        for option, judge in (("--json", is_json), ("--junit", is_xml)):
            name = value_of(case.arguments, option)
            alone = name in ("out/a", "out/b") and case.arguments.count(name) == 1
            if alone and outcome.status in (0, 1) and not PRINTING & set(case.arguments):
                if not judge(written.get(name[4:], b"")):
                    return f"malformed-{option[2:]}"
        if (
            "--format" in case.arguments
            and value_of(case.arguments, "--format") in ("json", "sarif")
            and outcome.status in (0, 1)
        ):
            name = value_of(case.arguments, "--output")
            text = (
                written.get(name[4:], b"")
                if name in ("out/a", "out/b")
                else outcome.out if name is None and not case.full else None
            )
            if (
                text
                and case.command in ("check", "map", "apis", "probe")
                and not PRINTING & set(case.arguments)
                and not is_json(text)
            ):
                return "malformed-format"
        return None


def value_of(arguments, option):
    """The last value of an option, which is the one that counts."""
    found = [index for index, word in enumerate(arguments[:-1]) if word == option]
    return arguments[found[-1] + 1] if found else None


def is_json(data):
    try:
        json.loads(data.decode())
        return True
    except (ValueError, RecursionError):
        return False


def is_xml(data):
    try:
        xml.parsers.expat.ParserCreate().Parse(data, True)
        return True
    except xml.parsers.expat.ExpatError:
        return False


def guest_memory(written):
    """Bytes of guest RAM that runs touched, at most: pages in use by their ledgers, and what was mapped by address."""
    most = 0
    for data in written.values():
        try:
            results = json.loads(data.decode())["scenarios"]
            for result in results:
                pages = sum(
                    figures["peak"] for key, figures in result["ledger"].items() if key not in ("total", "free")
                )
                mapped = sum(
                    {
                        (m["physical"]["base"], m["physical"]["size"]): m["physical"]["size"]
                        for m in result["mappings"]
                    }.values()
                )
                most = max(most, pages * PAGE + mapped)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return most
