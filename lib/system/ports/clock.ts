/** Two clocks: the wall clock can jump, the monotonic one cannot. Durations and ages use the second. */
export interface Clock {
  /** Wall clock, milliseconds since 1970. */
  now(): number;
  /** Milliseconds on a clock that only goes forward, with fractions; its zero means nothing. */
  monotonic(): number;
  /** Milliseconds since the machine started; with the boot id a second witness of age. */
  uptime(): number;
}
