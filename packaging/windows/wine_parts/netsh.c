/* Stands in for Windows' netsh, which Wine has as a program that does nothing: adds and deletes rules of the firewall
 * as values of the registry, in the form that [MS-GPFAS] 2.2.2.19 describes. For the test only, and not shipped.
 *
 * netsh advfirewall firewall add rule name=N dir=out action=block program=P
 * netsh advfirewall firewall delete rule name=N
 */
#include <windows.h>
#include <wchar.h>

#define RULES L"SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules"
#define LONGEST 2048

static const wchar_t *given(int count, wchar_t **arguments, const wchar_t *name)
{
    size_t length = wcslen(name);
    for (int at = 0; at < count; at++) {
        if (wcsncmp(arguments[at], name, length) == 0 && arguments[at][length] == L'=')
            return arguments[at] + length + 1;
    }
    return NULL;
}

static int add(HKEY rules, int count, wchar_t **arguments)
{
    const wchar_t *name = given(count, arguments, L"name"), *program = given(count, arguments, L"program");
    const wchar_t *direction = given(count, arguments, L"dir"), *action = given(count, arguments, L"action");
    wchar_t rule[LONGEST], id[64];
    LARGE_INTEGER now;

    if (!name || !program || !direction || wcscmp(direction, L"out") || !action || wcscmp(action, L"block")) return 1;
    if (_snwprintf(rule, LONGEST, L"v2.30|Action=Block|Active=TRUE|Dir=Out|App=%ls|Name=%ls|", program, name) < 0)
        return 1;
    QueryPerformanceCounter(&now);
    _snwprintf(id, 64, L"{%08lX-0000-0000-0000-%012llX}", GetCurrentProcessId(), (unsigned long long)now.QuadPart);
    return RegSetValueExW(rules, id, 0, REG_SZ, (BYTE *)rule, (DWORD)(wcslen(rule) + 1) * sizeof *rule) != 0;
}

static int remove_all(HKEY rules, int count, wchar_t **arguments)
{
    const wchar_t *name = given(count, arguments, L"name");
    wchar_t id[256], rule[LONGEST], wanted[LONGEST];
    int removed = 0;

    if (!name) return 1;
    _snwprintf(wanted, LONGEST, L"|Name=%ls|", name);
    for (DWORD at = 0;;) {
        DWORD length = 256, size = sizeof rule;
        if (RegEnumValueW(rules, at, id, &length, NULL, NULL, (BYTE *)rule, &size)) break;
        if (wcsstr(rule, wanted)) {
            RegDeleteValueW(rules, id);
            removed++;
        } else at++;
    }
    return removed == 0; /* as netsh: "No rules match" */
}

int wmain(int count, wchar_t **arguments)
{
    HKEY rules;
    int status;

    if (count < 6 || wcscmp(arguments[1], L"advfirewall") || wcscmp(arguments[2], L"firewall")) return 1;
    if (wcscmp(arguments[4], L"rule")) return 1;
    if (RegCreateKeyExW(HKEY_LOCAL_MACHINE, RULES, 0, NULL, 0, KEY_ALL_ACCESS, NULL, &rules, NULL)) return 1;
    status = wcscmp(arguments[3], L"add") == 0 ? add(rules, count, arguments) : remove_all(rules, count, arguments);
    RegCloseKey(rules);
    return status;
}
