# shellcheck shell=bash
# System packages, for the scripts beside this one. Sourced.

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

as_root=()
[[ $EUID -eq 0 ]] || as_root=(sudo)

may_install() {
    command -v apt-get >/dev/null && { [[ $EUID -eq 0 ]] || sudo -n true 2>/dev/null; }
}

# The lists of a new machine are empty or old, so they are fetched first where we may.
known_package() {
    command -v apt-cache >/dev/null || return
    [[ -n ${lists_are_fresh:-} ]] || { may_install && "${as_root[@]}" apt-get update >/dev/null 2>&1; } || true
    lists_are_fresh=yes
    apt-cache show "$1" >/dev/null 2>&1
}

# choose PACKAGE: of names with a bar between them the first that is known here; one in brackets only where it is known.
choose() {
    local names name
    IFS="|" read -ra names <<<"${1//[()]/}"
    chosen=""
    if [[ $1 == *[\(\|]* ]]; then
        for name in "${names[@]}"; do
            if known_package "$name"; then chosen=$name && return; fi
        done
    fi
    [[ $1 == \(* ]] || chosen=${names[0]}
}

# packages_for WHAT: puts into `packages` what scripts/programs.txt says that is needed for it (venv, run, test, check, bare).
packages_for() {
    local package needed_by
    packages=()
    while read -r _ package needed_by _; do
        [[ $needed_by == "$1" ]] || continue
        choose "$package"
        [[ -z $chosen || " ${packages[*]} " == *" $chosen "* ]] || packages+=("$chosen")
    done <scripts/programs.txt
}

install_line() {
    if command -v apt-get >/dev/null; then
        echo "${as_root[*]:+${as_root[*]} }apt-get install --no-install-recommends $*"
    else
        echo "your system's packages that Debian calls: $*"
    fi
}

# install_packages NAME...: quietly; the last lines of apt only when it fails.
install_packages() {
    local output
    echo "Installing system packages: $*"
    known_package "$1" || true
    # A dpkg that was interrupted refuses all further work until this is said.
    "${as_root[@]}" dpkg --configure -a >/dev/null 2>&1 || true
    output=$("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "$@" 2>&1) || {
        tail -n 5 <<<"$output" >&2
        return 1
    }
}

# need_packages "What is missing." NAME...: installs them when it may, otherwise ends with the one line to type.
need_packages() {
    local why=$1
    shift
    may_install && install_packages "$@" && return
    stop "$why Install what is missing, then start again: $(install_line "$@")"
}
