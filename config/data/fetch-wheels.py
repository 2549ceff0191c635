# Puts the wheels of a tool into the folder that stdin names, for a client that has no command for it: {"folder": path, "known": path or null,
# "indexes": [url, ...], "packages": [{"name": n, "version": v, "sha256": [hex, ...]}, ...]}. Only bytes with one of these hashes are kept; those
# that lie in the known folder need no network. stdout: {"files": [name, ...]}, or {"gap": why} where a package is lacking.
import hashlib, json, os, re, shutil, sys, urllib.parse

# They lie beside us in the package, where nothing is to be written.
sys.dont_write_bytecode = True
from plain_http import get_plain, shown, shown_error
from simple_index import accepted, files_in, page_of
from wheel_tags import fits_here

# One wheel; what is larger is left to the client.
largest_wheel = 512 * 1024 * 1024


def parts_of(filename):
    # name-version(-build)-python-abi-platform, and no sign that could lead out of the folder
    parts = filename[: -len(".whl")].split("-")
    return parts if re.fullmatch(r"[\w.+!-]+\.whl", filename) and len(parts) in (5, 6) else None


def folded(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def keep(folder, filename, body, package):
    if hashlib.sha256(body).hexdigest() not in package["sha256"]:
        return False
    with open(os.path.join(folder, filename), "xb") as file:
        file.write(body)
    return True


def from_known(request, package):
    known, found = request["known"], []
    for filename in sorted(os.listdir(known)) if known and os.path.isdir(known) else []:
        parts = parts_of(filename)
        # A wheel of the python before may be locked as well, and is of no use to this one.
        if parts and folded(parts[0]) == package["name"] and fits_here(*parts[-3:]):
            with open(os.path.join(known, filename), "rb") as file:
                found += [filename] if keep(request["folder"], filename, file.read(), package) else []
    return found


def from_index(request, package, index):
    page, found = page_of(index, urllib.parse.quote(package["name"])), []
    status, body, kind = get_plain(page, accepted)
    for file in files_in(kind, body) if status == 200 else []:
        filename, parts = file["filename"], parts_of(file["filename"])
        allowed = (file.get("hashes") or {}).get("sha256") in package["sha256"]
        if parts and allowed and parts[1] == package["version"] and fits_here(*parts[-3:]):
            status, body, _ = get_plain(with_login(index, urllib.parse.urljoin(page, file["url"])), "*/*", largest_wheel)
            found += [filename] if status == 200 and keep(request["folder"], filename, body, package) else []
    return found


def with_login(index, url):
    # The login of an index is for its own host alone.
    asked, wanted = urllib.parse.urlsplit(index), urllib.parse.urlsplit(url)
    bare, _, host = asked.netloc.rpartition("@")
    return urllib.parse.urlunsplit(wanted._replace(netloc=asked.netloc)) if bare and wanted.netloc == host else url


def fetch(request):
    files = []
    for package in request["packages"]:
        found, gap = from_known(request, package), "no index offers a wheel of it that fits and has the hash"
        for index in [] if found else request["indexes"]:
            try:
                found = from_index(request, package, index)
            except Exception as error:
                gap = "%s does not answer: %s" % (shown(index), shown_error(error))
            if found:
                break
        if not found:
            return {"gap": "%s: %s" % (package["name"], gap)}
        files += found
    return {"files": files}


request = json.load(sys.stdin)
os.makedirs(request["folder"], exist_ok=True)
answer = fetch(request)
if "gap" in answer:
    # Some of them are no use.
    shutil.rmtree(request["folder"])
json.dump(answer, sys.stdout)
