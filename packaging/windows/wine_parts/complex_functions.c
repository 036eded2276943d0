/* Functions for complex numbers that the C library of Windows has and that of Debian's Wine 8 lacks; numpy calls them.
 * Part of the test environment alone: nothing of it is shipped. Every other function goes on to Wine's own library.
 */
#include <complex.h>

typedef struct { double part[2]; } dcomplex;
typedef struct { float part[2]; } fcomplex;

#define IN(T, z) (__builtin_complex((T)(z).part[0], (T)(z).part[1]))

static dcomplex from_d(double _Complex z) { dcomplex r = {{creal(z), cimag(z)}}; return r; }
static fcomplex from_f(float _Complex z) { fcomplex r = {{crealf(z), cimagf(z)}}; return r; }

/* A long double is a double to the compilers of Microsoft. */
#define MAPS(name) \
    dcomplex ms_##name(dcomplex z) { return from_d(name(IN(double, z))); } \
    dcomplex ms_##name##l(dcomplex z) { return from_d(name(IN(double, z))); } \
    fcomplex ms_##name##f(fcomplex z) { return from_f(name##f(IN(float, z))); }
#define MEASURES(name) \
    double ms_##name(dcomplex z) { return name(IN(double, z)); } \
    double ms_##name##l(dcomplex z) { return name(IN(double, z)); } \
    float ms_##name##f(fcomplex z) { return name##f(IN(float, z)); }

MEASURES(creal) MEASURES(cimag) MEASURES(cabs) MEASURES(carg)
MAPS(conj) MAPS(cproj) MAPS(cexp) MAPS(clog) MAPS(csqrt) MAPS(csin) MAPS(ccos) MAPS(ctan) MAPS(csinh) MAPS(ccosh)
MAPS(ctanh) MAPS(casin) MAPS(cacos) MAPS(catan) MAPS(casinh) MAPS(cacosh) MAPS(catanh)

dcomplex ms_cpow(dcomplex a, dcomplex b) { return from_d(cpow(IN(double, a), IN(double, b))); }
dcomplex ms_cpowl(dcomplex a, dcomplex b) { return from_d(cpow(IN(double, a), IN(double, b))); }
fcomplex ms_cpowf(fcomplex a, fcomplex b) { return from_f(cpowf(IN(float, a), IN(float, b))); }
