"""The commands, their options, and values that are right for each; None for an option without a value."""

OUTPUTS = ["out/a", "out/b", "out/a", "out/b", "/dev/full", "nowhere/a", "out", "", "-"]
MAP_OPTIONS = {
    "--profile": ["ce5", "ce6", "wec7", "wec2013"],
    "--define": ["BSP_A=1", "BSP_B", "A=0x10", "A=A", "=1", "A=(A)"],
    "--include": ["fixtures/boards/s3c2440/base_regs.inc", "fixtures/boards/omap-1g/image_cfg.h", "pipe"],
    "--symbol": ["g_oalAddressTable", "OEMAddressTable", "nothing"],
    "--ram": ["0x80000000:1G", "0x30000000:64M", "0:4G", "0xFFFFF000:1G", "1:1"],
}
OPTIONS = {
    "check": MAP_OPTIONS
    | {
        "--format": ["text", "json", "sarif"],
        "--output": OUTPUTS,
        "--strict": None,
        "--variants": None,
        "--baseline": ["results/findings.json", "results/0.json"],
    },
    "map": MAP_OPTIONS
    | {"--format": ["text", "svg", "html", "json"], "--output": OUTPUTS, "--width": ["80", "1", "20", "1000"]},
    "lookup": MAP_OPTIONS | {"--virtual": None, "--physical": None},
    "diff": MAP_OPTIONS | {"--exit-code": None},
    "plan": {"--profile": MAP_OPTIONS["--profile"], "--reserve": ["64M", "4G", "1", "0"], "--write": OUTPUTS},
    "board-from": {
        "--profile": MAP_OPTIONS["--profile"],
        "--load-address": ["0x80000000", "0", "0xFFFFFFFF"],
        "--write": OUTPUTS,
    },
    "export": MAP_OPTIONS | {"--output": OUTPUTS},
    "run": {
        "--filter": ["*", "fault*", "[", "**"],
        "--tag": ["faults", "!faults", "!", "steps"],
        "--shard": ["1/1", "1/2", "2/2", "0/1", "3/2"],
        "--root": [".", "fixtures", "out"],
        "--durations": ["results/0.json", "results/findings.json"],
        "--json": OUTPUTS,
        "--junit": OUTPUTS,
        "--html": OUTPUTS,
        "--sarif": OUTPUTS,
        "--jobs": ["1", "2", "1000"],
        "--repeat": ["1", "2"],
        "--list": None,
        "--format": ["text", "lines"],
        "--fail-fast": None,
        "--keep-going": None,
        "--ledger": None,
        "--page": ["0x81f00000", "0x84f26000", "0xfffff000"],
        "--checkers": ["all", "none", "CE0801,CE0805", "CE0800"],
        "--verbose": None,
        "--trace": OUTPUTS,
        "--inject-each": ["VirtualCopyEx", "CreateFileW,LocalAlloc", "Nothing"],
        "--inject-error": ["8", "0", "4294967295", "ERROR_OUTOFMEMORY"],
    },
    "apis": {"--format": ["text", "json", "sarif"], "--output": OUTPUTS, "--strict": None, "--missing": None,
             "--migrate": ["ce5", "ce6", "wec7", "wec2013"]},
    "probe": {"--format": ["text", "json"], "--output": OUTPUTS, "--time": ["1", "5", "0"], "--jobs": ["1", "2", "0"],
              "--registry": ["fixtures/fuzz-registry/platform.reg", "pipe", "loop", "nowhere"]},
    "merge": {"--json": OUTPUTS, "--junit": OUTPUTS, "--html": OUTPUTS, "--sarif": OUTPUTS},
    "explain": {},
    "schema": {},
    "init": {},
}
WRITTEN = {"--output", "--json", "--junit", "--html", "--sarif", "--trace", "--write"}
# A value that is wrong here may be as large as it likes: the machine is not asked to do that much work.
ENDLESS = {"--repeat"}
