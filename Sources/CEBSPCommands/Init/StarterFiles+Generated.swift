// swift-format-ignore-file
// Made by fixtures/starter/embed of the files it lists. Change those.

extension StarterFile {
    /// Every file, in the order in which they are written.
    static let all: [StarterFile] = [
        StarterFile(
            "README.md",
            text: #"""
                # A first board, driver and scenario

                    cebsp run hello.scenario.yaml          runs the driver and the application on the emulated board
                    cebsp check board/board.yaml           reads the memory map and says what is wrong with it
                    cebsp map board/board.yaml             draws it
                    cebsp apis bin/smd.dll bin/smdapp.exe  says which functions they import, and which of them the machine provides

                | file | is |
                |---|---|
                | `board/` | the board: core, RAM banks, the OEMAddressTable and config.bib in the form a BSP has them |
                | `hello.scenario.yaml` | what runs on it and what must happen |
                | `source/` | the driver `smd.dll` and the application `smdapp.exe` in C |
                | `bin/` | both as built for ARM (machine 0x1C2) |

                Change `board/` into your own board, put your own binaries into `bin/` and name them in the scenario. Platform Builder,
                Visual Studio with a CE SDK and the guest build of cebsp's repository (`fixtures/guests/build`) all make images that run.
                """#),
        StarterFile(
            "hello.scenario.yaml",
            text: #"""
                version: 1
                name: Hello World through shared RAM
                shows: The driver maps 32 MB of RAM into the application, fills them and releases them.
                board: board/board.yaml
                tags: [starter]
                timeout: 5s
                files: [bin/smd.dll, bin/smdapp.exe]
                drivers:
                  - name: SampleMemory
                    dll: smd.dll
                    prefix: SMD
                    index: 1
                    values:
                      # RAM that the board's table maps. For RAM above it: { Mode: physical, PhysBase: 0xA1F00000, Size: 0x02000000 }
                      Mode: static
                      VirtBase: 0x81F00000
                      Size: 0x02000000
                processes:
                  - { image: smdapp.exe }
                expect:
                  exit: { smdapp.exe: 0 }
                  output:
                    - matches: "^Data: Hello World$"
                    - absent: "failed"
                  calls:
                    - { name: VirtualCopyEx, count: 1, failed: 0 }
                  faults: []
                  leaks: 0
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
            "source/smd.c",
            text: #"""
                /*
                 * The sample memory driver: shares a range of RAM with the application that asks for it.
                 *
                 * Values under the driver's registry key say which range:
                 *   Mode      "static": RAM inside the static map; "physical": any RAM of the board
                 *   VirtBase  Mode static: the kernel virtual address
                 *   PhysBase  Mode physical: the physical address
                 *   Size      bytes
                 */
                #include <windows.h>
                #include <pkfuncs.h>
                #include <devload.h>
                #include "smd.h"

                #define DEFAULT_SIZE 0x02000000

                typedef struct {
                    PVOID source;      /* as VirtualCopyEx wants it */
                    DWORD protection;
                    DWORD size;
                } DRIVER;

                /* One for each open handle. */
                typedef struct {
                    DRIVER *driver;
                    HANDLE process;
                    BYTE *address;     /* in `process`; NULL while nothing is mapped */
                } SESSION;

                static BOOL Fail(DWORD error)
                {
                    SetLastError(error);
                    return FALSE;
                }

                static BOOL ReadNumber(HKEY key, LPCWSTR name, DWORD *value)
                {
                    DWORD type, size = sizeof(*value);

                    return RegQueryValueExW(key, name, NULL, &type, (LPBYTE)value, &size) == ERROR_SUCCESS && type == REG_DWORD;
                }

                static BOOL ReadText(HKEY key, LPCWSTR name, WCHAR *text, DWORD size)
                {
                    DWORD type;

                    return RegQueryValueExW(key, name, NULL, &type, (LPBYTE)text, &size) == ERROR_SUCCESS && type == REG_SZ;
                }

                /* The context is the path of the Active key, whose value Key leads to the driver's own. */
                static HKEY OpenOwnKey(LPCWSTR context)
                {
                    WCHAR path[MAX_PATH];
                    HKEY active, own = NULL;

                    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, context, 0, 0, &active) != ERROR_SUCCESS)
                        return NULL;
                    if (!ReadText(active, DEVLOAD_DEVKEY_VALNAME, path, sizeof(path))
                        || RegOpenKeyExW(HKEY_LOCAL_MACHINE, path, 0, 0, &own) != ERROR_SUCCESS)
                        own = NULL;
                    RegCloseKey(active);
                    return own;
                }

