# jump.s - the tag of a longjmp: an exception of WebAssembly with one value, see jump.c.
	.globl	__c_longjmp
	.tagtype	__c_longjmp i32
__c_longjmp:
