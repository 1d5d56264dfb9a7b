#ifndef CE_PROVIDED_H
#define CE_PROVIDED_H

/* Marks a function that the machine does not have: its call is told when it is compiled, and again when it is loaded. */
#if defined(__clang__) && __has_attribute(warning)
#define CE_NOT_PROVIDED __attribute__((warning("cebsp does not provide this function")))
#else
#define CE_NOT_PROVIDED
#endif

/* Marks what a driver has itself, for the layer above it to call. */
#if defined(__clang__)
#define CE_DRIVER_HAS __attribute__((annotate("the driver has it")))
#else
#define CE_DRIVER_HAS
#endif

#endif
