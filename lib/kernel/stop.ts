/** What a run is told to stop by, as much of an AbortSignal as the engine itself needs. */
export interface Stop {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A stop that can be told, with a real signal for whoever asks for one. */
export interface Stopper extends Stop {
  abort(): void;
  readonly signal: AbortSignal;
}

/** Most runs are never stopped and no task asks: Node's own controller takes longer to load than such a run takes otherwise. */
export function createStopper(): Stopper {
  const listeners = new Set<() => void>();
  let aborted = false;
  let controller: AbortController | undefined;
  return {
    get aborted() {
      return aborted;
    },
    get signal() {
      controller ??= new AbortController();
      if (aborted) controller.abort();
      return controller.signal;
    },
    abort: () => {
      if (aborted) return;
      aborted = true;
      controller?.abort();
      // Told once: a stop is not taken back.
      for (const listener of listeners) listener();
      listeners.clear();
    },
    addEventListener: (_type, listener) => {
      listeners.add(listener);
    },
    removeEventListener: (_type, listener) => {
      listeners.delete(listener);
    },
  };
}

/** Waits for so many milliseconds; ends early when it is told to stop. */
export function pause(ms: number, stop: Stop): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    stop.addEventListener('abort', done, { once: true });
  });
}
