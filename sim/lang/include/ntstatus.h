#ifndef _NTSTATUS_H
#define _NTSTATUS_H
#include <faultlab/ntstatus>
#endif
