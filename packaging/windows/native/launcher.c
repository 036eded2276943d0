/* Starts the Python that lies beside this program with the application, waits, and ends as it ended.
 *
 * Built twice: as a program of the console, for commands, and with -DWINDOWED for the window. Arguments go on as they
 * were written. What it starts ends with it, and reads no settings of Python from the environment: the file
 * python313._pth beside it sees to that.
 */
#include <windows.h>
#include <wchar.h>

#define LONGEST 32767 /* of a command line, with its end, as Windows has it */
#define NOT_STARTED 70     /* no exit status of the application */

#ifdef WINDOWED
#define PYTHON L"pythonw.exe"
#else
#define PYTHON L"python.exe"
#endif

static wchar_t python[LONGEST];
static wchar_t command[LONGEST];

/* What follows the program's own name on the command line. */
static const wchar_t *arguments(void)
{
    const wchar_t *at = GetCommandLineW();
    int quoted = 0;
    for (; *at && (quoted || (*at != L' ' && *at != L'\t')); at++) {
        if (*at == L'"') quoted = !quoted;
    }
    while (*at == L' ' || *at == L'\t') at++;
    return at;
}

static int failed(const wchar_t *what)
{
#ifdef WINDOWED
    MessageBoxW(NULL, what, L"LegalRedact", MB_OK | MB_ICONERROR);
#else
    DWORD written;
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    char narrow[512];
    int length = WideCharToMultiByte(CP_UTF8, 0, what, -1, narrow, sizeof narrow, NULL, NULL);
    if (length > 1) WriteFile(out, narrow, (DWORD)length - 1, &written, NULL);
    WriteFile(out, "\r\n", 2, &written, NULL);
#endif
    return NOT_STARTED;
}

/* Control-C reaches the application too; it says how it ends, so this program waits for it. */
static BOOL WINAPI wait_on(DWORD kind)
{
    return kind == CTRL_C_EVENT || kind == CTRL_BREAK_EVENT;
}

/* A job ends all that is in it when this process ends, however it ends. */
static HANDLE job_of_this(void)
{
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
    HANDLE job = CreateJobObjectW(NULL, NULL);
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK;
    if (job) SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
    return job;
}

static int run(void)
{
    STARTUPINFOW start;
    PROCESS_INFORMATION started;
    HANDLE job;
    DWORD status = NOT_STARTED;
    DWORD length = GetModuleFileNameW(NULL, python, LONGEST);
    wchar_t *name = length ? wcsrchr(python, L'\\') : NULL;

    if (!name || (name - python) + wcslen(PYTHON) + 2 > LONGEST) return failed(L"LegalRedact does not find itself.");
    wcscpy(name + 1, PYTHON);
    if (_snwprintf(command, LONGEST - 1, L"\"%ls\" -X utf8 -m legalredact %ls", python, arguments()) < 0)
        return failed(L"The command is longer than Windows allows.");

    SetEnvironmentVariableW(L"ORT_DISABLE_TELEMETRY", L"1"); /* inherited; onnxruntime reads it when it is loaded */
    GetStartupInfoW(&start);
    job = job_of_this();
    if (!CreateProcessW(python, command, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &start, &started))
        return failed(L"A part of LegalRedact is missing. Install it again.");
    if (job) AssignProcessToJobObject(job, started.hProcess);
    SetConsoleCtrlHandler(wait_on, TRUE);
    ResumeThread(started.hThread);
    WaitForSingleObject(started.hProcess, INFINITE);
    GetExitCodeProcess(started.hProcess, &status);
    return (int)status;
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show)
{
    (void)instance; (void)before; (void)line; (void)show;
    return run();
}
#else
int wmain(void)
{
    return run();
}
#endif
