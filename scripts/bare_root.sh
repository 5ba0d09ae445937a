# shellcheck shell=bash
# The root of a bare Debian, and what it needs of this machine to reach the same registries. Sourced by scripts/bare.

SUITE=bookworm
CLONE="/root/Cổng thông tin"

# What this machine's apt knows of that Debian, a line each; Debian's own mirror where it knows nothing.
sources() {
    local found
    # shellcheck disable=SC2016
    found=$(apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) main' "Identifier: Packages" "Component: main" \
        2>/dev/null | grep -E " $SUITE(-updates|-security)? main$" | sort -u) || true
    echo "${found:-deb http://deb.debian.org/debian $SUITE main}"
}

mirror() {
    sources | sed -n "s/^deb \(.*\) $SUITE main$/\1/p" | head -n 1
}

make_base() {
    local unfinished=$1.part
    throw_away "$unfinished"
    echo "Making a bare Debian ($SUITE) in $1"
    apart debootstrap --variant=minbase --include=git,ca-certificates,python3,python3-venv \
        "$SUITE" "$unfinished" "$(mirror)" >"$place/debootstrap.log" 2>&1 || {
        tail -n 5 "$place/debootstrap.log" >&2
        stop "The bare system could not be made; all of debootstrap's words are in $place/debootstrap.log"
    }
    rm -rf "$unfinished"/var/cache/apt/archives/*.deb "$unfinished"/var/lib/apt/lists/*
    mv "$unfinished" "$1"
}

# apart COMMAND...: mounts and processes live in namespaces of their own, and end with the first process there; that one
# ends with this script, however this one ends.
apart() {
    setpriv --pdeathsig KILL setsid unshare --mount --pid --fork --kill-child "$@" </dev/null &
    inside=$!
    wait_for "$inside"
}

# pass_on SIGNAL: to the first process of what runs apart; where nothing does, the end.
pass_on() {
    local first
    first=$(<"/proc/$inside/task/$inside/children") || exit 143
    first=${first% }
    kill -"$1" "${first:-$inside}" || true
} 2>/dev/null

# wait_for PROCESS: to its end, with its result. A signal that is passed on ends a wait, not what is waited for.
wait_for() {
    while kill -0 "$1" 2>/dev/null; do wait "$1" || true; done
    wait "$1"
}

throw_away() {
    rm -rf --one-file-system "$1"
}

# Git reads no repository of another account without being told, and a clone hears of it from a file only.
clone_head() {
    local told
    told=$(mktemp)
    git config --file "$told" safe.directory "*"
    [[ -z $(GIT_CONFIG_GLOBAL=$told git --no-optional-locks status --porcelain) ]] ||
        echo "Left out, because only what is committed runs there: the changes that git status shows." >&2
    GIT_CONFIG_GLOBAL=$told git clone --quiet --no-hardlinks "$PWD" "$1$CLONE"
    rm -f "$told"
}

pip_settings() {
    local file
    for file in /etc/pip.conf /etc/xdg/pip/pip.conf ~/.pip/pip.conf ~/.config/pip/pip.conf "${PIP_CONFIG_FILE:-}"; do
        [[ ! -f $file ]] || echo "$file"
    done
}

# Folders and files on this machine that pip's settings name. An index names files that lie beside it.
pip_places() {
    local settings place
    mapfile -t settings < <(pip_settings)
    { cat /dev/null "${settings[@]}"; env | grep "^PIP_" || true; } | grep -oE "/[^[:space:],:=]+" | sed "s|^/*|/|" | sort -u |
        while read -r place; do
            [[ $place != */simple ]] || place=${place%/simple}
            [[ ! -e $place || $place == /etc/ssl/certs/* ]] || echo "$place"
        done
}

carry_over() {
    local root=$1 file
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    sources >"$root/etc/apt/sources.list"
    apt-config dump | grep -E "^Acquire::(https?::|Check-|Retries)" >"$root/etc/apt/apt.conf.d/90machine" || true
    cp -rL /usr/local/share/ca-certificates "$root/usr/local/share/" 2>/dev/null || true
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    while read -r file; do
        install -D -m 644 "$file" "$root${file/#$HOME//root}"
    done < <(pip_settings)
    # Nothing that a package brings is started: the machine that lends its network may run the same.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
}