                static BOOL Configure(DRIVER *driver, HKEY key)
                {
                    WCHAR mode[16];
                    DWORD base;

                    if (!ReadNumber(key, L"Size", &driver->size))
                        driver->size = DEFAULT_SIZE;
                    if (!ReadText(key, L"Mode", mode, sizeof(mode)))
                        return FALSE;
                    driver->protection = PAGE_READWRITE | PAGE_NOCACHE;
                    if (wcscmp(mode, L"static") == 0 && ReadNumber(key, L"VirtBase", &base)) {
                        driver->source = (PVOID)base;
                        return TRUE;
                    }
                    if (wcscmp(mode, L"physical") == 0 && ReadNumber(key, L"PhysBase", &base)) {
                        driver->source = (PVOID)(base >> 8);
                        driver->protection |= PAGE_PHYSICAL;
                        return TRUE;
                    }
                    return FALSE;
                }

                BOOL DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
                {
                    (void)reserved;
                    if (reason == DLL_PROCESS_ATTACH)
                        DisableThreadLibraryCalls((HMODULE)instance);
                    return TRUE;
                }

                DWORD SMD_Init(LPCWSTR context, LPCVOID bus)
                {
                    DRIVER *driver;
                    HKEY key = OpenOwnKey(context);
                    BOOL configured;

                    (void)bus;
                    if (!key) {
                        RETAILMSG(1, (L"SMD: no registry key behind %s\r\n", context));
                        return 0;
                    }
                    driver = LocalAlloc(LPTR, sizeof(*driver));
                    configured = driver && Configure(driver, key);
                    RegCloseKey(key);
                    if (!configured) {
                        RETAILMSG(1, (L"SMD: values Mode, VirtBase and PhysBase make no range\r\n"));
                        LocalFree(driver);
                        return 0;
                    }
                    RETAILMSG(1, (L"SMD: %u KB from %s 0x%08x\r\n", driver->size >> 10,
                                  driver->protection & PAGE_PHYSICAL ? L"page" : L"address", driver->source));
                    return (DWORD)driver;
                }

                BOOL SMD_Deinit(DWORD context)
                {
                    LocalFree((DRIVER *)context);
                    return TRUE;
                }

                DWORD SMD_Open(DWORD context, DWORD access, DWORD share)
                {
                    SESSION *session = LocalAlloc(LPTR, sizeof(*session));

                    (void)access;
                    (void)share;
                    if (session)
                        session->driver = (DRIVER *)context;
                    return (DWORD)session;
                }

                static BOOL Map(SESSION *session)
                {
                    DRIVER *driver = session->driver;
                    HANDLE process = (HANDLE)GetCallerVMProcessId();
                    BYTE *address;

                    if (session->address)
                        return Fail(ERROR_BUSY);
                    address = VirtualAllocEx(process, NULL, driver->size, MEM_RESERVE, PAGE_NOACCESS);
                    if (!address)
                        return FALSE;
                    if (!VirtualCopyEx(process, address, GetCurrentProcess(), driver->source, driver->size, driver->protection)) {
                        DWORD error = GetLastError();

                        VirtualFreeEx(process, address, 0, MEM_RELEASE);
                        return Fail(error);
                    }
                    session->process = process;
                    session->address = address;
                    return TRUE;
                }

                static BOOL Unmap(SESSION *session)
                {
                    if (!session->address)
                        return Fail(ERROR_INVALID_PARAMETER);
                    if (!VirtualFreeEx(session->process, session->address, 0, MEM_RELEASE))
                        return FALSE;
                    session->address = NULL;
                    return TRUE;
                }

                /* Through the mapping in the caller: its address space is active while the driver works for it. */
                static BOOL Fill(SESSION *session)
                {
                    if (!session->address || session->driver->size < SMD_TEXT_OFFSET + sizeof(SMD_TEXT))
                        return Fail(ERROR_INVALID_PARAMETER);
                    memcpy(session->address + SMD_TEXT_OFFSET, SMD_TEXT, sizeof(SMD_TEXT));
                    return TRUE;
                }

