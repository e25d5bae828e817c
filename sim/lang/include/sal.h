/* Annotations of arguments, which say nothing to a compiler. */
#ifndef _SAL_H
#define _SAL_H
#define _In_
#define _In_opt_
#define _In_z_
#define _In_opt_z_
#define _In_reads_(n)
#define _In_reads_opt_(n)
#define _In_reads_z_(n)
#define _In_reads_bytes_(n)
#define _In_reads_bytes_opt_(n)
#define _In_range_(from, to)
#define _In_bytecount_(n)
#define _In_count_(n)
#define _Out_
#define _Out_opt_
#define _Out_writes_(n)
#define _Out_writes_opt_(n)
#define _Out_writes_z_(n)
#define _Out_writes_to_(n, m)
#define _Out_writes_all_(n)
#define _Out_writes_bytes_(n)
#define _Out_writes_bytes_opt_(n)
#define _Out_writes_bytes_to_(n, m)
#define _Out_writes_bytes_all_(n)
#define _Out_range_(from, to)
#define _Outptr_
#define _Outptr_opt_
#define _Outptr_result_maybenull_
#define _Outptr_result_bytebuffer_(n)
#define _Inout_
#define _Inout_opt_
#define _Inout_z_
#define _Inout_updates_(n)
#define _Inout_updates_z_(n)
#define _Inout_updates_bytes_(n)
#define _Inout_updates_opt_(n)
#define _Pre_
#define _Post_
#define _Pre_valid_
#define _Post_valid_
#define _Post_invalid_
#define _Post_writable_byte_size_(n)
#define _Post_ptr_invalid_
#define _Pre_maybenull_
#define _Pre_notnull_
#define _Pre_opt_valid_
#define _Pre_null_
#define _Post_equals_last_error_
#define _Ret_
#define _Ret_z_
#define _Ret_opt_
#define _Ret_maybenull_
#define _Ret_notnull_
#define _Ret_writes_(n)
#define _Ret_writes_bytes_(n)
#define _Ret_range_(from, to)
#define _Check_return_
#define _Check_return_opt_
#define _Must_inspect_result_
#define _Success_(condition)
#define _On_failure_(condition)
#define _When_(condition, annotations)
#define _Always_(annotations)
#define _At_(target, annotations)
#define _Printf_format_string_
#define _Scanf_format_string_
#define _Null_terminated_
#define _NullNull_terminated_
#define _Reserved_
#define _Field_size_(n)
#define _Field_size_opt_(n)
#define _Field_size_bytes_(n)
#define _Field_range_(from, to)
#define _Frees_ptr_
#define _Frees_ptr_opt_
#define _Function_class_(name)
#define _Use_decl_annotations_
#define _Analysis_assume_(condition)
#define _Notnull_
#define _Maybenull_
#define _Points_to_data_
#define _Acquires_lock_(lock)
#define _Releases_lock_(lock)
#define _Requires_lock_held_(lock)
#define _Interlocked_operand_
#define _Guarded_by_(lock)
#define __in
#define __in_opt
#define __in_ecount(n)
#define __in_bcount(n)
#define __out
#define __out_opt
#define __out_ecount(n)
#define __out_bcount(n)
#define __inout
#define __inout_opt
#define __reserved
#define __success(condition)
#define __checkReturn
#define __deref_out
#endif
