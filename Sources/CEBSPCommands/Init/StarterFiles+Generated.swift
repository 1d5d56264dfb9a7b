// swift-format-ignore-file
// Made by fixtures/starter/embed of the files it lists. Change those.

extension StarterFile {
    static let shared: [StarterFile] = [
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
    static let ring: [StarterFile] = [
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
    static let camera: [StarterFile] = [
        StarterFile(
            "README.md",
            text: #"""
                # A board with a camera, its driver and a scenario

                    make            builds source/ into bin/
                    make test       builds, checks the memory map, and runs every scenario
                    make clean      removes bin/

                | file | is |
                |---|---|
                | `board/` | the board: core, RAM banks, the camera, the OEMAddressTable and config.bib in the form a BSP has them |
                | `source/` | the driver `capture.dll` and the application `captureapp.exe` in C, and `programs.json`, which says how they are built |
                | `capture.scenario.yaml` | what runs on the board and what must happen |
                | `.github/`, `.gitlab-ci.yml` | the same in CI: take the one you need |
                | `.vscode/` | checks and completes the YAML files in Visual Studio Code, and has `make test` as a task |

                Single steps, without make:

                    cebsp cc source -o bin                 builds what source/programs.json names
                    cebsp run capture.scenario.yaml           runs the driver and the application on the emulated board
                    cebsp check board/board.yaml           reads the memory map and says what is wrong with it
                    cebsp map board/board.yaml             draws it
                    cebsp apis bin/capture.dll                says which functions it imports, and which of them the machine provides

                `cebsp cc` needs clang and lld: Debian's packages `clang` and `lld`, or a Swift toolchain. `bin/` has all images as they were
                built with it, so that the scenario runs without a compiler, too.

                Try what happens when the driver is wrong. Each of these is one line of `source/capture.c`, and the scenario says what it does:

                - Leave out `InterruptDone`: no second frame comes, and a finding tells why.
                - Leave out `PAGE_NOCACHE`: a finding names the read that gets an old line of the cache.
                - Let `CAP_Close` keep the view: it is a leak when the application has ended.
                - Set the limit to 0xFFFFFFFF in `Start`, and let the application `Sleep(100)` for each frame: the camera writes into the frame that
                  the application looks at, which is not whole any more.
                """#),
        StarterFile(
            "Makefile",
            text: #"""
                # Builds the driver and the application, and tries them.
                CEBSP := cebsp
                # 1c2 for CE 5 to Compact 7, 1c4 for Compact 2013.
                MACHINE := 1c2

                IMAGES := bin/capture.dll bin/captureapp.exe

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
            "board/board.yaml",
            text: #"""
                # A Cortex-A8 board with 1 GB of RAM, in the style of OMAP35xx and DM37xx boards, with a camera. The classic
                # table maps the first 256 MB; the other 768 MB (0x90000000 to 0xBFFFFFFF) can only be reached by mappings made at run time.
                version: 1
                name: omap-capture
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
                  # Frames of 640 by 480 bytes, thirty a second, written into RAM by the camera itself. IRQ 24 comes with each.
                  - { name: camera0, type: camera, base: 0x480BC000, interrupt: 24 }
                """#),
        StarterFile(
            "capture.scenario.yaml",
            text: #"""
                # What runs on the board, and what must happen. `cebsp run capture.scenario.yaml` tries it.
                version: 1
                name: Thirty frames of a camera come whole, and none is copied
                shows: The driver shares the camera's ring with an application, which looks at every byte of each frame in place.
                board: board/board.yaml
                tags: [starter]
                # Virtual time: a camera without interrupts fails after it. Thirty frames take one second.
                timeout: 5s
                # What `make` builds out of source/.
                files: [bin/capture.dll, bin/captureapp.exe]
                # The keys that the device manager reads: HKLM\Drivers\BuiltIn\Capture here. The ring lies above the static map.
                drivers:
                  - name: Capture
                    dll: capture.dll
                    prefix: CAP
                    index: 1
                    values: { RingBase: 0xB0000000 }
                processes:
                  - { image: captureapp.exe }
                # Who looks at memory while a device writes it, and who serves interrupts wrongly, is told.
                checkers: all
                expect:
                  exit: { captureapp.exe: 0 }
                  output:
                    - matches: "^30 frames came, 30 of them whole$"
                  # Nothing may fault, nothing may be found, and nothing may be left behind.
                  faults: []
                  findings: []
                  leaks: 0
                """#),
        StarterFile(
            "source/capture.c",
            text: #"""
                /* A camera driver. The camera writes frames into a ring of RAM by itself, and gives an interrupt for each; the driver
                 * maps the ring into the application, which looks at frames where they lie. No byte of a frame is copied.
                 *
                 * Three things in it are worth a look:
                 *   1. The ring lies above the static map (RingBase in the registry): the kernel has no address for it, so the driver
                 *      makes one with VirtualCopy for itself, and one with VirtualCopyEx for its caller.
                 *   2. The interrupt service thread (IST): how a driver gets a SYSINTR, waits for it, and ends its thread again.
                 *   3. What happens when somebody gives up in the middle: Release() undoes what there is, and nothing else. */
                #include <windows.h>
                #include <ceddk.h>
                #include <devload.h>
                #include <nkintr.h>
                #include <pkfuncs.h>
                #include "capture.h"

                #define RING_BYTES ((FRAME_BYTES * FRAME_COUNT + 0xFFF) & ~0xFFF)
                #define CAMERA_PHYSICAL 0x480BC000
                #define CAMERA_IRQ 24
                #define WAIT_MILLISECONDS 1000

                /* The registers of the camera. Each access has to happen, in this order: volatile says so to the compiler. */
                typedef volatile struct {
                    DWORD control; /* bit 0 captures, bit 1 enables the interrupt */
                    DWORD status;  /* bit 0 a frame is done; it is cleared by writing 1 */
                    DWORD base;    /* the ring's physical address: the camera knows no other */
                    DWORD stride;
                    DWORD count;
                    DWORD size;
                    DWORD period;
                    DWORD burst;
                    DWORD limit;   /* how many frames may be written since the start */
                    DWORD frames;  /* how many have been */
                } CAMERA_REGISTERS;

                enum { CONTROL_RUN = 1, CONTROL_INTERRUPT = 2, STATUS_ALL = 7 };

                typedef struct {
                    CAMERA_REGISTERS *registers;
                    DWORD ringBase; /* physical */
                    DWORD sysintr;
                    HANDLE interrupt;  /* the kernel sets it for each interrupt */
                    HANDLE frameReady; /* the IST sets it for who waits in IOCTL_CAPTURE_WAIT */
                    HANDLE thread;
                    volatile BOOL isEnding;
                    volatile LONG isOpen;
                    volatile DWORD produced; /* frames that are whole */
                    DWORD next;              /* the frame that the application gets next */
                    HANDLE owner;            /* the process that has the ring mapped, and where */
                    LPVOID view;
                } CAMERA;

                /* Physical memory gets an address in a process: first the address is reserved, then it is given memory. PAGE_PHYSICAL
                 * says that the source is a physical address, which VirtualCopy takes divided by 256. */
                static LPVOID MapPhysical(HANDLE process, DWORD physical, DWORD size, DWORD protection)
                {
                    LPVOID address = VirtualAllocEx(process, NULL, size, MEM_RESERVE, PAGE_NOACCESS);

                    if (address != NULL
                        && !VirtualCopyEx(process, address, GetCurrentProcess(), (LPVOID)(physical >> 8), size,
                                          protection | PAGE_NOCACHE | PAGE_PHYSICAL)) {
                        VirtualFreeEx(process, address, 0, MEM_RELEASE);
                        address = NULL;
                    }
                    return address;
                }

                /* The interrupt service thread. It has nothing to do with the application's thread: the two meet in `frameReady`. */
                static DWORD WINAPI ServeInterrupts(LPVOID argument)
                {
                    CAMERA *camera = (CAMERA *)argument;

                    for (;;) {
                        WaitForSingleObject(camera->interrupt, INFINITE);
                        if (camera->isEnding)
                            return 0;
                        camera->registers->status = STATUS_ALL; /* first the device is quiet, */
                        camera->produced = camera->registers->frames;
                        SetEvent(camera->frameReady);
                        InterruptDone(camera->sysintr); /* then its interrupt is enabled again: without this there is no second one */
                    }
                }

                /* Undoes what CAP_Init has done so far, in the other order. */
                static void Release(CAMERA *camera)
                {
                    if (camera->registers != NULL)
                        camera->registers->control = 0;
                    if (camera->thread != NULL) {
                        camera->isEnding = TRUE;
                        SetEvent(camera->interrupt);
                        WaitForSingleObject(camera->thread, INFINITE);
                        CloseHandle(camera->thread);
                    }
                    if (camera->sysintr != SYSINTR_UNDEFINED) {
                        InterruptDisable(camera->sysintr);
                        KernelIoControl(IOCTL_HAL_RELEASE_SYSINTR, &camera->sysintr, sizeof(DWORD), NULL, 0, NULL);
                    }
                    if (camera->frameReady != NULL)
                        CloseHandle(camera->frameReady);
                    if (camera->interrupt != NULL)
                        CloseHandle(camera->interrupt);
                    if (camera->registers != NULL)
                        MmUnmapIoSpace((PVOID)camera->registers, sizeof(CAMERA_REGISTERS));
                    LocalFree(camera);
                }

                /* Asks the OAL for the SYSINTR of the camera's IRQ, and starts the thread that serves it. */
                static BOOL StartThread(CAMERA *camera)
                {
                    DWORD irq = CAMERA_IRQ;

                    camera->interrupt = CreateEvent(NULL, FALSE, FALSE, NULL); /* auto-reset: one wait for each interrupt */
                    camera->frameReady = CreateEvent(NULL, FALSE, FALSE, NULL);
                    if (camera->interrupt == NULL || camera->frameReady == NULL)
                        return FALSE;
                    if (!KernelIoControl(IOCTL_HAL_REQUEST_SYSINTR, &irq, sizeof(irq), &camera->sysintr, sizeof(DWORD), NULL)) {
                        camera->sysintr = SYSINTR_UNDEFINED;
                        return FALSE;
                    }
                    if (!InterruptInitialize(camera->sysintr, camera->interrupt, NULL, 0))
                        return FALSE;
                    camera->thread = CreateThread(NULL, 0, ServeInterrupts, camera, 0, NULL);
                    return camera->thread != NULL && CeSetThreadPriority(camera->thread, 100);
                }

                static BOOL ReadRegistry(CAMERA *camera, LPCWSTR activeKey)
                {
                    HKEY key = OpenDeviceKey(activeKey);
                    DWORD type, size = sizeof(DWORD);
                    LONG result;

                    if (key == NULL)
                        return FALSE;
                    result = RegQueryValueEx(key, L"RingBase", NULL, &type, (LPBYTE)&camera->ringBase, &size);
                    RegCloseKey(key);
                    return result == ERROR_SUCCESS && type == REG_DWORD;
                }

                DWORD CAP_Init(LPCWSTR activeKey, LPCVOID context)
                {
                    CAMERA *camera = (CAMERA *)LocalAlloc(LPTR, sizeof(CAMERA));
                    PHYSICAL_ADDRESS place;

                    UNREFERENCED_PARAMETER(context);
                    if (camera == NULL)
                        return 0;
                    camera->sysintr = SYSINTR_UNDEFINED;
                    place.QuadPart = CAMERA_PHYSICAL;
                    camera->registers = (CAMERA_REGISTERS *)MmMapIoSpace(place, sizeof(CAMERA_REGISTERS), FALSE);
                    if (camera->registers == NULL || !ReadRegistry(camera, activeKey) || !StartThread(camera)) {
                        RETAILMSG(1, (L"CAP: no camera, error %u\r\n", GetLastError()));
                        Release(camera);
                        return 0;
                    }
                    return (DWORD)camera;
                }

                BOOL CAP_Deinit(DWORD device)
                {
                    Release((CAMERA *)device);
                    return TRUE;
                }

                /* One application at a time: two would have to agree on which frames may be written again. */
                DWORD CAP_Open(DWORD device, DWORD access, DWORD share)
                {
                    CAMERA *camera = (CAMERA *)device;

                    UNREFERENCED_PARAMETER(access);
                    UNREFERENCED_PARAMETER(share);
                    if (InterlockedExchange((LPLONG)&camera->isOpen, TRUE)) {
                        SetLastError(ERROR_SHARING_VIOLATION);
                        return 0;
                    }
                    return device;
                }

                /* Called by CloseHandle, and when the application ends without it: nothing of it may be left. */
                BOOL CAP_Close(DWORD file)
                {
                    CAMERA *camera = (CAMERA *)file;

                    camera->registers->control = 0;
                    if (camera->view != NULL)
                        VirtualFreeEx(camera->owner, camera->view, 0, MEM_RELEASE);
                    camera->view = NULL;
                    camera->isOpen = FALSE;
                    return TRUE;
                }

                static BOOL Map(CAMERA *camera, CAPTURE_RING *ring)
                {
                    if (camera->view != NULL)
                        return FALSE;
                    camera->owner = (HANDLE)GetCallerVMProcessId();
                    camera->view = MapPhysical(camera->owner, camera->ringBase, RING_BYTES, PAGE_READONLY);
                    ring->address = (DWORD)camera->view;
                    ring->frameBytes = FRAME_BYTES;
                    ring->frameCount = FRAME_COUNT;
                    return camera->view != NULL;
                }

                static BOOL Start(CAMERA *camera)
                {
                    camera->registers->control = 0;
                    camera->next = camera->produced = 0;
                    camera->registers->base = camera->ringBase;
                    camera->registers->stride = FRAME_BYTES;
                    camera->registers->count = FRAME_COUNT;
                    camera->registers->size = FRAME_HEIGHT << 16 | FRAME_WIDTH;
                    /* The camera may fill the ring once. Each frame that is given back lets it write one more: it never writes into one
                     * that the application looks at. */
                    camera->registers->limit = FRAME_COUNT;
                    camera->registers->status = STATUS_ALL;
                    camera->registers->control = CONTROL_RUN | CONTROL_INTERRUPT;
                    return TRUE;
                }

                static BOOL Wait(CAMERA *camera, DWORD *frame)
                {
                    while (camera->next == camera->produced)
                        if (WaitForSingleObject(camera->frameReady, WAIT_MILLISECONDS) != WAIT_OBJECT_0) {
                            SetLastError(ERROR_TIMEOUT);
                            return FALSE;
                        }
                    *frame = camera->next++;
                    return TRUE;
                }

                static BOOL GiveBack(CAMERA *camera, DWORD frame)
                {
                    DWORD limit = frame + 1 + FRAME_COUNT;

                    /* It was never handed out, or is back already: do not believe what an application says. */
                    if (frame >= camera->next || limit <= camera->registers->limit)
                        return FALSE;
                    camera->registers->limit = limit;
                    return TRUE;
                }

                /* Sizes are checked before a buffer is touched: they are whatever the application has passed. */
                BOOL CAP_IOControl(DWORD file, DWORD code, PBYTE in, DWORD inSize, PBYTE out, DWORD outSize, PDWORD actual)
                {
                    CAMERA *camera = (CAMERA *)file;

                    UNREFERENCED_PARAMETER(actual);
                    switch (code) {
                    case IOCTL_CAPTURE_MAP:
                        return out != NULL && outSize >= sizeof(CAPTURE_RING) && Map(camera, (CAPTURE_RING *)out);
                    case IOCTL_CAPTURE_START:
                        return Start(camera);
                    case IOCTL_CAPTURE_WAIT:
                        return out != NULL && outSize >= sizeof(DWORD) && Wait(camera, (DWORD *)out);
                    case IOCTL_CAPTURE_RELEASE:
                        return in != NULL && inSize >= sizeof(DWORD) && GiveBack(camera, *(DWORD *)in);
                    }
                    SetLastError(ERROR_NOT_SUPPORTED);
                    return FALSE;
                }

                BOOL WINAPI DllMain(HANDLE instance, DWORD reason, LPVOID reserved)
                {
                    UNREFERENCED_PARAMETER(instance);
                    UNREFERENCED_PARAMETER(reason);
                    UNREFERENCED_PARAMETER(reserved);
                    return TRUE;
                }
                """#),
        StarterFile(
            "source/capture.h",
            text: #"""
                /* What the camera driver and its applications agree on. */
                #ifndef CAPTURE_H
                #define CAPTURE_H

                #include <winioctl.h>

                #define FRAME_WIDTH 640
                #define FRAME_HEIGHT 480
                #define FRAME_BYTES (FRAME_WIDTH * FRAME_HEIGHT)
                #define FRAME_COUNT 8

                /* Out: a CAPTURE_RING. Maps all frames into the caller. They go again with CloseHandle. */
                #define IOCTL_CAPTURE_MAP CTL_CODE(FILE_DEVICE_STREAMS, 2048, METHOD_BUFFERED, FILE_ANY_ACCESS)
                /* The camera captures from now on. */
                #define IOCTL_CAPTURE_START CTL_CODE(FILE_DEVICE_STREAMS, 2049, METHOD_BUFFERED, FILE_ANY_ACCESS)
                /* Out: the number of the next frame, a DWORD. Waits for it, a second at most. */
                #define IOCTL_CAPTURE_WAIT CTL_CODE(FILE_DEVICE_STREAMS, 2050, METHOD_BUFFERED, FILE_ANY_ACCESS)
                /* In: the number of a frame, a DWORD. It and those before it may be written again. */
                #define IOCTL_CAPTURE_RELEASE CTL_CODE(FILE_DEVICE_STREAMS, 2051, METHOD_BUFFERED, FILE_ANY_ACCESS)

                typedef struct {
                    DWORD address;    /* of the ring in the caller; frame n is at n % frameCount */
                    DWORD frameBytes;
                    DWORD frameCount;
                } CAPTURE_RING;

                #endif
                """#),
        StarterFile(
            "source/captureapp.c",
            text: #"""
                /* Looks at every byte of thirty frames where the camera has written them, and says whether they are whole. */
                #include <windows.h>
                #include "capture.h"

                #define FRAMES 30

                /* The camera's test pattern: what each word of a line of a frame has to be. */
                static BOOL IsWhole(const BYTE *frame, DWORD number)
                {
                    DWORD line, column;

                    for (line = 0; line < FRAME_HEIGHT; line++) {
                        const DWORD *words = (const DWORD *)(frame + line * FRAME_WIDTH);
                        DWORD expected = ((number * 7 + line) % 1024 + 1) * 0x9E3779B1;

                        for (column = 0; column < FRAME_WIDTH / 4; column++)
                            if (words[column] != expected)
                                return FALSE;
                    }
                    return TRUE;
                }

                int wmain(int argc, WCHAR **argv)
                {
                    HANDLE camera = CreateFile(L"CAP1:", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
                    CAPTURE_RING ring = { 0, 0, 0 };
                    DWORD frame, done, count, whole = 0;

                    UNREFERENCED_PARAMETER(argc);
                    UNREFERENCED_PARAMETER(argv);
                    if (camera == INVALID_HANDLE_VALUE) {
                        printf("CAP1: does not open, error %u\n", GetLastError());
                        return 1;
                    }
                    if (!DeviceIoControl(camera, IOCTL_CAPTURE_MAP, NULL, 0, &ring, sizeof(ring), &done, NULL)
                        || !DeviceIoControl(camera, IOCTL_CAPTURE_START, NULL, 0, NULL, 0, &done, NULL)) {
                        printf("the camera does not start, error %u\n", GetLastError());
                        return 1;
                    }
                    for (count = 0; count < FRAMES; count++) {
                        if (!DeviceIoControl(camera, IOCTL_CAPTURE_WAIT, NULL, 0, &frame, sizeof(frame), &done, NULL)) {
                            printf("no frame, error %u\n", GetLastError());
                            return 1;
                        }
                        whole += IsWhole((const BYTE *)ring.address + frame % ring.frameCount * ring.frameBytes, frame);
                        DeviceIoControl(camera, IOCTL_CAPTURE_RELEASE, &frame, sizeof(frame), NULL, 0, &done, NULL);
                    }
                    printf("%u frames came, %u of them whole\n", count, whole);
                    CloseHandle(camera);
                    return 0;
                }
                """#),
        StarterFile(
            "source/programs.json",
            text: #"""
                {
                  "programs": [
                    {
                      "output": "capture.dll",
                      "sources": ["capture.c"],
                      "exports": ["CAP_Init", "CAP_Deinit", "CAP_Open", "CAP_Close", "CAP_IOControl"]
                    },
                    { "output": "captureapp.exe", "sources": ["captureapp.c"] }
                  ]
                }
                """#),
        StarterFile(
            "bin/capture.dll",
            base64: """
                TVoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABQRQAAwgEHAAAAAEwAAAAAAAAAAOAADiELAQgAAAgAAAAMAAAAAAAA
                OBUAAAAQAAAAIAAAAAAAEAAQAAAAAgAABAAAAAAAAAAGAAAAAAAAAACAAAAABAAAAAAAAAkAAAAAAAEAABAAAAAAEAAAEAAAAAAAABAAAAAAUAAA
                mwAAAABAAAA8AAAAAAAAAAAAAAAAYAAACAEAAAAAAAAAAAAAAHAAAJQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAMAAAbAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC50ZXh0AAAAPAcAAAAQAAAACAAAAAQAAAAAAAAAAAAAAAAAACAAAGAucmRh
                dGEAAEgAAAAAIAAAAAIAAAAMAAAAAAAAAAAAAAAAAABAAABALmRhdGEAAABsAAAAADAAAAACAAAADgAAAAAAAAAAAAAAAAAAQAAAwC5pZGF0YQAA
                wAAAAABAAAAAAgAAABAAAAAAAAAAAAAAAAAAAEAAAEAuZWRhdGEAAJsAAAAAUAAAAAIAAAASAAAAAAAAAAAAAAAAAABAAABALnBkYXRhAAAIAQAA
                AGAAAAACAAAAFAAAAAAAAAAAAAAAAAAAQAAAQC5yZWxvYwAAlAAAAABwAAAAAgAAABYAAAAAAAAAAAAAAAAAAEAAAEIAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAPBBLekU0E3iAHCg4UAAoOMwEKDjlAEA6wAAUOM8AAAKAECg4QAA4OMAEKDjKCCg4wAwoOMAgKDjBGCg4QgApuUvCaDj
                EgOA47MBAOsAAFDjAACE5ScAAAoHAKDhjgEA6wQQoOMAAFDjCBCN5SEAAAoIEI3iBCCE4gwwjeIAcKDhBBCN5TQRn+UAII3lACCg44kBAOsAUKDh
                BwCg4YIBAOsAAFXjDACdBQQAUAMRAAAaGACg4wAQoOMAIKDjADCg4xAAjeUAAKDjPwEA6wwAhOUAAKDjABCg4wAgoOMAMKDjOQEA6wwQlOUQAITl
                AABR4wAAUBMLAAAaQwEA6wAQoOHEAJ/lYAEA6wQAoOEvAADrAAAA6gCAoOMIAKDhFNCN4vBBvege/y/hAACg4wQQoOMEIKDjBjCg4QQAjeWAAJ/l
                ABCN5RAQjeJDAQDrAABQ4xcAAAoIAJTlDBCU5QAgoOMAMKDjAFCg4zcBAOsAAFDj4P//Ckwgn+UAAKDjABCg4wQwoOEAUI3lBFCN5RIBAOsAAFDj
                FACE5db//wpkEKDjAQEA6wAAUOPS//8KBICg4dj//+oAAODjAACG5c3//+oAIAAQmAABAUAVABASIAAQMEAt6QjQTeIAQKDhAACQ5QAAUOMAEKAT
                ABCAFRQAlOUAAFDjCQAACgEAoOMDEKDjGACE5QwAlOX3AADrFACU5QAQ4OM8AQDrFACU5eYAAOsEUKDhCAC15QEAcOMIAAAK/QAA6wAAoOMFEKDh
                BCCg4wAwoOMAAI3lBACN5UQAn+UBAQDrEACU5QAAUOMAAAAK1QAA6wwAlOUAAFDjAAAACtEAAOsAAJTlAABQ4wEAAAooEKDjKAEA6wQAoOEI0I3i
                MEC96PgAAOrYAAEBBOAt5cr//+sBAKDjBOCd5B7/L+EQQC3pAECg4RwAgOIBEKDj1QAA6wAAUOMCAAAKIACg4/0AAOsAQKDjBACg4RBAvege/y/h
                MEAt6QBAoOEAAJDlAFCg4ywQlOUAUIDlAABR4wMAAAooAJTlACCg4wI5oOP5AADrHFCE5SxQhOUBAKDjMEC96B7/L+HwQy3pCNBN4gBAoOH4AZ/l
                AACB4GABoOEDAFDjYQAAiigQneUkcJ3lAGCP4gDxludoEwAQgBQAEPwTABBAFAAQAACg4wAAV+NZAAAKDABR41cAADosEJTlAABR41QAABqbAADr
                BICU5QBQoOEoAITlAQCg4wAQoOOWKaDjAjqg45aZoOMAAI3lBQCg4cgAAOsAYKDhAACg4wAAVuNSAAAKAgCg4yg0oOEGEKDhQiCg4wCQjeUGDIDj
                BACN5QUAoOG/AADrAABQ40EAAAoGAKDhRQAA6gAAoOMAAFfjNAAACgQAUeMyAAA6IBCU5SQAlOUBAFDhMQAAGhAAlOX6H6DjtwAA6wAAUOP2//8K
                bQ+g4wELgOMkAADqAACg4wAAUuMjAAAKBABT4yEAADoAEJLlJCCU5QIAUeEdAAAqACCU5QkQgeIgMJLlAwBR4SAQgoUBAKCDFgAA6gMAlOgAIKDj
                Cj2g4x42g+MAIIDlICCE5QgQgOVLGqDjDBCA5QgQoOMQEIDlFDCA5SAQgOUHEKDjBBCA5QMQoOMkIITlABCA5QEAoOMCAADqMgCg43wAAOsAAKDj
                CNCN4vBDvege/y/hARCA4iQQhOUAAIflAQCg4/f//+oFAKDhBhCg4QAgoOMCOaDjegAA6wAAoOMIEKDjAABQ40sqoOMFAIfoLACE5QgQh+UBAKAT
                6f//6gDg4f8BAKDjHv8v4TBALekAQKDhDACQ5QAQ4ONtAADrGACU5QAAUOMPAAAaB1Cg4wAQlOUQAJTlBFCB5SQQkeUgEITlAxCg4xoAAOsIAJTl
                LAAA6wwAlOUAEODjXQAA6xgAlOUAAFDj8P//CgAAoOMwQL3oHv8v4QTAn+UAwJzlHP8v4QAwABAEwJ/lAMCc5Rz/L+EEMAAQBMCf5QDAnOUc/y/h
                CDAAEATAn+UAwJzlHP8v4QwwABAEwJ/lAMCc5Rz/L+EQMAAQBMCf5QDAnOUc/y/hFDAAEATAn+UAwJzlHP8v4RgwABAEwJ/lAMCc5Rz/L+EcMAAQ
                BMCf5QDAnOUc/y/hIDAAEATAn+UAwJzlHP8v4SQwABAEwJ/lAMCc5Rz/L+EoMAAQBMCf5QDAnOUc/y/hLDAAEATAn+UAwJzlHP8v4TAwABAEwJ/l
                AMCc5Rz/L+E0MAAQBMCf5QDAnOUc/y/hODAAEATAn+UAwJzlHP8v4TwwABAEwJ/lAMCc5Rz/L+FAMAAQBMCf5QDAnOUc/y/hRDAAEATAn+UAwJzl
                HP8v4UgwABAEwJ/lAMCc5Rz/L+FMMAAQBMCf5QDAnOUc/y/hUDAAEATAn+UAwJzlHP8v4VQwABAEwJ/lAMCc5Rz/L+FYMAAQBMCf5QDAnOUc/y/h
                YDAAEATAn+UAwJzlHP8v4WQwABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAUgBpAG4AZwBCAGEAcwBlAAAAQwBBAFAAOgAgAG4AbwAgAGMA
                YQBtAGUAcgBhACwAIABlAHIAcgBvAHIAIAAlAHUADQAKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABtAgCAKQIAgO8BAIDsAQCA7gEAgCsKAIAEAgCA
                DAAAgHUCAIB0AgCAcwIAgC0CAIAhAACAJAAAgCECAIB0BQCAxwEAgM8BAIAFAgCAAwoAgAUKAIAECgCA8QEAgAAAAAAIAACACQAAgAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADxAAAAAAAAAAAAAAJxAAAAAMAAA
                qEAAAAAAAAAAAAAAtEAAAGAwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAG0CAIApAgCA7wEAgOwBAIDuAQCAKwoAgAQCAIAMAACAdQIAgHQCAIBzAgCA
                LQIAgCEAAIAkAACAIQIAgHQFAIDHAQCAzwEAgAUCAIADCgCABQoAgAQKAIDxAQCAAAAAAENPUkVETEwuZGxsAAgAAIAJAACAAAAAAENFRERLLmRs
                bAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEwAAAAA
                WlAAAAEAAAAFAAAABQAAAChQAAA8UAAAUFAAAAAQAACcEgAAsBIAAOQSAAAoEwAAZlAAAHBQAAB7UAAAiVAAAJJQAAADAAEABAAAAAIAY2FwdHVy
                ZS5kbGwAQ0FQX0Nsb3NlAENBUF9EZWluaXQAQ0FQX0lPQ29udHJvbABDQVBfSW5pdABDQVBfT3BlbgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAQ
                AnQAQNARABACMwBAnBIAEAEFAECwEgAQAQ0AQOQSABABEQBAKBMAEAKEAEA4FQAQAAIAQEAVABABGwBArBUAEAAEAEC8FQAQAAQAQMwVABAABABA
                3BUAEAAEAEDsFQAQAAQAQPwVABAABABADBYAEAAEAEAcFgAQAAQAQCwWABAABABAPBYAEAAEAEBMFgAQAAQAQFwWABAABABAbBYAEAAEAEB8FgAQ
                AAQAQIwWABAABABAnBYAEAAEAECsFgAQAAQAQLwWABAABABAzBYAEAAEAEDcFgAQAAQAQOwWABAABABA/BYAEAAEAEAMFwAQAAQAQBwXABAABABA
                LBcAEAAEAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAQAABIAAAAwDHIMcwxWDNcM2AzZDO4Ncg12DXoNfg1CDYYNig2ODZINlg2aDZ4Nog2mDaoNrg2yDbYNug2+DYINxg3KDc4NwBgAABMAAAA
                ADAIMBAwGDAgMCgwMDA4MEAwSDBQMFgwYDBoMHAweDCAMIgwkDCYMKAwqDCwMLgwwDDIMNAw2DDgMOgw8DD4MAAxAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAA
                """),
        StarterFile(
            "bin/captureapp.exe",
            base64: """
                TVoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABQRQAAwgEFAAAAAEwAAAAAAAAAAOAADwELAQgAAAQAAAAIAAAAAAAA
                NBIAAAAQAAAAIAAAAAABAAAQAAAAAgAABAAAAAAAAAAGAAAAAAAAAABgAAAABAAAAAAAAAkAAAAAAAEAABAAAAAAEAAAEAAAAAAAABAAAAAAAAAA
                AAAAAABAAAAoAAAAAAAAAAAAAAAAUAAAWAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAMAAAJAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC50ZXh0AAAAsAMAAAAQAAAABAAAAAQAAAAAAAAAAAAAAAAAACAAAGAucmRh
                dGEAAIYAAAAAIAAAAAIAAAAIAAAAAAAAAAAAAAAAAABAAABALmRhdGEAAAAkAAAAADAAAAACAAAACgAAAAAAAAAAAAAAAAAAQAAAwC5pZGF0YQAA
                WAAAAABAAAAAAgAAAAwAAAAAAAAAAAAAAAAAAEAAAEAucGRhdGEAAFgAAAAAUAAAAAIAAAAOAAAAAAAAAAAAAAAAAABAAABAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAPBPLeks0E3iAwCg4wBQoOMCEaDjACCg4wAwoOMhAI3o9AGf5QhQjeXEAADrAQBw4yhQjeUkUI3lIFCN5WoAAAoAoKDh
                DACg4xhAjeIgEI3iACCg4wAwoOMxAI3p4lqg4wAQjeUKAKDhAVaF4wUQoOG2AADrAABQ41cAAAoAcKDjBBCF4goAoOEAIKDjADCg4whAjeUAcI3l
                BHCN5QxwjeWqAADrAABQ40sAAAoIAIXiHGCN4gCwoOMAgKDjEKCN5RQAjeUUEJ3lBACg4wAgoOMAMKDjAGCN5ZEAjekKAKDhmgAA6wAAUONDAAAK
                HHCd5SgQneUEoKDhIECd5SRQneUHAKDhhQAA65VBIOCHEWfgACCg4/9goOMBcILgAjGC4ABAoOMDbIbjgzOA4AZQB+DoYJ/llWYn4KBQoOMEYZPn
                BwBW4QcAABoBQITiAVBV4vn//xoBIILiHg5S4+z//xoBkKDjAAAA6gCQoOMKQKDhCKCN5RCgneUAAKDjHGCN4gBwoOMEMKDjAACN5QQAjeXiCqDj
                BiCg4QxwjeUBBoDjDBCA4goAoOFoAADrAYCI4guwieAeAFjjwf//GmAAn+UeEKDjCyCg4XQAAOsKAKDhVgAA6wAAoOMMAADqXwAA6wAQoOFAAJ/l
                BgAA6lsAAOsAEKDhNACf5QIAAOpXAADrABCg4RwAn+VkAADrAQCg4yzQjeLwT73oHv8v4QAgAQCxeTeeUCABAHIgAQAMIAEAMSABAPBALemi303i
                DVCg4QJAoOEAYKDjQS+g4wUQoOGwYM3hRQAA6wAAVOMIUo3lAQCg47BQ1BEAAFUTIgAACgEgoOOCH43iADCg4wJAhOIgAFXjAgAAGrJQ1OAgAFXj
                /P//CgAAVeMWAAAKIgBV4wEAABoiAKDjAQAA6gJAROIgAKDjAkGB57JQ1OAAAFXjBQBQEfv//xoCAETiAABV47AwwBEAQKABAQCC4rBQ1OEAAFXj
                BAAACh4AUuMAIKDh4f//OgAAAOoCAKDhgh+N4gBhgec9///rABCg4UIAoOMaAADrot+N4vBAvege/y/hAMCg4QEAoOEMEKDhFwAA6gTAn+UAwJzl
                HP8v4QAwAQAEwJ/lAMCc5Rz/L+EEMAEABMCf5QDAnOUc/y/hCDABAATAn+UAwJzlHP8v4QwwAQAEwJ/lAMCc5Rz/L+EQMAEABMCf5QDAnOUc/y/h
                FDABAATAn+UAwJzlHP8v4RgwAQAEwJ/lAMCc5Rz/L+EcMAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABDAEEAUAAxADoAAAB0aGUgY2FtZXJhIGRvZXMgbm90IHN0YXJ0LCBlcnJvciAldQoAQ0FQ
                MTogZG9lcyBub3Qgb3BlbiwgZXJyb3IgJXUKACV1IGZyYW1lcyBjYW1lLCAldSBvZiB0aGVtIHdob2xlCgBubyBmcmFtZSwgZXJyb3IgJXUKAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACkCAICoAACAswAAgAQCAIAZAgCAIAIAgNgHAIBOBACAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKEAAAAAAAAAAAAAATEAAAAAwAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAACkCAICoAACAswAAgAQCAIAZAgCAIAIAgNgHAIBOBACAAAAAAENPUkVETEwuZGxsAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAEAAo0AQDQSAQACOwBAIBMBAAAEAEAwEwEA
                AAQAQEATAQAABABAUBMBAAAEAEBgEwEAAAQAQHATAQAABABAgBMBAAAEAECQEwEAAAQAQKATAQAABABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==
                """),
    ]
    static let isr: [StarterFile] = [
        StarterFile(
            "README.md",
            text: #"""
                # A board with a timer, a driver with its own ISR, and a scenario

                    make            builds source/ into bin/
                    make test       builds, checks the memory map, and runs every scenario
                    make clean      removes bin/

                | file | is |
                |---|---|
                | `board/` | the board: core, RAM banks, the timer, the OEMAddressTable and config.bib in the form a BSP has them |
                | `source/` | the driver `tick.dll`, its installable ISR `tickisr.dll` and the application `tickapp.exe` in C, and `programs.json`, which says how they are built |
                | `tick.scenario.yaml` | what runs on the board and what must happen |
                | `.github/`, `.gitlab-ci.yml` | the same in CI: take the one you need |
                | `.vscode/` | checks and completes the YAML files in Visual Studio Code, and has `make test` as a task |

                Single steps, without make:

                    cebsp cc source -o bin                 builds what source/programs.json names
                    cebsp run tick.scenario.yaml           runs the driver and the application on the emulated board
                    cebsp check board/board.yaml           reads the memory map and says what is wrong with it
                    cebsp map board/board.yaml             draws it
                    cebsp apis bin/tick.dll                says which functions it imports, and which of them the machine provides

                `cebsp cc` needs clang and lld: Debian's packages `clang` and `lld`, or a Swift toolchain. `bin/` has all images as they were
                built with it, so that the scenario runs without a compiler, too.

                Try what happens when the driver is wrong. Each of these is one line, and the scenario says what it does:

                - Leave out `InterruptDone` in `source/tick.c`: the thread runs once.
                - Let the ISR in `source/tickisr.c` leave `status` alone: the line stays active, and the interrupt comes again and again, until the machine masks it.
                - Let the ISR call `Sleep(1)`: nothing of the system may be called there.
                """#),
        StarterFile(
            "Makefile",
            text: #"""
                # Builds the driver and the application, and tries them.
                CEBSP := cebsp
                # 1c2 for CE 5 to Compact 7, 1c4 for Compact 2013.
                MACHINE := 1c2

                IMAGES := bin/tick.dll bin/tickisr.dll bin/tickapp.exe

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
            "board/board.yaml",
            text: #"""
                # A Cortex-A8 board with 1 GB of RAM, in the style of OMAP35xx and DM37xx boards, with a timer. The classic
                # table maps the first 256 MB; the other 768 MB (0x90000000 to 0xBFFFFFFF) can only be reached by mappings made at run time.
                version: 1
                name: omap-tick
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
                  # Counts microseconds. Its line is IRQ 37, and stays active until its status is cleared.
                  - { name: timer0, type: interval-timer, base: 0x49030000, interrupt: 37 }
                """#),
        StarterFile(
            "tick.scenario.yaml",
            text: #"""
                # What runs on the board, and what must happen. `cebsp run tick.scenario.yaml` tries it.
                version: 1
                name: A timer ticks, and its thread runs for every tenth tick only
                shows: An installable ISR quiets the timer and counts; the driver's thread and the application are woken five times.
                board: board/board.yaml
                tags: [starter]
                # Virtual time: a timer that stays silent fails after it.
                timeout: 5s
                # What `make` builds out of source/.
                files: [bin/tick.dll, bin/tickisr.dll, bin/tickapp.exe]
                # The keys that the device manager reads: HKLM\Drivers\BuiltIn\Tick here.
                drivers:
                  - name: Tick
                    dll: tick.dll
                    prefix: TCK
                    index: 1
                processes:
                  - { image: tickapp.exe }
                # Who serves interrupts wrongly is told.
                checkers: all
                expect:
                  exit: { tickapp.exe: 0 }
                  output:
                    - matches: "^50 ticks in 5 reads$"
                  # Nothing may fault, nothing may be found, and nothing may be left behind.
                  faults: []
                  findings: []
                  leaks: 0
                """#),
        StarterFile(
            "source/tick.c",
            text: #"""
                /* A driver of a timer, with an ISR of its own. The work is in three places:
                 *   tickisr.dll  the ISR: quiets the timer at once, counts, and wakes the thread for every tenth tick
                 *   this thread  the IST: runs as an ordinary thread of high priority, and may call everything
                 *   TCK_Read     in the application's thread: waits until the IST has something */
                #include <windows.h>
                #include <ceddk.h>
                #include <devload.h>
                #include <nkintr.h>
                #include <pkfuncs.h>
                #include "tick.h"

                #define TIMER_PHYSICAL 0x49030000
                #define TIMER_IRQ 37
                #define PERIOD_MICROSECONDS 1000
                #define TICKS_A_WAKE 10
                #define WAIT_MILLISECONDS 1000

                typedef struct {
                    TIMER_REGISTERS *registers;
                    DWORD sysintr;
                    HANDLE isr;
                    HANDLE interrupt; /* the kernel sets it when the ISR answers the SYSINTR */
                    HANDLE ticked;    /* the IST sets it for TCK_Read */
                    HANDLE thread;
                    volatile BOOL isEnding;
                    volatile LONG ticks; /* that nobody has read */
                } TICKER;

                static DWORD WINAPI ServeInterrupts(LPVOID argument)
                {
                    TICKER *ticker = (TICKER *)argument;

                    for (;;) {
                        WaitForSingleObject(ticker->interrupt, INFINITE);
                        if (ticker->isEnding)
                            return 0;
                        InterlockedExchangeAdd((LPLONG)&ticker->ticks, TICKS_A_WAKE);
                        SetEvent(ticker->ticked);
                        InterruptDone(ticker->sysintr);
                    }
                }

                /* Undoes what TCK_Init has done so far. The timer is stopped before its ISR goes: nobody would quiet it any more. */
                static void Release(TICKER *ticker)
                {
                    if (ticker->registers != NULL)
                        ticker->registers->control = 0;
                    if (ticker->thread != NULL) {
                        ticker->isEnding = TRUE;
                        SetEvent(ticker->interrupt);
                        WaitForSingleObject(ticker->thread, INFINITE);
                        CloseHandle(ticker->thread);
                    }
                    if (ticker->sysintr != SYSINTR_UNDEFINED)
                        InterruptDisable(ticker->sysintr);
                    if (ticker->isr != NULL)
                        FreeIntChainHandler(ticker->isr);
                    if (ticker->sysintr != SYSINTR_UNDEFINED)
                        KernelIoControl(IOCTL_HAL_RELEASE_SYSINTR, &ticker->sysintr, sizeof(DWORD), NULL, 0, NULL);
                    if (ticker->interrupt != NULL)
                        CloseHandle(ticker->interrupt);
                    if (ticker->ticked != NULL)
                        CloseHandle(ticker->ticked);
                    LocalFree(ticker);
                }

                /* Loads the ISR into the kernel, and tells it which timer is ours. */
                static BOOL Install(TICKER *ticker)
                {
                    TICKISR_INFO info;

                    info.registers = ticker->registers;
                    info.sysintr = ticker->sysintr;
                    info.every = TICKS_A_WAKE;
                    info.ticks = 0;
                    ticker->isr = LoadIntChainHandler(L"tickisr.dll", L"ISRHandler", TIMER_IRQ);
                    return ticker->isr != NULL
                        && KernelLibIoControl(ticker->isr, IOCTL_TICKISR_INFO, &info, sizeof(info), NULL, 0, NULL);
                }

                static BOOL StartThread(TICKER *ticker)
                {
                    if (!InterruptInitialize(ticker->sysintr, ticker->interrupt, NULL, 0))
                        return FALSE;
                    ticker->thread = CreateThread(NULL, 0, ServeInterrupts, ticker, 0, NULL);
                    return ticker->thread != NULL && CeSetThreadPriority(ticker->thread, 100);
                }

                DWORD TCK_Init(LPCWSTR activeKey, LPCVOID context)
                {
                    TICKER *ticker = (TICKER *)LocalAlloc(LPTR, sizeof(TICKER));
                    DWORD irq = TIMER_IRQ;

                    UNREFERENCED_PARAMETER(activeKey);
                    UNREFERENCED_PARAMETER(context);
                    if (ticker == NULL)
                        return 0;
                    /* An ISR runs in whatever process was interrupted: an address that MmMapIoSpace gives would do here, but nobody
                     * promises that on a board. A static mapping is the same for all, and stays for good. */
                    ticker->registers = (TIMER_REGISTERS *)CreateStaticMapping(TIMER_PHYSICAL >> 8, sizeof(TIMER_REGISTERS));
                    ticker->interrupt = CreateEvent(NULL, FALSE, FALSE, NULL);
                    ticker->ticked = CreateEvent(NULL, FALSE, FALSE, NULL);
                    if (!KernelIoControl(IOCTL_HAL_REQUEST_SYSINTR, &irq, sizeof(irq), &ticker->sysintr, sizeof(DWORD), NULL))
                        ticker->sysintr = SYSINTR_UNDEFINED;
                    if (ticker->registers == NULL || ticker->interrupt == NULL || ticker->ticked == NULL
                        || ticker->sysintr == SYSINTR_UNDEFINED || !Install(ticker) || !StartThread(ticker)) {
                        RETAILMSG(1, (L"TCK: no timer, error %u\r\n", GetLastError()));
                        Release(ticker);
                        return 0;
                    }
                    ticker->registers->period = PERIOD_MICROSECONDS;
                    ticker->registers->control = CONTROL_RUN | CONTROL_INTERRUPT;
                    return (DWORD)ticker;
                }

                BOOL TCK_Deinit(DWORD device)
                {
                    Release((TICKER *)device);
                    return TRUE;
                }

                DWORD TCK_Open(DWORD device, DWORD access, DWORD share)
                {
                    UNREFERENCED_PARAMETER(access);
                    UNREFERENCED_PARAMETER(share);
                    return device;
                }

                BOOL TCK_Close(DWORD file)
                {
                    UNREFERENCED_PARAMETER(file);
                    return TRUE;
                }

                /* Called by ReadFile. Minus one says that it failed. */
                DWORD TCK_Read(DWORD file, LPVOID buffer, DWORD size)
                {
                    TICKER *ticker = (TICKER *)file;
                    LONG ticks;

                    if (size < sizeof(TICK_REPORT)) {
                        SetLastError(ERROR_INVALID_PARAMETER);
                        return (DWORD)-1;
                    }
                    while ((ticks = InterlockedExchange((LPLONG)&ticker->ticks, 0)) == 0)
                        if (WaitForSingleObject(ticker->ticked, WAIT_MILLISECONDS) != WAIT_OBJECT_0) {
                            SetLastError(ERROR_TIMEOUT);
                            return (DWORD)-1;
                        }
                    ((TICK_REPORT *)buffer)->ticks = ticks;
                    return sizeof(TICK_REPORT);
                }

                BOOL WINAPI DllMain(HANDLE instance, DWORD reason, LPVOID reserved)
                {
                    UNREFERENCED_PARAMETER(instance);
                    UNREFERENCED_PARAMETER(reason);
                    UNREFERENCED_PARAMETER(reserved);
                    return TRUE;
                }
                """#),
        StarterFile(
            "source/tickisr.c",
            text: #"""
                /* An installable ISR. The kernel loads it into itself, and calls ISRHandler for each interrupt of its IRQ, with
                 * interrupts off and on a stack of its own. So it calls nothing, allocates nothing, waits for nothing: it looks at a
                 * register, and answers. The image imports nothing either, and its data is all that it may use.
                 *
                 * Several devices may share one line. The kernel asks one ISR after the other until one does not answer SYSINTR_CHAIN. */
                #include <windows.h>
                #include <nkintr.h>
                #include "tick.h"

                #define MOST_INSTANCES 4

                static TICKISR_INFO instances[MOST_INSTANCES];
                static DWORD instanceCount;

                /* Called for each LoadIntChainHandler. What it returns is the first argument of the other functions. */
                DWORD CreateInstance(void)
                {
                    return instanceCount < MOST_INSTANCES ? instanceCount++ : (DWORD)-1;
                }

                void DestroyInstance(DWORD instance)
                {
                    instances[instance].registers = NULL;
                }

                DWORD ISRHandler(DWORD instance)
                {
                    TICKISR_INFO *info = &instances[instance];

                    if (info->registers == NULL || !(info->registers->status & STATUS_PERIOD))
                        return SYSINTR_CHAIN; /* not ours: the next one is asked */
                    info->registers->status = STATUS_PERIOD;
                    info->ticks++;
                    /* This is what an ISR of one's own is good for: most ticks need no thread, and cost no switch to one. */
                    return info->ticks % info->every == 0 ? info->sysintr : SYSINTR_NOP;
                }

                /* Called by KernelLibIoControl of the driver. */
                BOOL IOControl(DWORD instance, DWORD code, LPVOID in, DWORD inSize, LPVOID out, DWORD outSize, LPDWORD actual)
                {
                    UNREFERENCED_PARAMETER(out);
                    UNREFERENCED_PARAMETER(outSize);
                    UNREFERENCED_PARAMETER(actual);
                    if (code != IOCTL_TICKISR_INFO || in == NULL || inSize < sizeof(TICKISR_INFO) || instance >= MOST_INSTANCES)
                        return FALSE;
                    instances[instance] = *(const TICKISR_INFO *)in;
                    return instances[instance].every > 0;
                }

                BOOL WINAPI DllMain(HANDLE instance, DWORD reason, LPVOID reserved)
                {
                    UNREFERENCED_PARAMETER(instance);
                    UNREFERENCED_PARAMETER(reason);
                    UNREFERENCED_PARAMETER(reserved);
                    return TRUE;
                }
                """#),
        StarterFile(
            "source/tick.h",
            text: #"""
                /* What the timer driver, its installable ISR and its applications agree on. */
                #ifndef TICK_H
                #define TICK_H

                #include <winioctl.h>

                /* The registers of the timer. */
                typedef volatile struct {
                    DWORD period;  /* microseconds */
                    DWORD control; /* bit 0 runs, bit 1 enables the interrupt */
                    DWORD status;  /* bit 0 a period has passed; it is cleared by writing 1 */
                    DWORD periods; /* how many have, since the start */
                } TIMER_REGISTERS;

                enum { CONTROL_RUN = 1, CONTROL_INTERRUPT = 2, STATUS_PERIOD = 1 };

                /* What the driver tells an instance of its ISR, once: whose interrupts it looks after. */
                #define IOCTL_TICKISR_INFO CTL_CODE(FILE_DEVICE_HAL, 2048, METHOD_NEITHER, FILE_ANY_ACCESS)
                typedef struct {
                    TIMER_REGISTERS *registers; /* an address that is valid in every process, in the kernel */
                    DWORD sysintr;              /* what the ISR answers when the interrupt was its timer's */
                    DWORD every;                /* the thread is to run for each so-many-th tick only */
                    DWORD ticks;                /* the ISR counts here */
                } TICKISR_INFO;

                /* What ReadFile gives: the ticks since the last call. It waits for the first one. */
                typedef struct {
                    DWORD ticks;
                } TICK_REPORT;

                #endif
                """#),
        StarterFile(
            "source/tickapp.c",
            text: #"""
                /* Reads what the timer has counted until it is fifty ticks, and says how often it was woken for them. */
                #include <windows.h>
                #include "tick.h"

                #define TICKS 50

                int wmain(int argc, WCHAR **argv)
                {
                    HANDLE timer = CreateFile(L"TCK1:", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
                    TICK_REPORT report;
                    DWORD done, ticks = 0, wakes = 0;

                    UNREFERENCED_PARAMETER(argc);
                    UNREFERENCED_PARAMETER(argv);
                    if (timer == INVALID_HANDLE_VALUE) {
                        printf("TCK1: does not open, error %u\n", GetLastError());
                        return 1;
                    }
                    while (ticks < TICKS) {
                        if (!ReadFile(timer, &report, sizeof(report), &done, NULL) || done != sizeof(report)) {
                            printf("no tick, error %u\n", GetLastError());
                            return 1;
                        }
                        ticks += report.ticks;
                        wakes++;
                    }
                    printf("%u ticks in %u reads\n", ticks, wakes);
                    CloseHandle(timer);
                    return 0;
                }
                """#),
        StarterFile(
            "source/programs.json",
            text: #"""
                {
                  "programs": [
                    {
                      "output": "tick.dll",
                      "sources": ["tick.c"],
                      "exports": ["TCK_Init", "TCK_Deinit", "TCK_Open", "TCK_Close", "TCK_Read"]
                    },
                    {
                      "output": "tickisr.dll",
                      "sources": ["tickisr.c"],
                      "exports": ["CreateInstance", "DestroyInstance", "ISRHandler", "IOControl"]
                    },
                    { "output": "tickapp.exe", "sources": ["tickapp.c"] }
                  ]
                }
                """#),
        StarterFile(
            "bin/tick.dll",
            base64: """
                TVoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABQRQAAwgEHAAAAAEwAAAAAAAAAAOAADiELAQgAAAYAAAAMAAAAAAAA
                MBMAAAAQAAAAIAAAAAAAEAAQAAAAAgAABAAAAAAAAAAGAAAAAAAAAACAAAAABAAAAAAAAAkAAAAAAAEAABAAAAAAEAAAEAAAAAAAABAAAAAAUAAA
                kwAAAABAAAAoAAAAAAAAAAAAAAAAYAAA6AAAAAAAAAAAAAAAAHAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAMAAAWAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC50ZXh0AAAA8AQAAAAQAAAABgAAAAQAAAAAAAAAAAAAAAAAACAAAGAucmRh
                dGEAAGIAAAAAIAAAAAIAAAAKAAAAAAAAAAAAAAAAAABAAABALmRhdGEAAABYAAAAADAAAAACAAAADAAAAAAAAAAAAAAAAAAAQAAAwC5pZGF0YQAA
                jAAAAABAAAAAAgAAAA4AAAAAAAAAAAAAAAAAAEAAAEAuZWRhdGEAAJMAAAAAUAAAAAIAAAAQAAAAAAAAAAAAAAAAAABAAABALnBkYXRhAADoAAAA
                AGAAAAACAAAAEgAAAAAAAAAAAAAAAAAAQAAAQC5yZWxvYwAAgAAAAABwAAAAAgAAABQAAAAAAAAAAAAAAAAAAEAAAEIAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAADBALekg0E3iQACg4yAQoOMiAQDrAECg4SUAoOMAAFTjDACN5SwAAAoDDKDjEBCg40kIgOPlAADrAACE5QAAoOMAEKDj
                ACCg4wAwoOMAUKDj2gAA6wwAhOUAAKDjABCg4wAgoOMAMKDj1AAA6xAAhOUEAKDjDBCN4gQgoOMhAI3oLAGf5QRQhOIFMKDh9wAA6wAAUOMAAOAD
                AACFBQAAlOUAAFDjDBCUFQAAURMEAAAKEBCU5QAAUeMAEJUVAQBxEwoAABrRAADrABCg4fQAn+X6AADrBACg4TsAAOsAQKDjBACg4SDQjeIwQL3o
                Hv8v4RAwjeIKIKDjAFCg4wcAg+iwAJ/lsBCf5SUgoOMcUI3l3gAA6wAAUOMIAITl6P//CpgQn+UQII3iEDCg4wBQjeUEUI3lCFCN5dAAAOsAAFDj
                3///CgQAlOUMEJTlACCg4wAwoOMAUKDjwAAA6wAAUOPX//8KWCCf5QAAoOMAEKDjBDCg4QBQjeUEUI3llwAA6wAAUOMUAITlzf//CmQQoOOCAADr
                AABQ48n//woAAJTl+h+g4wAQgOUDEKDjBBCA5cr//+qYAAEBSiAAEAAgABADIAEBOBMAEBYgABAwQC3pCNBN4gBAoOEAAJDlAABQ4wAQoBMEEIAV
                FACU5QAAUOMJAAAKAQCg4wMQoOMYAITlDACU5XkAAOsUAJTlABDg47IAAOsUAJTlZAAA6wRQoOEEALXlAQBw4wAAAAqDAADrCACU5QAAUOMAAAAK
                bwAA6wAAleUBAHDjBwAACgAAoOMFEKDhBCCg4wAwoOMAAI3lBACN5TAAn+WAAADrDACU5QAAUOMAAAAKTAAA6xAAlOUAAFDjAAAACkgAAOsEAKDh
                CNCN4jBAveiEAADq2AABAQTgLeXI///rAQCg4wTgneQe/y/hHv8v4QEAoOMe/y/hcEAt6QQAUuMBAAAqVwCg4w4AAOoBQKDhAFCg4RxggOIGAKDh
                ABCg40wAAOsAAFDjCgAAGhAAleX6H6DjdwAA6wAAUOP1//8KbQ+g4wELgONuAADrAADg43BAvege/y/hAACE5QQAoONwQL3oHv8v4QEAoOMe/y/h
                MEAt6QBAoOEMAJDlABDg42QAAOsYAJTlAABQ4w4AABocUITiBQCg4QoQoOMxAADrEACU5QMQoOMeAADrBACU5TQAAOsMAJTlABDg41UAAOsYAJTl
                AABQ4/H//woAAKDjMEC96B7/L+EEwJ/lAMCc5Rz/L+EAMAAQBMCf5QDAnOUc/y/hBDAAEATAn+UAwJzlHP8v4QgwABAEwJ/lAMCc5Rz/L+EMMAAQ
                BMCf5QDAnOUc/y/hEDAAEATAn+UAwJzlHP8v4RQwABAEwJ/lAMCc5Rz/L+EYMAAQBMCf5QDAnOUc/y/hHDAAEATAn+UAwJzlHP8v4SAwABAEwJ/l
                AMCc5Rz/L+EkMAAQBMCf5QDAnOUc/y/hKDAAEATAn+UAwJzlHP8v4SwwABAEwJ/lAMCc5Rz/L+EwMAAQBMCf5QDAnOUc/y/hNDAAEATAn+UAwJzl
                HP8v4TgwABAEwJ/lAMCc5Rz/L+E8MAAQBMCf5QDAnOUc/y/hQDAAEATAn+UAwJzlHP8v4UQwABAEwJ/lAMCc5Rz/L+FIMAAQBMCf5QDAnOUc/y/h
                TDAAEATAn+UAwJzlHP8v4VAwABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEkAUwBSAEgAYQBuAGQAbABlAHIAAABUAEMASwA6ACAAbgBvACAAdABpAG0A
                ZQByACwAIABlAHIAcgBvAHIAIAAlAHUADQAKAAAAdABpAGMAawBpAHMAcgAuAGQAbABsAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAbQIAgCkCAIDvAQCAAwYAgOwBAIDuAQCAxAUAgAQCAIAMAACA
                0wUAgHUCAIB0AgCAcwIAgC0CAIDRBQCAwwUAgCEAAIAkAACAIQIAgAUCAIDxAQCAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAoQAAAAAAAAAAAAACAQAAAADAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAbQIAgCkCAIDvAQCAAwYAgOwBAIDuAQCAxAUAgAQCAIAMAACA0wUAgHUCAIB0AgCAcwIAgC0CAIDRBQCAwwUAgCEAAIAkAACA
                IQIAgAUCAIDxAQCAAAAAAENPUkVETEwuZGxsAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABMAAAAAFpQAAABAAAA
                BQAAAAUAAAAoUAAAPFAAAFBQAAAAEAAAoBIAALQSAAC4EgAAwBIAAGNQAABtUAAAeFAAAIFQAACKUAAAAwABAAAAAgAEAHRpY2suZGxsAFRDS19D
                bG9zZQBUQ0tfRGVpbml0AFRDS19Jbml0AFRDS19PcGVuAFRDS19SZWFkAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAEAJzAEDMEQAQ
                AjUAQKASABABBQBAtBIAEAABAEC4EgAQAAIAQMASABABHABAMBMAEAACAEA4EwAQARoAQKATABAABABAsBMAEAAEAEDAEwAQAAQAQNATABAABABA
                4BMAEAAEAEDwEwAQAAQAQAAUABAABABAEBQAEAAEAEAgFAAQAAQAQDAUABAABABAQBQAEAAEAEBQFAAQAAQAQGAUABAABABAcBQAEAAEAECAFAAQ
                AAQAQJAUABAABABAoBQAEAAEAECwFAAQAAQAQMAUABAABABA0BQAEAAEAEDgFAAQAAQAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAA
                PAAAALgxvDHEMcgxrDO8M8wz3DPsM/wzDDQcNCw0PDRMNFw0bDR8NIw0nDSsNLw0zDTcNOw0AAAAYAAARAAAAAAwCDAQMBgwIDAoMDAwODBAMEgw
                UDBYMGAwaDBwMHgwgDCIMJAwmDCgMKgwsDC4MMAwyDDQMNgw4DAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAA==
                """),
        StarterFile(
            "bin/tickisr.dll",
            base64: """
                TVoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABQRQAAwgEGAAAAAEwAAAAAAAAAAOAADiELAQgAAAIAAAAKAAAAAAAA
                ABEAAAAQAAAAIAAAAAAAEAAQAAAAAgAABAAAAAAAAAAGAAAAAAAAAABwAAAABAAAAAAAAAkAAAAAAAEAABAAAAAAEAAAEAAAAAAAABAAAAAAQAAA
                kAAAAAAwAAAoAAAAAAAAAAAAAAAAUAAAOAAAAAAAAAAAAAAAAGAAACwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAIAAACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC50ZXh0AAAAKAEAAAAQAAAAAgAAAAQAAAAAAAAAAAAAAAAAACAAAGAuZGF0
                YQAAAEwAAAAAIAAAAAIAAAAGAAAAAAAAAAAAAAAAAABAAADALmlkYXRhAAA8AAAAADAAAAACAAAACAAAAAAAAAAAAAAAAAAAQAAAQC5lZGF0YQAA
                kAAAAABAAAAAAgAAAAoAAAAAAAAAAAAAAAAAAEAAAEAucGRhdGEAADgAAAAAUAAAAAIAAAAMAAAAAAAAAAAAAAAAAABAAABALnJlbG9jAAAsAAAA
                AGAAAAACAAAADgAAAAAAAAAAAAAAAAAAQAAAQgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAABggn+UAAODjABCS5QMAUeMBAIGSAACClQEAoJEe/y/hCCAAEAgQn+UAIKDjACKB5x7/L+EMIAAQEEAt6UxAn+UAErTn
                AwCg4wAAUeMIIJEVAQASEwEAABoQQL3oHv8v4QEAoOMIAIHlDACU5QgQlOUBAIDiDACE5SIAAOsAAKDjAABR4wQAlAUQQL3oHv8v4QwgABAAwKDh
                AACg4wMAXOMe/y+BBOAt5Ujgn+UOAFHhDgAAGgAAUuMMAAAKEABT4woAADoIAJLlAOCS5SgQn+UEMJLlDCCS5QzioecAAFDjCACB5QEAoBMEMIHl
                DCCB5QTgneQe/y/hAyABAQwgABABAKDjHv8v4QDAoOEBAKDhDBCg4f///+oEwJ/lAMCc5Rz/L+EAIAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA2AcAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAoMAAAAAAAAAAAAAAwMAAAACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA2AcAgAAAAABDT1JF
                RExMLmRsbAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABMAAAAAFBAAAABAAAABAAAAAQAAAAoQAAAOEAAAEhAAAAAEAAA
                JBAAADgQAACUEAAAXEAAAGtAAAB7QAAAhUAAAAAAAQADAAIAdGlja2lzci5kbGwAQ3JlYXRlSW5zdGFuY2UARGVzdHJveUluc3RhbmNlAElPQ29u
                dHJvbABJU1JIYW5kbGVyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAEAAJAEAkEAAQAAUAQDgQABABFwBAlBAAEAAbAEAAEQAQ
                AAIAQAgRABAABABAGBEAEAAEAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAAFAAAACAwNDCQMPwwJDEAAABQAAAYAAAA
                ADAIMBAwGDAgMCgwMDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==
                """),
        StarterFile(
            "bin/tickapp.exe",
            base64: """
                TVoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABQRQAAwgEFAAAAAEwAAAAAAAAAAOAADwELAQgAAAQAAAAIAAAAAAAA
                6BAAAAAQAAAAIAAAAAABAAAQAAAAAgAABAAAAAAAAAAGAAAAAAAAAABgAAAABAAAAAAAAAkAAAAAAAEAABAAAAAAEAAAEAAAAAAAABAAAAAAAAAA
                AAAAAABAAAAoAAAAAAAAAAAAAAAAUAAASAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAMAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC50ZXh0AAAARAIAAAAQAAAABAAAAAQAAAAAAAAAAAAAAAAAACAAAGAucmRh
                dGEAAFQAAAAAIAAAAAIAAAAIAAAAAAAAAAAAAAAAAABAAABALmRhdGEAAAAgAAAAADAAAAACAAAACgAAAAAAAAAAAAAAAAAAQAAAwC5pZGF0YQAA
                VAAAAABAAAAAAgAAAAwAAAAAAAAAAAAAAAAAAEAAAEAucGRhdGEAAEgAAAAAUAAAAAIAAAAOAAAAAAAAAAAAAAAAAABAAABAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAPBDLekU0E3iAwCg4wCQoOMCEaDjACCg4wAwoOMBAo3osACf5QiQjeVtAADrAQBw4xwAAAoAQKDhEICN4gxwjeIAUKDj
                AGCg4wQAoOEIEKDhBCCg4wcwoOEAkI3lbAAA6wAAUOMTAAAKDACd5QQAUOMQAAAaEACd5QFQheIGYIDgMgBW4+///zpMAJ/lBhCg4QUgoOFmAADr
                BACg4UwAAOsAAKDjCAAA6lEAAOsAEKDhLACf5QIAAOpNAADrABCg4RgAn+VaAADrAQCg4xTQjeLwQ73oHv8v4QAgAQAfIAEADCABADUgAQDwQC3p
                ot9N4g1QoOECQKDhAGCg40EvoOMFEKDhsGDN4T0AAOsAAFTjCFKN5QEAoOOwUNQRAABVEyIAAAoBIKDjgh+N4gAwoOMCQITiIABV4wIAABqyUNTg
                IABV4/z//woAAFXjFgAACiIAVeMBAAAaIgCg4wEAAOoCQETiIACg4wJBgeeyUNTgAABV4wUAUBH7//8aAgBE4gAAVeOwMMARAECgAQEAguKwUNTh
                AABV4wQAAAoeAFLjACCg4eH//zoAAADqAgCg4YIfjeIAYYHnkP//6wAQoOFCAKDjFgAA66LfjeLwQL3oHv8v4QTAn+UAwJzlHP8v4QAwAQAEwJ/l
                AMCc5Rz/L+EEMAEABMCf5QDAnOUc/y/hCDABAATAn+UAwJzlHP8v4QwwAQAEwJ/lAMCc5Rz/L+EQMAEABMCf5QDAnOUc/y/hFDABAATAn+UAwJzl
                HP8v4RgwAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABUAEMASwAxADoAAABubyB0aWNrLCBlcnJvciAldQoAJXUgdGlja3MgaW4gJXUgcmVhZHMK
                AFRDSzE6IGRvZXMgbm90IG9wZW4sIGVycm9yICV1CgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACkCAICoAACABAIAgBkCAICqAACAIAIAgE4EAIAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKEAAAAAAAAAAAAAASEAAAAAwAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAACkCAICoAACABAIAgBkCAICqAACAIAIAgE4EAIAAAAAAQ09SRURMTC5kbGwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAEAAjoAQOgQAQACOwBA1BEBAAAEAEDkEQEA
                AAQAQPQRAQAABABABBIBAAAEAEAUEgEAAAQAQCQSAQAABABANBIBAAAEAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==
                """),
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
