/* Where a program begins: CE passes instance, previous instance, command line and how to show. Each way to write a main
   function has its own entry; a program links the one it uses and ends with its result as the exit code. MAIN is the symbol
   of the main function where it is not the function's name, as of a function of C++. */
#include <windows.h>

#define MAXIMUM_ARGUMENTS 32

#if defined(MAIN)
#define AS_LINKED __asm__(MAIN)
#else
#define AS_LINKED
#endif

#include "cookie.h"

#if defined(HAS_STATICS)
#include "statics.h"
#else
#define ConstructStatics() ((void)0)
#define DestroyStatics() ((void)0)
#endif

static void end(int result)
{
    DestroyStatics();
    ExitProcess((DWORD)result);
}

#if defined(USE_WINMAIN)

int WinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR commandLine, int show) AS_LINKED;

void WinMainCRTStartup(HINSTANCE instance, HINSTANCE previous, LPWSTR commandLine, int show)
{
    MakeCookie();
    ConstructStatics();
    end(WinMain(instance, previous, commandLine, show));
}

#elif defined(USE_WMAIN)

int wmain(int count, wchar_t **arguments) AS_LINKED;

/* Splits the command line in place at blanks; quotes keep blanks together. */
void mainWCRTStartup(HINSTANCE instance, HINSTANCE previous, LPWSTR commandLine, int show)
{
    wchar_t *arguments[MAXIMUM_ARGUMENTS];
    wchar_t name[MAX_PATH];
    int count = 0;

    (void)previous;
    (void)show;
    MakeCookie();
    ConstructStatics();
    name[0] = 0;
    GetModuleFileNameW(instance, name, dim(name));
    arguments[count++] = name;
    while (commandLine && *commandLine && count < MAXIMUM_ARGUMENTS - 1) {
        wchar_t stop = L' ';

        while (*commandLine == L' ')
            commandLine++;
        if (!*commandLine)
            break;
        if (*commandLine == L'"') {
            stop = L'"';
            commandLine++;
        }
        arguments[count++] = commandLine;
        while (*commandLine && *commandLine != stop)
            commandLine++;
        if (*commandLine)
            *commandLine++ = 0;
    }
    arguments[count] = NULL;
    end(wmain(count, arguments));
}

#else

int main(void) AS_LINKED;

void mainACRTStartup(HINSTANCE instance, HINSTANCE previous, LPWSTR commandLine, int show)
{
    (void)instance;
    (void)previous;
    (void)commandLine;
    (void)show;
    MakeCookie();
    ConstructStatics();
    end(main());
}

#endif