                BOOL SMD_Close(DWORD context)
                {
                    SESSION *session = (SESSION *)context;

                    if (session->address)
                        Unmap(session);
                    LocalFree(session);
                    return TRUE;
                }

                BOOL SMD_IOControl(DWORD context, DWORD code, PBYTE in, DWORD inSize, PBYTE out, DWORD outSize, PDWORD actual)
                {
                    SESSION *session = (SESSION *)context;

                    (void)in;
                    (void)inSize;
                    if (actual)
                        *actual = 0;
                    switch (code) {
                    case IOCTL_SMD_ALLOC_ADDRESS:
                        if (!out || outSize < sizeof(DWORD))
                            return Fail(ERROR_INVALID_PARAMETER);
                        if (!Map(session))
                            return FALSE;
                        *(DWORD *)out = (DWORD)session->address;
                        if (actual)
                            *actual = sizeof(DWORD);
                        return TRUE;
                    case IOCTL_SMD_FILL_ADDRESS:
                        return Fill(session);
                    case IOCTL_SMD_FREE_ADDRESS:
                        return Unmap(session);
                    }
                    return Fail(ERROR_NOT_SUPPORTED);
                }
                """#),
        StarterFile(
            "source/smd.h",
            text: #"""
                /* What the sample memory driver and its applications share. */
                #ifndef SMD_H
                #define SMD_H

                #include <winioctl.h>

                /* Maps the driver's range into the caller. Output: the address, a DWORD. */
                #define IOCTL_SMD_ALLOC_ADDRESS CTL_CODE(FILE_DEVICE_UNKNOWN, 2048, METHOD_BUFFERED, FILE_ANY_ACCESS)
                /* Writes the text through the caller's mapping. */
                #define IOCTL_SMD_FILL_ADDRESS CTL_CODE(FILE_DEVICE_UNKNOWN, 2049, METHOD_BUFFERED, FILE_ANY_ACCESS)
                /* Releases the caller's mapping. */
                #define IOCTL_SMD_FREE_ADDRESS CTL_CODE(FILE_DEVICE_UNKNOWN, 2050, METHOD_BUFFERED, FILE_ANY_ACCESS)

                #define SMD_TEXT " Hello World"
                /* Where in the range the text goes. */
                #define SMD_TEXT_OFFSET 0x1F00000

                #endif
                """#),
        StarterFile(
            "source/smdapp.c",
            text: #"""
                /* The application of the sample memory driver: has RAM mapped and filled, and reads it at the address it gets. */
                #include <windows.h>
                #include "smd.h"

                static int Fail(const char *what, int code)
                {
                    printf("%s failed, error %u\n", what, GetLastError());
                    return code;
                }

