// swift-format-ignore-file
// Made by fixtures/starter/embed of the files it lists. Change those.

extension StarterFile {
    static let shared: [StarterFile] = [
        StarterFile(
            "README.md",
            text: #"""
                # A board, a driver and a scenario

                    make            builds source/ into bin/
                    make test       builds, checks the memory map, and runs every scenario
                    make clean      removes bin/

                | file | is |
                |---|---|
                | `board/` | the board: core, RAM banks, the OEMAddressTable and config.bib in the form a BSP has them |
                | `source/` | the driver `ring.dll` and the application `ringapp.exe` in C, and `programs.json`, which says how they are built |
                | `ring.scenario.yaml` | what runs on the board and what must happen |
                | `.github/`, `.gitlab-ci.yml` | the same in CI: take the one you need |
                | `.vscode/` | checks and completes the YAML files in Visual Studio Code, and has `make test` as a task |

                Single steps, without make:

                    cebsp cc source -o bin                 builds what source/programs.json names
                    cebsp run ring.scenario.yaml           runs the driver and the application on the emulated board
                    cebsp check board/board.yaml           reads the memory map and says what is wrong with it
                    cebsp map board/board.yaml             draws it
                    cebsp apis bin/ring.dll                says which functions it imports, and which of them the machine provides

                `cebsp cc` needs clang and lld: Debian's packages `clang` and `lld`, or a Swift toolchain. `bin/` has both images as they were
                built with it, so that the scenario runs without a compiler, too.
                """#),
        StarterFile(
            "Makefile",
            text: #"""
                # Builds the driver and the application, and tries them.
                CEBSP := cebsp
                # 1c2 for CE 5 to Compact 7, 1c4 for Compact 2013.
                MACHINE := 1c2

                IMAGES := bin/ring.dll bin/ringapp.exe

                .PHONY: all test clean

                all: $(IMAGES)

                # One call builds all images that programs.json names.
                $(IMAGES) &: $(wildcard source/*)
                	@mkdir -p bin
                	$(CEBSP) cc source -o bin --machine $(MACHINE)

                test: all
                	$(CEBSP) check board/board.yaml
                	$(CEBSP) run . --junit results.xml

                clean:
                	rm -rf bin results.xml
                """#),
        StarterFile(
            ".github/workflows/cebsp.yml",
            text: #"""
                # GitHub Actions: builds the driver and runs every scenario. The runner needs cebsp; see its documentation on CI.
                name: cebsp
                on: [push, pull_request]
                jobs:
                  scenarios:
                    runs-on: ubuntu-24.04
                    steps:
                      - uses: actions/checkout@v4
                      - run: sudo apt-get update && sudo apt-get install -y clang lld
                      - run: make test
                      - if: always()
                        uses: actions/upload-artifact@v4
                        with: { name: results, path: results.xml }
                """#),
        StarterFile(
            ".gitlab-ci.yml",
            text: #"""
                # GitLab CI: builds the driver and runs every scenario. The image needs cebsp; see its documentation on CI.
                scenarios:
                  before_script:
                    - apt-get update -qq && apt-get install -y -qq make clang lld
                  script:
                    - make test
                  artifacts:
                    when: always
                    reports: { junit: results.xml }
                """#),
        StarterFile(
            ".vscode/settings.json",
            text: #"""
                {
                  "yaml.schemas": {
                    ".vscode/board.schema.json": "board/board.yaml",
                    ".vscode/scenario.schema.json": "*.scenario.yaml"
                  },
                  "files.associations": { "*.inc": "arm", "*.bib": "ini" }
                }
                """#),
        StarterFile(
            ".vscode/tasks.json",
            text: #"""
                {
                  "version": "2.0.0",
                  "tasks": [
                    { "label": "build", "type": "shell", "command": "make", "group": { "kind": "build", "isDefault": true }, "problemMatcher": ["$gcc"] },
                    { "label": "test", "type": "shell", "command": "make test", "group": { "kind": "test", "isDefault": true }, "problemMatcher": ["$gcc"] }
                  ]
                }
                """#),
        StarterFile(
            ".gitignore",
            text: #"""
                results.xml
                """#),
        StarterFile(
            "board/board.yaml",
            text: #"""
                # A Cortex-A8 board with 1 GB of RAM, in the style of OMAP35xx and DM37xx boards. The classic table maps the first
                # 256 MB; the other 768 MB (0x90000000 to 0xBFFFFFFF) can only be reached by mappings made at run time.
                version: 1
                name: omap-1g
                profile: ce6
                cpu: cortex-a8
                ram:
                  - { base: 0x80000000, size: 1G }
                addressTable:
                  file: oemaddrtab_cfg.inc
                  symbol: g_oalAddressTable
                configBib: config.bib
                imageConfig: [image_cfg.h]
                devices:
                  - { name: uart3, type: pl011, base: 0x49020000, interrupt: 74 }
                  - { name: gpio2, type: word-registers, base: 0x49050000 }
                """#),
        StarterFile(
            "board/oemaddrtab_cfg.inc",
            text: #"""
                ;------------------------------------------------------------------------------
                ;  oemaddrtab_cfg.inc: the static map of the omap-1g board.
                ;
                ;  Virtual addresses are the cached ones; the kernel makes the uncached mirror
                ;  at +0x20000000 itself. Sizes are megabytes. Of the 1 GB of SDRAM the first
                ;  256 MB are mapped: drivers map the rest when they need it.
                ;------------------------------------------------------------------------------

                        EXPORT  g_oalAddressTable[DATA]

                g_oalAddressTable

                        DCD     0x80000000, 0x80000000, 256     ; SDRAM, CS0
                        DCD     0x94000000, 0x48000000,  16     ; L4 core and L4 wakeup
                        DCD     0x95000000, 0x49000000,   1     ; L4 peripherals: UART3, GP timers, GPIO
                        DCD     0x95100000, 0x50000000,   1     ; graphics accelerator
                        DCD     0x95200000, 0x68000000,  16     ; L3 interconnect
                        DCD     0x96200000, 0x6C000000,   1     ; SDRAM scheduler
                        DCD     0x96300000, 0x6D000000,   1     ; SDRAM controller
                        DCD     0x96400000, 0x6E000000,   1     ; general-purpose memory controller
                        DCD     0x96500000, 0x40200000,   1     ; on-chip SRAM
                        DCD     0x00000000, 0x00000000,   0     ; end of the table

                ;------------------------------------------------------------------------------

                        END
                """#),
        StarterFile(
            "board/config.bib",
            text: #"""
                ;------------------------------------------------------------------------------
                ;  config.bib: regions of the omap-1g board. Addresses are cached virtual ones.
                ;------------------------------------------------------------------------------

                MEMORY

                #include "image_cfg.h"

                ;   Name        Start                          Size                             Type
                ;   ----------  -----------------------------  -------------------------------  --------
                    ARGS        $(IMAGE_SHARE_ARGS_CA)         $(IMAGE_SHARE_ARGS_SIZE)         RESERVED
                    NK          $(IMAGE_WINCE_CODE_CA)         $(IMAGE_WINCE_CODE_SIZE)         RAMIMAGE
                    SHARED      81F00000                       02000000                         RESERVED    ; the sample memory driver's
                    DISPLAY     $(IMAGE_WINCE_DISPLAY_CA)      $(IMAGE_WINCE_DISPLAY_SIZE)      RESERVED
                    RAM         $(IMAGE_WINCE_RAM_CA)          $(IMAGE_WINCE_RAM_SIZE)          RAM

                CONFIG

                    COMPRESSION  = ON
                    KERNELFIXUPS = ON

                IF IMGPROFILER
                    PROFILE      = ON
                ELSE
                    PROFILE      = OFF
                ENDIF

                    ROMSTART     = $(IMAGE_WINCE_CODE_CA)
                    ROMWIDTH     = 32
                    ROMSIZE      = $(IMAGE_WINCE_CODE_SIZE)
                    FSRAMPERCENT = 0x00000025
                """#),
        StarterFile(
            "board/image_cfg.h",
            text: #"""
                //------------------------------------------------------------------------------
                //  image_cfg.h: where the parts of the image and of RAM lie. romimage reads it
                //  as well as the compiler, so it keeps to one-line definitions.
                //------------------------------------------------------------------------------
                #ifndef IMAGE_CFG_H
                #define IMAGE_CFG_H

                #define DEVICE_RAM_CA               0x80000000
                #define DEVICE_RAM_PA               0x80000000
                #define DEVICE_RAM_SIZE             0x10000000

                #define IMAGE_SHARE_ARGS_CA         0x80000000
                #define IMAGE_SHARE_ARGS_PA         0x80000000
                #define IMAGE_SHARE_ARGS_SIZE       0x00001000

                #define IMAGE_WINCE_CODE_CA         0x80001000
                #define IMAGE_WINCE_CODE_PA         0x80001000
                #define IMAGE_WINCE_CODE_SIZE       0x01EFF000

                #define IMAGE_WINCE_DISPLAY_CA      0x83F00000
                #define IMAGE_WINCE_DISPLAY_PA      0x83F00000
                #define IMAGE_WINCE_DISPLAY_SIZE    0x01000000

                #define IMAGE_WINCE_RAM_CA          0x84F00000
                #define IMAGE_WINCE_RAM_PA          0x84F00000
                #define IMAGE_WINCE_RAM_SIZE        0x0B100000

                #endif
                """#),
        StarterFile(
            "source/ring.c",
            text: #"""
                /* A stream driver with a ring buffer: what one program writes to RNG1: is there for the next one to read.
                 *
                 * The device manager loads ring.dll because of a key in the registry, which the scenario writes, and calls the
                 * functions RNG_... below. The prefix RNG stands in that key, too. */
                #include <windows.h>
                #include "ring.h"

                #define RING_SIZE 256

                /* What belongs to one device. RNG_Init makes it, and its address comes back with every call. */
                typedef struct {
                    CRITICAL_SECTION lock;
                    BYTE data[RING_SIZE];
                    DWORD first; /* the place of the oldest byte */
                    DWORD count; /* the bytes that wait */
                } RING;

                /* Called once, when the device is activated. What it returns is what RNG_Open gets; 0 means that it failed. */
                DWORD RNG_Init(LPCWSTR activeKey, LPCVOID context)
                {
                    RING *ring = (RING *)LocalAlloc(LPTR, sizeof(RING));

                    UNREFERENCED_PARAMETER(activeKey);
                    UNREFERENCED_PARAMETER(context);
                    if (ring == NULL)
                        return 0;
                    InitializeCriticalSection(&ring->lock);
                    return (DWORD)ring;
                }

                BOOL RNG_Deinit(DWORD device)
                {
                    RING *ring = (RING *)device;

                    DeleteCriticalSection(&ring->lock);
                    LocalFree(ring);
                    return TRUE;
                }

                /* Called by CreateFile. What it returns is what the other functions get; there is nothing for each open file here. */
                DWORD RNG_Open(DWORD device, DWORD access, DWORD share)
                {
                    UNREFERENCED_PARAMETER(access);
                    UNREFERENCED_PARAMETER(share);
                    return device;
                }

                BOOL RNG_Close(DWORD file)
                {
                    UNREFERENCED_PARAMETER(file);
                    return TRUE;
                }

                /* Called by WriteFile: takes as much as there is room for. */
                DWORD RNG_Write(DWORD file, LPCVOID buffer, DWORD size)
                {
                    RING *ring = (RING *)file;
                    const BYTE *from = (const BYTE *)buffer;
                    DWORD taken = 0;

                    EnterCriticalSection(&ring->lock);
                    while (taken < size && ring->count < RING_SIZE) {
                        ring->data[(ring->first + ring->count) % RING_SIZE] = from[taken];
                        ring->count++;
                        taken++;
                    }
                    LeaveCriticalSection(&ring->lock);
                    return taken;
                }

                /* Called by ReadFile: gives the oldest bytes. */
                DWORD RNG_Read(DWORD file, LPVOID buffer, DWORD size)
                {
                    RING *ring = (RING *)file;
                    BYTE *to = (BYTE *)buffer;
                    DWORD given = 0;

                    EnterCriticalSection(&ring->lock);
                    while (given < size && ring->count > 0) {
                        to[given] = ring->data[ring->first];
                        ring->first = (ring->first + 1) % RING_SIZE;
                        ring->count--;
                        given++;
                    }
                    LeaveCriticalSection(&ring->lock);
                    return given;
                }

                /* Called by DeviceIoControl. */
                BOOL RNG_IOControl(DWORD file, DWORD code, PBYTE in, DWORD inSize, PBYTE out, DWORD outSize, PDWORD returned)
                {
                    RING *ring = (RING *)file;

                    UNREFERENCED_PARAMETER(in);
                    UNREFERENCED_PARAMETER(inSize);
                    switch (code) {
                    case IOCTL_RING_COUNT:
                        if (out == NULL || outSize < sizeof(DWORD)) {
                            SetLastError(ERROR_INVALID_PARAMETER);
                            return FALSE;
                        }
                        *(DWORD *)out = ring->count;
                        if (returned != NULL)
                            *returned = sizeof(DWORD);
                        return TRUE;
                    case IOCTL_RING_CLEAR:
                        EnterCriticalSection(&ring->lock);
                        ring->count = 0;
                        LeaveCriticalSection(&ring->lock);
                        return TRUE;
                    default:
                        SetLastError(ERROR_NOT_SUPPORTED);
                        return FALSE;
                    }
                }

                BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
                {
                    UNREFERENCED_PARAMETER(reserved);
                    if (reason == DLL_PROCESS_ATTACH)
                        DisableThreadLibraryCalls((HMODULE)instance);
                    return TRUE;
                }
                """#),
        StarterFile(
            "source/ring.h",
            text: #"""
                /* What the driver and the application agree on. */
                #ifndef RING_H
                #define RING_H

                #include <winioctl.h>

                /* How many bytes wait in the ring: a DWORD. */
                #define IOCTL_RING_COUNT CTL_CODE(FILE_DEVICE_STREAMS, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
                /* Forgets them. */
                #define IOCTL_RING_CLEAR CTL_CODE(FILE_DEVICE_STREAMS, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)

                #endif
                """#),
        StarterFile(
            "source/ringapp.c",
            text: #"""
                /* An application that uses the driver, and says what it gets. */
                #include <windows.h>
                #include "ring.h"

                int wmain(int argc, WCHAR **argv)
                {
                    HANDLE ring = CreateFile(L"RNG1:", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
                    char text[32] = "";
                    DWORD done = 0, count = 0;

                    UNREFERENCED_PARAMETER(argc);
                    UNREFERENCED_PARAMETER(argv);
                    if (ring == INVALID_HANDLE_VALUE) {
                        printf("RNG1: does not open, error %u\n", GetLastError());
                        return 1;
                    }
                    if (!WriteFile(ring, "Hello, driver", 13, &done, NULL) || done != 13)
                        printf("WriteFile failed, error %u\n", GetLastError());
                    if (!DeviceIoControl(ring, IOCTL_RING_COUNT, NULL, 0, &count, sizeof(count), &done, NULL))
                        printf("DeviceIoControl failed, error %u\n", GetLastError());
                    printf("%u bytes wait\n", count);
                    if (!ReadFile(ring, text, sizeof(text) - 1, &done, NULL))
                        printf("ReadFile failed, error %u\n", GetLastError());
                    printf("%u bytes came: %s\n", done, text);
                    CloseHandle(ring);
                    return 0;
                }
                """#),
        StarterFile(
            "source/programs.json",
            text: #"""
                {
                  "programs": [
                    {
                      "output": "ring.dll",
                      "sources": ["ring.c"],
                      "exports": ["RNG_Init", "RNG_Deinit", "RNG_Open", "RNG_Close", "RNG_Read", "RNG_Write", "RNG_IOControl"]
                    },
                    { "output": "ringapp.exe", "sources": ["ringapp.c"] }
                  ]
                }
                """#),
        StarterFile(
            "bin/ring.dll",
            base64: """
                TVoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABQRQAAwgEGAAAAAEwAAAAAAAAAAOAADiELAQgAAAQAAAAKAAAAAAAA
                EBIAAAAQAAAAIAAAAAAAEAAQAAAAAgAABAAAAAAAAAAGAAAAAAAAAABwAAAABAAAAAAAAAkAAAAAAAEAABAAAAAAEAAAEAAAAAAAABAAAAAAQAAA
                vwAAAAAwAAAoAAAAAAAAAAAAAAAAUAAAgAAAAAAAAAAAAAAAAGAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAIAAAJAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC50ZXh0AAAArAIAAAAQAAAABAAAAAQAAAAAAAAAAAAAAAAAACAAAGAuZGF0
                YQAAACQAAAAAIAAAAAIAAAAIAAAAAAAAAAAAAAAAAABAAADALmlkYXRhAABYAAAAADAAAAACAAAACgAAAAAAAAAAAAAAAAAAQAAAQC5lZGF0YQAA
                vwAAAABAAAAAAgAAAAwAAAAAAAAAAAAAAAAAAEAAAEAucGRhdGEAAIAAAAAAUAAAAAIAAAAOAAAAAAAAAAAAAAAAAABAAABALnJlbG9jAABAAAAA
                AGAAAAACAAAAEAAAAAAAAAAAAAAAAAAAQAAAQgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAABBALelAAKDjRx+g45oAAOsAAFDjAACgAxBAvQge/y8BAECg4YwAAOsEAKDhEEC96B7/L+EQQC3pAECg4XoAAOsEAKDh
                kAAA6wEAoOMQQL3oHv8v4R7/L+EBAKDjHv8v4fBDLekCkKDhAYCg4QBAoOF1AADrAABZ4xUAAAoYAZTlASyg4wAQoOMAAFLhAVxg4hQghOIBUKAx
                AQBV4Q0AAAoUYZTlATDY5wFwgOABEIHiAQBZ4QZgh+D/YAbiBjDC5wEwh+IYMYTl8v//GglQoOEAAADqAFCg4wQAoOFiAADrBQCg4fBDvege/y/h
                8EAt6QJQoOEBcKDhAECg4VIAAOsAAFXjEwAAChgRlOUUAITiAGCg4wAAUeMPAAAKFBGU5QEQ0OcGEMfnAWCG4hQhlOUYEZTlBgBV4QEgguIBEEHi
                /yAC4hgRhOUUIYTl8P//GgVgoOEAAADqAGCg4wQAoOFBAADrBgCg4fBAvege/y/hEEAt6ZAgn+UCAFHhCgAACuIqoOMBJoLjAgBR4Q8AABoIEJ3l
                AABR4wwgnRUDAFITDwAAilcAoOMJAADqAECg4SUAAOsAAKDjGAGE5QQAoOEpAADrAQCg4xBAvege/y/hMgCg4zAAAOsAAKDjEEC96B7/L+EQIJ3l
                GAGQ5QAAUuMAAIHlAQCg4wQQoBMAEIIVEEC9GB7/LxHz///qBCAeAAEAUeMCAAAaBOAt5QYAAOsE4J3kAQCg4x7/L+EEwJ/lAMCc5Rz/L+EAIAAQ
                BMCf5QDAnOUc/y/hBCAAEATAn+UAwJzlHP8v4QggABAEwJ/lAMCc5Rz/L+EMIAAQBMCf5QDAnOUc/y/hECAAEATAn+UAwJzlHP8v4RQgABAEwJ/l
                AMCc5Rz/L+EYIAAQBMCf5QDAnOUc/y/hHCAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADAACA0AQAgAQAAIACAACABQAAgCEAAIAkAACABQIAgAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACgwAAAAAAAAAAAAAEwwAAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADAACA
                0AQAgAQAAIACAACABQAAgCEAAIAkAACABQIAgAAAAABDT1JFRExMLmRsbAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEwAAAAAbkAAAAEAAAAHAAAABwAAAChAAABEQAAA
                YEAAAAAQAAA0EAAAVBAAAFgQAADsEAAAYBAAAHARAAB3QAAAgUAAAIxAAACaQAAAo0AAAKxAAAC1QAAAAwABAAYAAAACAAQABQByaW5nLmRsbABS
                TkdfQ2xvc2UAUk5HX0RlaW5pdABSTkdfSU9Db250cm9sAFJOR19Jbml0AFJOR19PcGVuAFJOR19SZWFkAFJOR19Xcml0ZQAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAQAQ0AQDQQABABCABAVBAAEAABAEBYEAAQ
                AAIAQGAQABABIwBA7BAAEAEhAEBwEQAQASgAQBASABADBwBALBIAEAAEAEA8EgAQAAQAQEwSABAABABAXBIAEAAEAEBsEgAQAAQAQHwSABAABABA
                jBIAEAAEAECcEgAQAAQAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAYAAAAODJIMlgyaDJ4Mogy
                mDKoMgBQAAAoAAAAADAIMBAwGDAgMCgwMDA4MEAwSDBQMFgwYDBoMHAweDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                """),
        StarterFile(
            "bin/ringapp.exe",
            base64: """
                TVoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABQRQAAwgEFAAAAAEwAAAAAAAAAAOAADwELAQgAAAQAAAAIAAAAAAAA
                fBEAAAAQAAAAIAAAAAABAAAQAAAAAgAABAAAAAAAAAAGAAAAAAAAAABgAAAABAAAAAAAAAkAAAAAAAEAABAAAAAAEAAAEAAAAAAAABAAAAAAAAAA
                AAAAAABAAAAoAAAAAAAAAAAAAAAAUAAAWAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAMAAAKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC50ZXh0AAAA+AIAAAAQAAAABAAAAAQAAAAAAAAAAAAAAAAAACAAAGAucmRh
                dGEAALQAAAAAIAAAAAIAAAAIAAAAAAAAAAAAAAAAAABAAABALmRhdGEAAAAoAAAAADAAAAACAAAACgAAAAAAAAAAAAAAAAAAQAAAwC5pZGF0YQAA
                XAAAAABAAAAAAgAAAAwAAAAAAAAAAAAAAAAAAEAAAEAucGRhdGEAAFgAAAAAUAAAAAIAAAAOAAAAAAAAAAAAAAAAAABAAABAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAHBALek40E3iAwCg4wBQoOMDEaDjACCg4wAwoOMhAI3oNAGf5QhQjeWSAADrAQBw4zRQjeUwUI3lLFCN5ShQjeUkUI3l
                IFCN5RxQjeUYUI3lFFCN5RBQjeU3AAAK/BCf5QBQjeUUUI3iDSCg4wBAoOEFMKDhlwAA6wAAUOMCAAAKFACd5Q0AUOMDAAAKgQAA6wAQoOHIAJ/l
                kgAA6xAQjeIEAKDjAGCg4wAgoOMAMKDjABCN5eIaoONhAI3pBACg4QEWgeNvAADrAABQ4wMAABpwAADrABCg4YgAn+WBAADrEBCd5YAAn+V+AADr
                GBCN4hQwjeIEAKDhHyCg4wBgjeVsAADrAABQ4wMAABphAADrABCg4VQAn+VyAADrFBCd5UwAn+UYII3ibgAA6wQAoOFMAADrAACg4wQAAOpVAADr
                ABCg4SwAn+VmAADrAQCg4zjQjeJwQL3oHv8v4QAgAQCmIAEAaCABACsgAQCEIAEATSABAJMgAQAMIAEA8EAt6aLfTeINUKDhAkCg4QBgoONBL6Dj
                BRCg4bBgzeFBAADrAABU4whSjeUBAKDjsFDUEQAAVRMiAAAKASCg44IfjeIAMKDjAkCE4iAAVeMCAAAaslDU4CAAVeP8//8KAABV4xYAAAoiAFXj
                AQAAGiIAoOMBAADqAkBE4iAAoOMCQYHnslDU4AAAVeMFAFAR+///GgIAROIAAFXjsDDAEQBAoAEBAILisFDU4QAAVeMEAAAKHgBS4wAgoOHh//86
                AAAA6gIAoOGCH43iAGGB52v//+sAEKDhQgCg4xoAAOui343i8EC96B7/L+EEwJ/lAMCc5Rz/L+EAMAEABMCf5QDAnOUc/y/hBDABAATAn+UAwJzl
                HP8v4QgwAQAEwJ/lAMCc5Rz/L+EMMAEABMCf5QDAnOUc/y/hEDABAATAn+UAwJzlHP8v4RQwAQAEwJ/lAMCc5Rz/L+EYMAEABMCf5QDAnOUc/y/h
                HDABAATAn+UAwJzlHP8v4SAwAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSAE4ARwAxADoAAABSTkcxOiBkb2VzIG5vdCBvcGVuLCBlcnJvciAldQoARGV2aWNlSW9D
                b250cm9sIGZhaWxlZCwgZXJyb3IgJXUKAFJlYWRGaWxlIGZhaWxlZCwgZXJyb3IgJXUKAFdyaXRlRmlsZSBmYWlsZWQsIGVycm9yICV1CgAldSBi
                eXRlcyB3YWl0CgAldSBieXRlcyBjYW1lOiAlcwoASGVsbG8sIGRyaXZlcgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACkCAICoAACAswAAgAQCAIAZAgCAqgAAgCACAICrAACATgQAgAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKEAAAAAAAAAAAAAAUEAAAAAwAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAACkCAICoAACAswAAgAQCAIAZAgCAqgAAgCACAICrAACATgQAgAAAAABDT1JFRExMLmRsbAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAEAAl8AQHwRAQACOwBAaBIBAAAEAEB4EgEA
                AAQAQIgSAQAABABAmBIBAAAEAECoEgEAAAQAQLgSAQAABABAyBIBAAAEAEDYEgEAAAQAQOgSAQAABABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==
                """),
    ]
    static let stream: [StarterFile] = [
        StarterFile(
            "ring.scenario.yaml",
            text: #"""
                # What runs on the board, and what must happen. `cebsp run ring.scenario.yaml` tries it.
                version: 1
                name: A ring buffer keeps what is written to it
                shows: An application writes to the driver, asks how much waits, and reads it back.
                board: board/board.yaml
                tags: [starter]
                # Virtual time: a driver that hangs fails after it, whatever machine this runs on.
                timeout: 5s
                # What `make` builds out of source/.
                files: [bin/ring.dll, bin/ringapp.exe]
                # The keys that the device manager reads: HKLM\Drivers\BuiltIn\Ring here.
                drivers:
                  - name: Ring
                    dll: ring.dll
                    prefix: RNG
                    index: 1
                processes:
                  - { image: ringapp.exe }
                expect:
                  exit: { ringapp.exe: 0 }
                  output:
                    - matches: "^13 bytes wait$"
                    - matches: "^13 bytes came: Hello, driver$"
                    - absent: "failed"
                  # Nothing may fault, and nothing may be left behind.
                  faults: []
                  leaks: 0
                """#),
    ]
    static let userMode: [StarterFile] = [
        StarterFile(
            "ring.scenario.yaml",
            text: #"""
                # What runs on the board, and what must happen. `cebsp run ring.scenario.yaml` tries it.
                version: 1
                name: A ring buffer in a process of its own
                shows: The driver is loaded by udevice.exe, so that a fault in it would end that process and nothing else.
                board: board/board.yaml
                tags: [starter]
                timeout: 5s
                files: [bin/ring.dll, bin/ringapp.exe]
                drivers:
                  - name: Ring
                    dll: ring.dll
                    prefix: RNG
                    index: 1
                    # The same as DEVFLAGS_LOAD_AS_USERPROC in the Flags of the key.
                    mode: user
                processes:
                  - { image: ringapp.exe }
                expect:
                  exit: { ringapp.exe: 0 }
                  output:
                    - matches: "^13 bytes wait$"
                    - matches: "^13 bytes came: Hello, driver$"
                    - absent: "failed"
                  faults: []
                  leaks: 0
                """#),
    ]
    static let mapsOnly: [StarterFile] = [
        StarterFile(
            "README.md",
            text: #"""
                # The memory map of a board

                    make            checks the map; an error ends it
                    make picture    draws it into map.svg

                | file | is |
                |---|---|
                | `board/board.yaml` | core, RAM banks and devices, and the files of the map |
                | `board/oemaddrtab_cfg.inc` | the OEMAddressTable: which physical ranges the kernel maps where |
                | `board/config.bib`, `board/image_cfg.h` | which parts of RAM belong to the image, to the system and to drivers |
                | `.github/`, `.gitlab-ci.yml` | the same check in CI: take the one you need |
                | `.vscode/` | checks and completes board.yaml in Visual Studio Code |

                Put the files of your BSP in place of those in `board/`, and name them in `board.yaml`. `cebsp check FOLDER` reads a whole
                BSP without a board file; `cebsp lookup board/board.yaml 0x49020000` says where an address is mapped.
                """#),
        StarterFile(
            "Makefile",
            text: #"""
                # Checks the memory map.
                CEBSP := cebsp

                .PHONY: check test picture

                check test:
                	$(CEBSP) check board/board.yaml

                picture:
                	$(CEBSP) map board/board.yaml --format svg --output map.svg
                """#),
        StarterFile(
            ".github/workflows/cebsp.yml",
            text: #"""
                # GitHub Actions: checks the memory map. The runner needs cebsp; see its documentation on CI.
                name: cebsp
                on: [push, pull_request]
                jobs:
                  map:
                    runs-on: ubuntu-24.04
                    steps:
                      - uses: actions/checkout@v4
                      - run: make test
                """#),
        StarterFile(
            ".gitlab-ci.yml",
            text: #"""
                # GitLab CI: checks the memory map. The image needs cebsp; see its documentation on CI.
                map:
                  script:
                    - make test
                """#),
        StarterFile(
            ".vscode/settings.json",
            text: #"""
                {
                  "yaml.schemas": { ".vscode/board.schema.json": "board/board.yaml" },
                  "files.associations": { "*.inc": "arm", "*.bib": "ini" }
                }
                """#),
        StarterFile(
            "board/board.yaml",
            text: #"""
                # A Cortex-A8 board with 1 GB of RAM, in the style of OMAP35xx and DM37xx boards. The classic table maps the first
                # 256 MB; the other 768 MB (0x90000000 to 0xBFFFFFFF) can only be reached by mappings made at run time.
                version: 1
                name: omap-1g
                profile: ce6
                cpu: cortex-a8
                ram:
                  - { base: 0x80000000, size: 1G }
                addressTable:
                  file: oemaddrtab_cfg.inc
                  symbol: g_oalAddressTable
                configBib: config.bib
                imageConfig: [image_cfg.h]
                devices:
                  - { name: uart3, type: pl011, base: 0x49020000, interrupt: 74 }
                  - { name: gpio2, type: word-registers, base: 0x49050000 }
                """#),
        StarterFile(
            "board/oemaddrtab_cfg.inc",
            text: #"""
                ;------------------------------------------------------------------------------
                ;  oemaddrtab_cfg.inc: the static map of the omap-1g board.
                ;
                ;  Virtual addresses are the cached ones; the kernel makes the uncached mirror
                ;  at +0x20000000 itself. Sizes are megabytes. Of the 1 GB of SDRAM the first
                ;  256 MB are mapped: drivers map the rest when they need it.
                ;------------------------------------------------------------------------------

                        EXPORT  g_oalAddressTable[DATA]

                g_oalAddressTable

                        DCD     0x80000000, 0x80000000, 256     ; SDRAM, CS0
                        DCD     0x94000000, 0x48000000,  16     ; L4 core and L4 wakeup
                        DCD     0x95000000, 0x49000000,   1     ; L4 peripherals: UART3, GP timers, GPIO
                        DCD     0x95100000, 0x50000000,   1     ; graphics accelerator
                        DCD     0x95200000, 0x68000000,  16     ; L3 interconnect
                        DCD     0x96200000, 0x6C000000,   1     ; SDRAM scheduler
                        DCD     0x96300000, 0x6D000000,   1     ; SDRAM controller
                        DCD     0x96400000, 0x6E000000,   1     ; general-purpose memory controller
                        DCD     0x96500000, 0x40200000,   1     ; on-chip SRAM
                        DCD     0x00000000, 0x00000000,   0     ; end of the table

                ;------------------------------------------------------------------------------

                        END
                """#),
        StarterFile(
            "board/config.bib",
            text: #"""
                ;------------------------------------------------------------------------------
                ;  config.bib: regions of the omap-1g board. Addresses are cached virtual ones.
                ;------------------------------------------------------------------------------

                MEMORY

                #include "image_cfg.h"

                ;   Name        Start                          Size                             Type
                ;   ----------  -----------------------------  -------------------------------  --------
                    ARGS        $(IMAGE_SHARE_ARGS_CA)         $(IMAGE_SHARE_ARGS_SIZE)         RESERVED
                    NK          $(IMAGE_WINCE_CODE_CA)         $(IMAGE_WINCE_CODE_SIZE)         RAMIMAGE
                    SHARED      81F00000                       02000000                         RESERVED    ; the sample memory driver's
                    DISPLAY     $(IMAGE_WINCE_DISPLAY_CA)      $(IMAGE_WINCE_DISPLAY_SIZE)      RESERVED
                    RAM         $(IMAGE_WINCE_RAM_CA)          $(IMAGE_WINCE_RAM_SIZE)          RAM

                CONFIG

                    COMPRESSION  = ON
                    KERNELFIXUPS = ON

                IF IMGPROFILER
                    PROFILE      = ON
                ELSE
                    PROFILE      = OFF
                ENDIF

                    ROMSTART     = $(IMAGE_WINCE_CODE_CA)
                    ROMWIDTH     = 32
                    ROMSIZE      = $(IMAGE_WINCE_CODE_SIZE)
                    FSRAMPERCENT = 0x00000025
                """#),
        StarterFile(
            "board/image_cfg.h",
            text: #"""
                //------------------------------------------------------------------------------
                //  image_cfg.h: where the parts of the image and of RAM lie. romimage reads it
                //  as well as the compiler, so it keeps to one-line definitions.
                //------------------------------------------------------------------------------
                #ifndef IMAGE_CFG_H
                #define IMAGE_CFG_H

                #define DEVICE_RAM_CA               0x80000000
                #define DEVICE_RAM_PA               0x80000000
                #define DEVICE_RAM_SIZE             0x10000000

                #define IMAGE_SHARE_ARGS_CA         0x80000000
                #define IMAGE_SHARE_ARGS_PA         0x80000000
                #define IMAGE_SHARE_ARGS_SIZE       0x00001000

                #define IMAGE_WINCE_CODE_CA         0x80001000
                #define IMAGE_WINCE_CODE_PA         0x80001000
                #define IMAGE_WINCE_CODE_SIZE       0x01EFF000

                #define IMAGE_WINCE_DISPLAY_CA      0x83F00000
                #define IMAGE_WINCE_DISPLAY_PA      0x83F00000
                #define IMAGE_WINCE_DISPLAY_SIZE    0x01000000

                #define IMAGE_WINCE_RAM_CA          0x84F00000
                #define IMAGE_WINCE_RAM_PA          0x84F00000
                #define IMAGE_WINCE_RAM_SIZE        0x0B100000

                #endif
                """#),
    ]
}
