# Sourced by ./run and ./test. Makes $top/.venv hold exactly what the pins say; when it does already,
# that is seen in a few milliseconds. Speaks on standard error; stops with 3 when this machine can't.

# What Qt needs of the system: the library it loads, and the package of Debian and Ubuntu that has it.
system_libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libcups.so.2 libcups2
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libxcb-cursor.so.0 libxcb-cursor0
libxcb-glx.so.0 libxcb-glx0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libzstd.so.1 libzstd1
'

say() {
    printf '%s\n' "$@" >&2
}

stop() {
    say "$@"
    exit 3
}

# set_up PIN...: make .venv hold requirements/PIN.txt, each of them.
set_up() {
    ready "$@" && return
    say "Première préparation du registre : cela n'a lieu qu'une fois." \
        "Setting up the register: this happens only once."
    [ -w "$top" ] || stop "Ce dossier est protégé en écriture : $top" \
        "This folder cannot be written to: $top"
    exec 9<"$top/requirements/setup.sh"
    if command -v flock >/dev/null; then flock 9; fi
    if ! ready "$@"; then
        find_system
        fill_venv "$@"
    fi
    exec 9<&-
}

# ready PIN...: whether .venv was made here, whole, from these very pins; sets $venv to it. A version
# that came on a stick takes that of any version beside it with the same pins.
ready() {
    venv=$top/.venv
    if whole "$top" "$@"; then return 0; fi
    case $top in
    */versions/*) ;;
    *) return 1 ;;
    esac
    for other in "${top%/versions/*}" "${top%/*}"/*; do
        venv=$other/.venv
        if whole "$other" "$@"; then return 0; fi
    done
    return 1
}

# whole FOLDER PIN...: whether its .venv was made there, whole, from our very pins.
whole() {
    folder=$1
    shift
    made_in=
    [ -x "$folder/.venv/bin/python" ] || return 1
    { read -r made_in <"$folder/.venv/made-in"; } 2>/dev/null || return 1
    [ "$made_in" = "$folder" ] || return 1
    for pin in "$@"; do
        cmp -s "$top/requirements/$pin.txt" "$folder/.venv/$pin.txt" || return 1
    done
}

# find_system: set $python; let apt install what is missing, all at once.
find_system() {
    packages=$(missing_libraries)
    find_python || packages="$(python_packages) $packages"
    [ -z "$packages" ] || install $packages
    find_python || stop "Il faut Python 3.11 à 3.14, avec son module venv." \
        "Python 3.11 to 3.14 is needed, with its venv module."
}

missing_libraries() {
    ldconfig=$(PATH=$PATH:/usr/sbin:/sbin command -v ldconfig) || return 0
    known=$("$ldconfig" -p)
    echo "$system_libraries" | while read -r library package; do
        case $known in
        *"$library "*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        python=$("$name" -c '
import ensurepip, os, sys, venv
if (3, 11) <= sys.version_info < (3, 15):
    print(os.path.realpath(sys.executable))' 2>/dev/null) || continue
        [ -z "$python" ] || return 0
    done
    return 1
}

# Ubuntu 22.04 calls Python 3.10 python3, and has 3.11 beside it.
python_packages() {
    if grep -qs jammy /etc/os-release; then
        echo python3.11 python3.11-venv
    else
        echo python3 python3-venv
    fi
}

# install PACKAGE...: through apt, as root or by sudo; else say what the administrator has to do.
install() {
    say "Il manque au système, pour Python ou pour l'affichage : $*" \
        "The system lacks, for Python or for the display: $*"
    command -v apt-get >/dev/null || stop "Installez-les, puis recommencez." \
        "Install them, then start again."
    if [ "$(id -u)" -eq 0 ]; then
        as=
    elif may_sudo; then
        as=sudo
    else
        stop "Demandez à l'administrateur de taper cette commande, puis recommencez :" \
            "Ask the administrator to type this command, then start again:" "" \
            "  sudo apt-get update && sudo apt-get install --no-install-recommends $*"
    fi
    say "Installation par apt..." "Installing through apt..."
    $as apt-get -qq update >&2 || say "apt-get update : ?"
    $as env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 \
        -o DPkg::Lock::Timeout=300 --no-install-recommends install "$@" >/dev/null ||
        stop "apt n'a pas pu les installer : voyez le message ci-dessus." \
            "apt could not install them: see the message above."
}

may_sudo() {
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }
}

# lay_out OPTION...: pip, which takes libraries that came on the stick from there and nowhere else.
lay_out() {
    if [ -d "$top/wheels" ]; then set -- --no-index -f "$top/wheels" "$@"; fi
    PIP_USER=0 "$venv/bin/python" -m pip install "$@"
}

# fill_venv PIN...: .venv begins anew unless it was once whole; `made-in` is written last.
fill_venv() {
    venv=$top/.venv
    made_in=
    { read -r made_in <"$venv/made-in"; } 2>/dev/null || :
    if [ ! -x "$venv/bin/python" ] || [ "$made_in" != "$top" ]; then
        rm -rf "$venv"
        "$python" -m venv "$venv" >&2 || stop "Python n'a pas pu créer $venv." \
            "Python could not make $venv."
    fi
    rm -f "$venv/made-in"
    say "Installation des bibliothèques de Python..." "Installing Python's libraries..."
    quiet=--quiet
    if [ -t 2 ]; then quiet=; fi
    for pin in "$@"; do
        lay_out $quiet --disable-pip-version-check --no-input \
            --require-hashes --only-binary :all: --no-deps -r "$top/requirements/$pin.txt" >&2 ||
            stop "L'installation s'est arrêtée. Vérifiez la connexion, puis recommencez." \
                "The installation stopped. Check the connection, then start again."
    done
    "$venv/bin/python" -c '
import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "maternity.pth").write_text(sys.argv[1] + "\n")
import PySide6.QtPdf, PySide6.QtPrintSupport, PySide6.QtWidgets' "$top" >&2 ||
        stop "Qt ne peut pas démarrer sur ce système : voyez le message ci-dessus." \
            "Qt cannot start on this system: see the message above."
    for pin in "$@"; do
        cp "$top/requirements/$pin.txt" "$venv/$pin.txt"
    done
    printf '%s\n' "$top" >"$venv/made-in"
    say "Prêt." "Ready."
}
