# fish completion of faultlab(1). Commands and options are read from --help at the moment they
# are asked for; values are listed in one place here.

function __faultlab_words
	commandline -opc
end

function __faultlab_at -a count
	set -l words (__faultlab_words)
	test (count $words) -eq $count
end

function __faultlab_command
	set -l words (__faultlab_words)
	contains -- "$words[2]" $argv
end

function __faultlab_after
	set -l words (__faultlab_words)
	contains -- $words[-1] $argv
end

function __faultlab_program
	set -l words (__faultlab_words)
	eval $words[1] $argv 2>/dev/null
end

function __faultlab_options
	set -l words (__faultlab_words)
	test (count $words) -ge 2; or return
	set -l command $words[2]
	contains -- "$command $words[3]" 'sim replay' 'sim record' 'sim exercise'; and set -a command $words[3]
	__faultlab_program $command --help | sed -e 's/valgrind.*//' -e 's/core.run --.*//' -e 's/its --[a-z]*//' -e '/ N  --/d' | string match -ar -- '(?<![\w-])--[a-z][a-z-]*' | sort -u
end

complete -c faultlab -n '__faultlab_at 1' -f -a '(__faultlab_program --help | string replace -rf "^([a-z]+) +[a-z].*" "\$1" | string match -v -r "^(faultlab|status)\$") --help --version'
complete -c faultlab -n '__faultlab_at 2; and __faultlab_command sim viz' -f -a '(__faultlab_program (__faultlab_words)[2] --help | string replace -rf "^(?:usage:|      ) (?:sim|viz) ([a-z]+) .*" "\$1")'
complete -c faultlab -n '__faultlab_command lab sweep' -a '(__faultlab_program labs | string replace -r " .*" "")'
complete -c faultlab -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__faultlab_options)'
complete -c faultlab -n '__faultlab_after --real' -f -a 'auto recorded windows wsl wine'
complete -c faultlab -n '__faultlab_after --platform' -f -a 'auto windows wsl wine'
complete -c faultlab -n '__faultlab_after --policy' -f -a 'ws fifo clock clock-ref nru aging lru mru lfu random opt'
complete -c faultlab -n '__faultlab_after --format' -f -a 'lackey text pages u64 page64 runs'
complete -c faultlab -n '__faultlab_after --part' -f -a 'vads tables frames dispatch all'
complete -c faultlab -n '__faultlab_after --step --steps' -f -a 'faults divergences all'
