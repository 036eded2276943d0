/* Asks Linux for the tile registers of newer Intel processors (AMX); loaded into Wine beforehand.
 * Part of the test environment alone: nothing of it is shipped.
 *
 * Windows hands them to every program, so onnxruntime uses whatever the processor has. Linux gives them to who asks, and
 * Wine 8 does not ask: such a program ends by an illegal instruction. Where there are none, Linux refuses without harm.
 */
#define ARCH_PRCTL 158
#define ASK_FOR_STATE 0x1023
#define TILE_DATA 18

__attribute__((constructor)) static void ask(void)
{
    long status;
    __asm__ volatile("syscall"
                     : "=a"(status)
                     : "a"(ARCH_PRCTL), "D"(ASK_FOR_STATE), "S"(TILE_DATA)
                     : "rcx", "r11", "memory");
}
