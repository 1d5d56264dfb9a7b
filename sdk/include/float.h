/* Numbers in floating point: their limits, and what is asked of them. */
#ifndef CE_FLOAT_H
#define CE_FLOAT_H

#define FLT_MAX __FLT_MAX__
#define FLT_MIN __FLT_MIN__
#define FLT_EPSILON __FLT_EPSILON__
#define DBL_MAX __DBL_MAX__
#define DBL_MIN __DBL_MIN__
#define DBL_EPSILON __DBL_EPSILON__
#define DBL_DIG __DBL_DIG__

#ifdef __cplusplus
extern "C" {
#endif
double _chgsign(double x);
double _copysign(double x, double y);
int _finite(double x);
int _fpclass(double x);
int _isnan(double x);
int _isnanf(float x);
int _isunordered(double x, double y);
int _isunorderedf(float x, float y);
double _logb(double x);
double _nextafter(double x, double y);
double _scalb(double x, long exponent);
#ifdef __cplusplus
}
#endif

#endif
