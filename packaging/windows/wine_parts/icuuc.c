/* The functions of Windows 10's icuuc.dll that Qt6Core imports, all of converters between character sets: none opens.
 *
 * Part of the test environment alone: nothing of it is shipped. Wine has the library itself from version 11.5 on.
 */
#include <stddef.h>
#include <stdint.h>

#define EXPORTED __declspec(dllexport)
#define UNSUPPORTED 16 /* U_UNSUPPORTED_ERROR */

typedef void Converter;
typedef int Error;

static void refuse(Error *error) { if (error) *error = UNSUPPORTED; }

EXPORTED Converter *ucnv_open(const char *name, Error *error) { (void)name; refuse(error); return NULL; }
EXPORTED const char *ucnv_getStandardName(const char *name, const char *standard, Error *error)
{
    (void)name; (void)standard; refuse(error);
    return NULL;
}
EXPORTED const char *ucnv_getAvailableName(int32_t number) { (void)number; return NULL; }
EXPORTED int32_t ucnv_countAvailable(void) { return 0; }

/* Nobody calls the others, since no converter can be opened. */
#define UNUSED(name) EXPORTED void *name(void) { return NULL; }
UNUSED(ucnv_close) UNUSED(ucnv_reset) UNUSED(ucnv_getMaxCharSize) UNUSED(ucnv_getName)
UNUSED(ucnv_getToUCallBack) UNUSED(ucnv_getFromUCallBack) UNUSED(ucnv_setToUCallBack) UNUSED(ucnv_setFromUCallBack)
UNUSED(ucnv_cbToUWriteUChars) UNUSED(ucnv_cbFromUWriteUChars) UNUSED(ucnv_toUnicode) UNUSED(ucnv_fromUnicode)
UNUSED(ucnv_toUCountPending) UNUSED(ucnv_fromUCountPending)
UNUSED(UCNV_FROM_U_CALLBACK_SUBSTITUTE) UNUSED(UCNV_TO_U_CALLBACK_SUBSTITUTE)
