/* Arithmetic in floating point. */
#ifndef CE_MATH_H
#define CE_MATH_H

#define M_PI 3.14159265358979323846
#define HUGE_VAL __builtin_huge_val()

#ifdef __cplusplus
extern "C" {
#endif
double acos(double x);
double asin(double x);
double atan(double x);
double atan2(double y, double x);
double cos(double x);
double sin(double x);
double tan(double x);
double cosh(double x);
double sinh(double x);
double tanh(double x);
double exp(double x);
double log(double x);
double log10(double x);
double pow(double x, double y);
double sqrt(double x);
double fabs(double x);
double ceil(double x);
double floor(double x);
double fmod(double x, double y);
double modf(double x, double *whole);
double frexp(double x, int *exponent);
double ldexp(double x, int exponent);
float ceilf(float x);
float fabsf(float x);
float floorf(float x);
float fmodf(float x, float y);
float sqrtf(float x);
struct _complex {
    double x, y;
};
double _cabs(struct _complex z);
double _hypot(double x, double y);
double _j0(double x);
double _j1(double x);
double _y0(double x);
double _y1(double x);
double _frnd(double x);
double _fsqrt(double x);
#ifdef __cplusplus
}
#endif

#endif
