// Command shim for Windows: <name>.exe reads <name>.shim beside itself and runs the target with the caller's argument text unchanged.
//
// <name>.shim is UTF-8: line 1 = full path of the target exe (not quoted); each further line = one fixed argument, already quoted.
// The caller's command-line tail is passed on byte for byte (never split and joined again), so no quoting can be lost.
// The child lives in a job object: it dies when the shim is ended (processes that the child starts itself are left out of the job).
// Ctrl-C reaches the child; the shim itself ignores it and waits.
// Exit code: that of the target; 126 = target could not be started; 127 = no readable .shim file, or it is too long.
//
// Build: x86_64-w64-mingw32-gcc -O2 -s -o dist/shim.exe native/shim.c        (Debian: gcc-mingw-w64-x86-64-win32)
#define UNICODE
#define _UNICODE
#include <windows.h>

#define MAX_PATHLEN 32767 /* longest path, and longest command line CreateProcess takes */

static wchar_t self[MAX_PATHLEN + 8];
static wchar_t target[MAX_PATHLEN + 1];
static wchar_t cmd[MAX_PATHLEN + 1];
static char raw[65536];
static wchar_t text[65536];
static int cmd_len = 0;

static BOOL WINAPI ignore_ctrl(DWORD type) { (void)type; return TRUE; }

static int append(const wchar_t *s) {
  int n = lstrlenW(s);
  if (cmd_len + n > MAX_PATHLEN) return 0;
  lstrcpyW(cmd + cmd_len, s);
  cmd_len += n;
  return 1;
}

int main(void) {
  /* <dir>\tool.exe -> <dir>\tool.shim */
  DWORD n = GetModuleFileNameW(NULL, self, MAX_PATHLEN);
  if (n < 5 || n >= MAX_PATHLEN || lstrcmpiW(self + n - 4, L".exe") != 0) return 127;
  lstrcpyW(self + n - 4, L".shim");

  HANDLE file = CreateFileW(self, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return 127;
  DWORD got = 0;
  BOOL read_ok = ReadFile(file, raw, sizeof raw - 1, &got, NULL);
  CloseHandle(file);
  if (!read_ok || got >= sizeof raw - 1) return 127;
  raw[got] = 0;
  if (!MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, raw, -1, text, sizeof text / sizeof *text)) return 127;

  /* command line = "target" fixed-args... */
  int first = 1;
  for (wchar_t *p = text; *p;) {
    wchar_t *e = p;
    while (*e && *e != L'\n' && *e != L'\r') e++;
    wchar_t stop = *e;
    *e = 0;
    if (*p && first) {
      if (lstrlenW(p) > MAX_PATHLEN) return 127;
      lstrcpyW(target, p);
      if (!append(L"\"") || !append(p) || !append(L"\"")) return 127;
      first = 0;
    } else if (*p) {
      if (!append(L" ") || !append(p)) return 127;
    }
    p = stop ? e + 1 : e;
  }
  if (first) return 127;

  /* ... + the caller's tail: skip our own name, keep the rest as it is */
  wchar_t *t = GetCommandLineW();
  int quoted = 0;
  while (*t && (quoted || (*t != L' ' && *t != L'\t'))) {
    if (*t == L'"') quoted = !quoted;
    t++;
  }
  if (!append(t)) return 126; /* longer than Windows allows */

  SetConsoleCtrlHandler(ignore_ctrl, TRUE);
  HANDLE job = CreateJobObjectW(NULL, NULL);
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits;
  ZeroMemory(&limits, sizeof limits);
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK;
  SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);

  STARTUPINFOW si;
  PROCESS_INFORMATION pi;
  GetStartupInfoW(&si);
  if (!CreateProcessW(target, cmd, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &si, &pi)) return 126;
  AssignProcessToJobObject(job, pi.hProcess); /* while it is still suspended */
  ResumeThread(pi.hThread);
  WaitForSingleObject(pi.hProcess, INFINITE);
  DWORD rc = 1;
  GetExitCodeProcess(pi.hProcess, &rc);
  ExitProcess(rc);
}
