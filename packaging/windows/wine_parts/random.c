/* bcryptprimitives.dll, which Debian's Wine 8 lacks: libraries written in Rust take their random numbers from it.
 * Part of the test environment alone: nothing of it is shipped.
 */
#include <windows.h>
#include <ntsecapi.h>

BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size)
{
    while (size > 0) {
        ULONG now = size > 0x10000 ? 0x10000 : (ULONG)size;
        if (!RtlGenRandom(data, now)) return FALSE;
        data += now;
        size -= now;
    }
    return TRUE;
}
