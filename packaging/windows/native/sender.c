/* The process that sends: runs Python within itself, with the one program of legalredact.summary.sender_program.
 *
 * It is a program of its own, not a second name of python.exe, so that Windows' firewall can tell it from all others
 * and so that nobody can have other code run under its name: it takes one argument, the number of the pipe's handle.
 * The libraries are those beside it and of the system, whatever the current folder or PATH say.
 */
#include <windows.h>
#include <wchar.h>

#define LONGEST 32767 /* of a path */
#define DIGITS 20     /* of a handle */
#define NOT_STARTED 70
#define WRONG_ARGUMENT 64

typedef int (*python_main)(int, wchar_t **);

static wchar_t self[LONGEST];
static wchar_t library[LONGEST];

static int is_number(const wchar_t *text)
{
    size_t length = wcslen(text);
    return length > 0 && length <= DIGITS && wcsspn(text, L"0123456789") == length;
}

static python_main load(void)
{
    DWORD length = GetModuleFileNameW(NULL, self, LONGEST);
    wchar_t *name;
    HMODULE loaded;

    if (!length || length == LONGEST) return NULL;
    wcscpy(library, self);
    name = wcsrchr(library, L'\\');
    if (!name || (name - library) + 16 > LONGEST) return NULL;
    wcscpy(name + 1, L"python3.dll"); /* hands on to the library of the version that lies beside it */
    loaded = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    return loaded ? (python_main)(void *)GetProcAddress(loaded, "Py_Main") : NULL;
}

int wmain(int count, wchar_t **arguments)
{
    wchar_t *given[] = {
        self, L"-I", L"-X", L"utf8", L"-c",
        L"import sys; from legalredact.summary import sender_program; sender_program.main(int(sys.argv[1]))",
        NULL, NULL
    };
    python_main run;

    if (count != 2 || !is_number(arguments[1])) return WRONG_ARGUMENT;
    run = load();
    if (!run) return NOT_STARTED;
    given[6] = arguments[1];
    return run(7, given);
}
