# Whether a wheel fits the python that runs this, by the three tags of its name. As good as can be told without the packaging library: versions of
# libc and of macOS are not compared, the client does that when it installs.
import platform, sys, sysconfig

minor = sys.version_info[1]
own_abi = "cp3%d%s" % (minor, getattr(sys, "abiflags", ""))


def fits_here(pythons, abis, platforms):
    abis = abis.split(".")
    return any(python_fits(tag, abis) for tag in pythons.split(".")) and any(map(platform_fits, platforms.split(".")))


def python_fits(tag, abis):
    kind, major, rest = tag[:2], tag[2:3], tag[3:]
    if major != "3" or (rest and not rest.isdigit()):
        return False
    below = not rest or int(rest) <= minor
    if kind == "py":
        return below and "none" in abis
    # Other kinds of python name themselves otherwise; what fits those is left to the client.
    if kind != "cp" or sys.implementation.name != "cpython":
        return kind != "cp" and sys.implementation.name != "cpython"
    if "none" in abis or "abi3" in abis:
        return below
    return rest == str(minor) and own_abi in abis


def platform_fits(tag):
    here = sysconfig.get_platform()
    if tag == "any" or here.startswith("win"):
        return tag == "any" or tag == here.replace("-", "_").replace(".", "_")
    family, _, _ = here.partition("-")
    machines = [platform.machine()] + (["universal2", "universal"] if family == "macosx" else [])
    families = {"linux": ["linux", "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"]}.get(family, [family])
    return tag.startswith(tuple(families)) and tag.endswith(tuple("_" + machine for machine in machines))
