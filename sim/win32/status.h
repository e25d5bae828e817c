/*
 * status.h - from NTSTATUS to what GetLastError gives.
 *
 * Knows of: nt/status. Used by: arguments, file, api/. Source: docs/reference/sources.md, [ntstatus].
 */
#ifndef FAULTLAB_SIM_WIN32_STATUS_H
#define FAULTLAB_SIM_WIN32_STATUS_H

#include <stdint.h>

#include "sim/nt/status.h"

#define ERROR_SUCCESS               0u
#define ERROR_FILE_NOT_FOUND        2u
#define ERROR_PATH_NOT_FOUND        3u
#define ERROR_ACCESS_DENIED         5u
#define ERROR_INVALID_HANDLE        6u
#define ERROR_NOT_ENOUGH_MEMORY     8u
#define ERROR_NO_MORE_FILES         18u
#define ERROR_BAD_LENGTH            24u
#define ERROR_GEN_FAILURE           31u
#define ERROR_SHARING_VIOLATION     32u
#define ERROR_NOT_SUPPORTED         50u
#define ERROR_FILE_EXISTS           80u
#define ERROR_INVALID_PARAMETER     87u
#define ERROR_INSUFFICIENT_BUFFER   122u
#define ERROR_DISCARDED             157u
#define ERROR_DISK_FULL             112u
#define ERROR_INVALID_NAME          123u
#define ERROR_NEGATIVE_SEEK         131u
#define ERROR_MOD_NOT_FOUND         126u
#define ERROR_PROC_NOT_FOUND        127u
#define ERROR_NOT_LOCKED            158u
#define ERROR_ALREADY_EXISTS        183u
#define ERROR_BAD_EXE_FORMAT        193u
#define ERROR_NO_MORE_ITEMS         259u
#define ERROR_PARTIAL_COPY          299u
#define ERROR_INVALID_ADDRESS       487u
#define ERROR_FILE_INVALID          1006u
#define ERROR_USER_MAPPED_FILE      1224u
#define ERROR_NOACCESS              998u
#define ERROR_MAPPED_ALIGNMENT      1132u
#define ERROR_NOT_ALL_ASSIGNED      1300u
#define ERROR_NO_SUCH_PRIVILEGE     1313u
#define ERROR_PRIVILEGE_NOT_HELD    1314u
#define ERROR_NO_SYSTEM_RESOURCES   1450u
#define ERROR_WORKING_SET_QUOTA     1453u
#define ERROR_COMMITMENT_LIMIT      1455u
#define ERROR_INVALID_USER_BUFFER   1784u
#define ERROR_MR_MID_NOT_FOUND      317u        /* for a status that has no Win32 code */

uint32_t win32_error(uint32_t status);

#endif
