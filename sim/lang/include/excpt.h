/* Structured exception handling: the names that filters use. */
#ifndef _EXCPT_H
#define _EXCPT_H
typedef enum _EXCEPTION_DISPOSITION {
	ExceptionContinueExecution,
	ExceptionContinueSearch,
	ExceptionNestedException,
	ExceptionCollidedUnwind
} EXCEPTION_DISPOSITION;
#define EXCEPTION_EXECUTE_HANDLER 1
#define EXCEPTION_CONTINUE_SEARCH 0
#define EXCEPTION_CONTINUE_EXECUTION (-1)
#define GetExceptionCode() __exception_code()
#define exception_code() __exception_code()
#define GetExceptionInformation() ((struct _EXCEPTION_POINTERS *)__exception_info())
#define exception_info() GetExceptionInformation()
#define AbnormalTermination() __abnormal_termination()
#define abnormal_termination() __abnormal_termination()
#endif
