# Answers as JSON what an index offers of a package, for a client that has no command for it. stdin: {"index": url, "name": name}; stdout:
# {"python": version, "files": [...]}, one entry per wheel that fits this machine, or {"gap": why}. A 404 is a gap too, and no reason to ask the
# next index: one that wants a login may answer so, the login may lie where only the client finds it, and a stranger's package of the same
# name may be the next one's.
import json, re, sys, urllib.parse

# They lie beside us in the package, where nothing is to be written.
sys.dont_write_bytecode = True
from plain_http import get_plain, shown, shown_error
from simple_index import accepted, files_in, page_of, yanked
from wheel_tags import fits_here


def folded(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def wheel(file, name):
    # name-version(-build)-python-abi-platform, and no other "-" in any of them
    parts = file["filename"][: -len(".whl")].split("-")
    if not file["filename"].endswith(".whl") or len(parts) not in (5, 6) or folded(parts[0]) != name:
        return None
    marks = {"time": file.get("upload-time"), "yanked": yanked(file)}
    return {"version": parts[1], "requires": file.get("requires-python"), **marks} if fits_here(*parts[-3:]) else None


def offers(index, name):
    try:
        status, body, kind = get_plain(page_of(index, urllib.parse.quote(name)), accepted)
        if status != 200:
            return {"gap": "%s answers %d" % (shown(index), status)}
        found = [wheel(file, name) for file in files_in(kind, body)]
    except Exception as error:
        return {"gap": "%s does not answer: %s" % (shown(index), shown_error(error))}
    return {"files": [file for file in found if file]}


request = json.load(sys.stdin)
here = ".".join(str(part) for part in sys.version_info[:3])
json.dump({"python": here, **offers(request["index"], folded(request["name"]))}, sys.stdout)