                int main(void)
                {
                    DWORD address = 0, returned = 0;
                    HANDLE device = CreateFileW(L"SMD1:", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);

                    if (device == INVALID_HANDLE_VALUE)
                        return Fail("CreateFile", 1);
                    if (!DeviceIoControl(device, IOCTL_SMD_ALLOC_ADDRESS, NULL, 0, &address, sizeof(address), &returned, NULL))
                        return Fail("IOCTL_SMD_ALLOC_ADDRESS", 2);
                    printf("Address:0x%08x\n", address);
                    if (!DeviceIoControl(device, IOCTL_SMD_FILL_ADDRESS, NULL, 0, NULL, 0, &returned, NULL))
                        return Fail("IOCTL_SMD_FILL_ADDRESS", 3);
                    printf("Data:%s\n", (const char *)(address + SMD_TEXT_OFFSET));
                    if (!DeviceIoControl(device, IOCTL_SMD_FREE_ADDRESS, NULL, 0, NULL, 0, &returned, NULL))
                        return Fail("IOCTL_SMD_FREE_ADDRESS", 4);
                    if (!CloseHandle(device))
                        return Fail("CloseHandle", 5);
                    return 0;
                }
                """#),
        StarterFile(
            "bin/smd.dll",
            base64: """
                TVoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABQRQAAwgEHAAAAAEwAAAAAAAAAAOAADiELAQgAAAYAAAAMAAAAAAAA
                ABAAAAAQAAAAIAAAAAAAEAAQAAAAAgAABAAAAAAAAAAGAAAAAAAAAACAAAAABAAAAAAAAAkAAAAAAAEAABAAAAAAEAAAEAAAAAAAABAAAAAAUAAA
                lwAAAABAAAAoAAAAAAAAAAAAAAAAYAAAqAAAAAAAAAAAAAAAAHAAAHQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAMAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC50ZXh0AAAA6AUAAAAQAAAABgAAAAQAAAAAAAAAAAAAAAAAACAAAGAucmRh
                dGEAAHEBAAAAIAAAAAIAAAAKAAAAAAAAAAAAAAAAAABAAABALmRhdGEAAABAAAAAADAAAAACAAAADAAAAAAAAAAAAAAAAAAAQAAAwC5pZGF0YQAA
                dAAAAABAAAAAAgAAAA4AAAAAAAAAAAAAAAAAAEAAAEAuZWRhdGEAAJcAAAAAUAAAAAIAAAAQAAAAAAAAAAAAAAAAAABAAABALnBkYXRhAACoAAAA
                AGAAAAACAAAAEgAAAAAAAAAAAAAAAAAAQAAAQC5yZWxvYwAAdAAAAABwAAAAAgAAABQAAAAAAAAAAAAAAAAAAEAAAEIAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAEAUeMCAAAaBOAt5TkBAOsE4J3kAQCg4x7/L+HwRy3pIt5N4gBQoOEAAKDjhX+N4gAgoOMAMKDjCACN5QoBoOMFEKDh
                AHCN5UYBAOsAAFDjAwAACmQCn+UFEKDhOQEA60sAAOqCH6DjFAKd5YZvjeIMkI3iACCg4wBAoOMcEo3lhx+N4gYwoOEAkI3lBBCN5fwRn+U3AQDr
                AABQ4xgCnQUBAFADAQAACghAjeUIAADqCACN4gwQjeIAIKDjADCg4wAAjeUKAaDjJgEA6wAAUOMIQI0VFAKd5R4BAOsIQJ3lAABU49r//wpAAKDj
                DBCg4wwBAOsAAFDjHgAACgQQoOMIUIDiAICg4QQAoOEAIKDjGBKN5XwRn+VgAI3oh2+N4gYwoOETAQDrAABQ42gRn+UAIKDjHAKdBQQAUAMCBKAT
                AACFFSAAoOOGX43iAJCN5QRgjeUcAo3lBACg4QUwoOEEAQDrAABQ4xgCnQUBAFADCwAACggAoOEAUKDhBACg4fQAAOswAZ/l7gAA6wUAoOHoAADr
                AACg4yLejeLwR73oHv8v4fQQn+WBD6DjBACI5QwAjeIHAQDrAABQ4wwAABrcEJ/lBACg44c/jeIAIKDjAHCN5QRQjeUYAo3lBACg4eQAAOsAAFDj
                HAKdBQQAUAMYAAAKrBCf5QwAjeL1AADrAABQ49r//xqcEJ/lBACg44c/jeIAIKDjAHCN5QRQjeUYAo3lBACg4dIAAOsAAFDjHAKdBQQAUAPN//8a
                FAKd5SAEoOEAAIjlBACY5QELgOMEAIjlAQAA6hQCneUAAIjlBACg4bsAAOsDAJjpPHCf5QAwmOU4IJ/lIRWg4QELEOMwAJ/lByCgAa4AAOsIAKDh
                wP//6gQhABAAIAAQ+iAAEEQhABBSIQAQCiAAEBwgABCeIAAQriAAEAwhABAuIAAQuCAAEATgLeWaAADrAQCg4wTgneQe/y/hEEAt6QBAoOFAAKDj
                DBCg444AAOsAAFDjAECAFRBAvege/y/hMEAt6QgQkOUAAFHjCgAACgQgkOUAUKDhAjmg4wBAoOMCAKDhACCg46MAAOsAEKDhBQCg4QAAUeMIQIAV
                fgAA6wEAoOMwQL3oHv8v4fBDLekI0E3iLGCd5QAAVuMAIKATACCGFYQhn+UCAFHhIwAACnwhn+UCAFHhEQAACiIqoOMCJoLjAgBR4SwAABokcJ3l
                AABX4ygQnRUDAFETJQAAmgBAkOUAUKDhVwAA6wCQoOEIAJXlAABQ4yYAAAqqAKDjHwAA6ggQkOUAAFHjGQAACgAAkOUMIKDjHyaC4wgAkOUCAFDh
                EwAAmh8GgeIEEZ/lDSCg43QAAOsBAKDjEgAA6ggQkOUAAFHjCgAACgBAoOEEAJDlACCg4wI5oONmAADrABCg4QAAoOMAAFHjCACEFQEAoBMEAADq
                VwCg4wAAAOoyAKDjUAAA6wAAoOMI0I3i8EO96B7/L+EIIJTlAQCg4wAQoOMCOqDjAACN5QkAoOFJAADrAICg4QAAoOMAAFjj8f//CgMAlOkAMJTl
                ABCN5UIgoOMIEKDhBACN5QkAoOFBAADrAABQ4wcAAAoAAFbjBJCF5QiAheUAgIflAQCg4wQQoBMAEIYV3///6hIAAOsAYKDhCQCg4QgQoOEAIKDj
                Ajmg4zQAAOsGAKDh1P//6gggIgAEICIAZCEAEATAn+UAwJzlHP8v4QAwABAEwJ/lAMCc5Rz/L+EEMAAQBMCf5QDAnOUc/y/hCDAAEATAn+UAwJzl
                HP8v4QwwABAEwJ/lAMCc5Rz/L+EQMAAQBMCf5QDAnOUc/y/hFDAAEATAn+UAwJzlHP8v4RgwABAEwJ/lAMCc5Rz/L+EcMAAQBMCf5QDAnOUc/y/h
                IDAAEATAn+UAwJzlHP8v4SQwABAEwJ/lAMCc5Rz/L+EoMAAQBMCf5QDAnOUc/y/hLDAAEATAn+UAwJzlHP8v4TAwABAEwJ/lAMCc5Rz/L+E0MAAQ
                BMCf5QDAnOUc/y/hODAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFMAaQB6AGUAAABwAGgAeQBzAGkAYwBhAGwAAABQAGgAeQBzAEIAYQBzAGUA
                AABTAE0ARAA6ACAAdgBhAGwAdQBlAHMAIABNAG8AZABlACwAIABWAGkAcgB0AEIAYQBzAGUAIABhAG4AZAAgAFAAaAB5AHMAQgBhAHMAZQAgAG0A
                YQBrAGUAIABuAG8AIAByAGEAbgBnAGUADQAKAAAAYQBkAGQAcgBlAHMAcwAAAHAAYQBnAGUAAABTAE0ARAA6ACAAbgBvACAAcgBlAGcAaQBzAHQA
                cgB5ACAAawBlAHkAIABiAGUAaABpAG4AZAAgACUAcwANAAoAAABNAG8AZABlAAAASwBlAHkAAABTAE0ARAA6ACAAJQB1ACAASwBCACAAZgByAG8A
                bQAgACUAcwAgADAAeAAlADAAOAB4AA0ACgAAAHMAdABhAHQAaQBjAAAAVgBpAHIAdABCAGEAcwBlAAAAIEhlbGxvIFdvcmxkAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0AQAgCsKAIAEAgCAIQAAgCQAAIAhAgCAxwEAgM0BAIDPAQCA
                BQIAgAMKAIAFCgCABAoAgBQEAIA8AACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAoQAAAAAAAAAAAAABoQAAAADAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAA0AQAgCsKAIAEAgCAIQAAgCQAAIAhAgCAxwEAgM0BAIDPAQCABQIAgAMKAIAFCgCABAoAgBQEAIA8AACAAAAAAENPUkVETEwu
                ZGxsAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABMAAAAAFpQAAABAAAA
                BQAAAAUAAAAoUAAAPFAAAFBQAAAcEAAAxBIAANgSAAD8EgAASBMAAGJQAABsUAAAd1AAAIVQAACOUAAAAwABAAQAAAACAHNtZC5kbGwAU01EX0Ns
                b3NlAFNNRF9EZWluaXQAU01EX0lPQ29udHJvbABTTURfSW5pdABTTURfT3BlbgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAEAMHAEAcEAAQ
                AqoAQMQSABABBQBA2BIAEAEJAED8EgAQARMAQEgTABACbABA+BQAEAAEAEAIFQAQAAQAQBgVABAABABAKBUAEAAEAEA4FQAQAAQAQEgVABAABABA
                WBUAEAAEAEBoFQAQAAQAQHgVABAABABAiBUAEAAEAECYFQAQAAQAQKgVABAABABAuBUAEAAEAEDIFQAQAAQAQNgVABAABABAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAA
                QAAAAJQymDKcMqAypDKoMqwysDK0MrgyvDLAMvQ0BDUUNSQ1NDVENVQ1ZDV0NYQ1lDWkNbQ1xDXUNeQ1AGAAADQAAAAAMAgwEDAYMCAwKDAwMDgw
                QDBIMFAwWDBgMGgwcDB4MIAwiDCQMJgwoDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAA==
                """),
        StarterFile(
            "bin/smdapp.exe",
            base64: """
                TVoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABQRQAAwgEFAAAAAEwAAAAAAAAAAOAADwELAQgAAAQAAAAIAAAAAAAA
                xBEAAAAQAAAAIAAAAAABAAAQAAAAAgAABAAAAAAAAAAGAAAAAAAAAABgAAAABAAAAAAAAAkAAAAAAAEAABAAAAAAEAAAEAAAAAAAABAAAAAAAAAA
                AAAAAABAAAAoAAAAAAAAAAAAAAAAUAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAMAAAHAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC50ZXh0AAAAPAIAAAAQAAAABAAAAAQAAAAAAAAAAAAAAAAAACAAAGAucmRh
                dGEAAJcAAAAAIAAAAAIAAAAIAAAAAAAAAAAAAAAAAABAAABALmRhdGEAAAAcAAAAADAAAAACAAAACgAAAAAAAAAAAAAAAAAAQAAAwC5pZGF0YQAA
                UAAAAABAAAAAAgAAAAwAAAAAAAAAAAAAAAAAAEAAAEAucGRhdGEAAEAAAAAAUAAAAAIAAAAOAAAAAAAAAAAAAAAAAABAAABAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAPBALekY0E3iAwCg4wBQoOMDEaDjACCg4wAwoOMhAI3oeAGf5RRQjeUQUI3lCFCN5W0AAOsBAHDjOgAACgxQjeUiWqDj
                AECg4RQQjeIEAKDjEGCN4gAgoOMAMKDjAlaF4wAQjeVBAI3pBACg4QUQoOFhAADrAABQ4zEAAAoUEJ3lHAGf5WgAAOsAcKDjBBCF4gQAoOEAIKDj
                ADCg4whgjeUAcI3lBHCN5QxwjeVSAADrAABQ4ykAAAoUAJ3lHxaA4uAAn+VYAADrCBCF4gQAoOEAIKDjADCg4wBwjeUEcI3lCGCN5QxwjeVDAADr
                AABQ4yEAAAoEAKDhNwAA6wAQoOEAAKDjAABR4yEAABo+AADrACCg4ZAAn+WQEJ/lQgAA6wUAoOMaAADqNwAA6wAgoOF0AJ/lhBCf5TsAAOsBAKDj
                EwAA6jAAAOsAIKDhWACf5WQQn+U0AADrAgCg4wwAAOopAADrACCg4TwAn+VEEJ/lLQAA6wMAoOMFAADqIgAA6wAgoOEgAJ/lJBCf5SYAAOsEAKDj
                GNCN4vBAvege/y/hACABAIcgAQAMIAEAciABAGYgAQAVIAEATyABADcgAQAsIAEABOAt5Yz//+sAEKDhQgCg4wTgneQPAADqBMCf5QDAnOUc/y/h
                ADABAATAn+UAwJzlHP8v4QQwAQAEwJ/lAMCc5Rz/L+EIMAEABMCf5QDAnOUc/y/hDDABAATAn+UAwJzlHP8v4RAwAQAEwJ/lAMCc5Rz/L+EUMAEA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABTAE0ARAAxADoAAABEYXRhOiVzCgBJT0NUTF9TTURfRlJFRV9BRERSRVNTAENyZWF0ZUZp
                bGUASU9DVExfU01EX0FMTE9DX0FERFJFU1MASU9DVExfU01EX0ZJTExfQUREUkVTUwBDbG9zZUhhbmRsZQAlcyBmYWlsZWQsIGVycm9yICV1CgBB
                ZGRyZXNzOjB4JTA4eAoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACkCAICoAACAswAAgAQCAIAgAgCATgQAgAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKEAAAAAAAAAAAAAAREAAAAAwAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAACkCAICoAACAswAAgAQCAIAgAgCATgQAgAAAAABDT1JFRExMLmRsbAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAEAAnEAQMQRAQABBgBA3BEBAAAEAEDsEQEA
                AAQAQPwRAQAABABADBIBAAAEAEAcEgEAAAQAQCwSAQAABABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==
                """),
    ]
}
