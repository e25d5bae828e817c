/*
 * mxcsr.h - the bits of the register that says what becomes of numbers with a fraction.
 *
 * Used by: boot, floating, libc/. Source: docs/reference/sources.md, [x64-context].
 */
#ifndef FAULTLAB_SIM_MXCSR_H
#define FAULTLAB_SIM_MXCSR_H

/* What happened; the mask of each stands seven bits higher: masked, it raises nothing. */
#define MXCSR_INVALID           0x01u
#define MXCSR_DENORMAL          0x02u
#define MXCSR_DIVIDE            0x04u
#define MXCSR_OVERFLOW          0x08u
#define MXCSR_UNDERFLOW         0x10u
#define MXCSR_INEXACT           0x20u
#define MXCSR_FLAGS             0x3fu
#define MXCSR_MASK_OF_FLAG      0x80u
#define MXCSR_MASKS             0x1f80u

#define MXCSR_ZEROS             0x40u           /* denormal operands count as zero */
#define MXCSR_ROUND             0x6000u         /* to the nearest, down, up, to zero */
#define MXCSR_ROUND_ONE         0x2000u
#define MXCSR_FLUSH             0x8000u         /* denormal results become zero */

#define MXCSR_DEFAULT           0x1f80u

#endif
