/** What `act` does is done by that user of these groups. */
export function asUser(uid: number, groups: readonly number[], act: () => void): void {
  const { setgroups, setegid, seteuid, getgroups } = process;
  const old = getgroups?.() ?? [];
  setgroups?.([uid, ...groups]);
  setegid?.(uid);
  seteuid?.(uid);
  try {
    act();
  } finally {
    seteuid?.(0);
    setegid?.(0);
    setgroups?.(old);
  }
}
