# Answers as JSON what indexes offer of a package, for a client that has no command for it. stdin: {"indexes": [url, ...], "name": name};
# the first index that knows the package is the one that counts, as it is for uv. stdout: {"python": version, "files": [...]}, one entry
# per wheel, or {"gap": why} where an index did not answer: the client itself knows more ways to reach it.
import json, re, sys, urllib.parse

# They lie beside us in the package, where nothing is to be written.
sys.dont_write_bytecode = True
from plain_http import get_plain, shown, shown_error
from simple_index import accepted, files_in, page_of


def folded(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def wheel(file, name):
    # name-version(-build)-python-abi-platform, and no other "-" in any of them
    parts = file["filename"][: -len(".whl")].split("-")
    if not file["filename"].endswith(".whl") or len(parts) not in (5, 6) or folded(parts[0]) != name:
        return None
    marks = {"time": file.get("upload-time"), "yanked": file.get("yanked") or False}
    return {"version": parts[1], "requires": file.get("requires-python"), **marks}


def offers(indexes, name):
    for index in indexes:
        try:
            status, body, kind = get_plain(page_of(index, urllib.parse.quote(name)), accepted)
            if status == 404:
                continue
            if status != 200:
                return {"gap": "%s answers %d" % (shown(index), status)}
            found = [wheel(file, name) for file in files_in(kind, body.decode())]
        except Exception as error:
            return {"gap": "%s does not answer: %s" % (shown(index), shown_error(error))}
        return {"files": [file for file in found if file]}
    return {"gap": "no index knows it"}


request = json.load(sys.stdin)
here = ".".join(str(part) for part in sys.version_info[:3])
json.dump({"python": here, **offers(request["indexes"], folded(request["name"]))}, sys.stdout)
