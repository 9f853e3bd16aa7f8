/** One figure beside its floor, both taken in the same run: machines are noisy, ratios are firmer than times. */
export type Measurement = {
  name: string;
  ours: number;
  /** The same work done as plainly as it can be; null where there is none to compare with. */
  floor: number | null;
  unit: string;
  /** What was hoped for, in words. */
  aim: string;
  holds: boolean;
};

/** Milliseconds below which this share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
