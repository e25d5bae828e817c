#!/bin/sh
# The set-up script: instant when all is there, plain when it is not.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh

# A set-up of its own whose list holds one package that nobody has.
mkdir -p "$tmp/top/.ci" "$tmp/bin"
cp .ci/setup "$tmp/top/.ci/setup"
printf '%s\n' 'build faultlab-no-such-package faultlab-no-such-tool' 'test gcc gcc' >"$tmp/top/.ci/packages"

# stand_in NAME TEXT: a command of that name which runs this text
stand_in() {
	printf '#!/bin/sh\n%s\n' "$2" >"$tmp/bin/$1"
	chmod +x "$tmp/bin/$1"
}

it 'says nothing and does nothing when all is there'
run "$tmp/top/.ci/setup" test
status_is 0
out_is ''
err_empty

it 'takes a tool that dpkg does not know'
stand_in faultlab-no-such-tool 'exit 0'
run env PATH="$tmp/bin:$PATH" "$tmp/top/.ci/setup" build
status_is 0
rm "$tmp/bin/faultlab-no-such-tool"

it 'prints the command to type when it is neither root nor has sudo'
stand_in id 'echo 1000'
stand_in sudo 'exit 1'
stand_in dpkg-query 'exit 1'
run env PATH="$tmp/bin:$PATH" "$tmp/top/.ci/setup" build
status_is 1
err_has -e 'apt-get update && apt-get install --no-install-recommends faultlab-no-such-package'
rm "$tmp/bin/id" "$tmp/bin/sudo"

it 'goes on without a package that nothing depends on, and prints the command for it'
printf '%s\n' 'build faultlab-no-such-font ~' 'build gcc gcc' >"$tmp/top/.ci/font"
mv "$tmp/top/.ci/packages" "$tmp/top/.ci/others"
mv "$tmp/top/.ci/font" "$tmp/top/.ci/packages"
stand_in id 'echo 1000'
stand_in sudo 'exit 1'
run env PATH="$tmp/bin:$PATH" "$tmp/top/.ci/setup" build
status_is 0
err_has -e 'apt-get update && apt-get install --no-install-recommends faultlab-no-such-font'
rm "$tmp/bin/sudo"
stand_in id 'echo 0'
stand_in apt-cache 'exit 1'
stand_in apt-get 'exit 100'
run env PATH="$tmp/bin:$PATH" "$tmp/top/.ci/setup" build
status_is 0
err_has 'Nothing depends on it'
mv "$tmp/top/.ci/others" "$tmp/top/.ci/packages"
rm "$tmp/bin/id"

it 'installs as root what is missing, and fetches the index only if it must'
stand_in id 'echo 0'
stand_in apt-cache 'exit 0'
stand_in apt-get "echo \"\$*\" >>'$tmp/asked'"
run env PATH="$tmp/bin:$PATH" "$tmp/top/.ci/setup" build
status_is 0
file_has "$tmp/asked" 'install .*--no-install-recommends faultlab-no-such-package'
has "$tmp/asked" update && wrong 'it fetched the index for nothing'

it 'fetches the index once when the package is unknown, and gives up with the command'
rm "$tmp/asked"
stand_in apt-cache 'exit 1'
stand_in apt-get "echo \"\$*\" >>'$tmp/asked'; [ \"\$1\" = update ]"
run env PATH="$tmp/bin:$PATH" "$tmp/top/.ci/setup" build
status_is 1
[ "$(grep -c update "$tmp/asked")" = 1 ] || wrong 'the index was not fetched once'
err_has 'apt-get install'

it 'names what is missing where there is no dpkg, and goes on where nothing is'
mkdir "$tmp/plain"
for tool in sh sed awk dirname gcc printf cat; do
	ln -s "$(command -v $tool)" "$tmp/plain/$tool" 2>/dev/null
done
run env PATH="$tmp/plain" "$tmp/top/.ci/setup" build
status_is 1
err_has 'faultlab-no-such-tool'
run env PATH="$tmp/plain" "$tmp/top/.ci/setup" test
status_is 0

finish
