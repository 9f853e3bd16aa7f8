/** So many at once, for so long. */
import { quantile } from './measurement.ts';

export type Load = { done: number; rate: number; p99: number };

/** @param work done again and again by each writer, told which one it is */
export async function hammer(writers: number, forSeconds: number, work: (writer: number) => Promise<void>): Promise<Load> {
  const until = performance.now() + forSeconds * 1000;
  const times: number[] = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      while (performance.now() < until) {
        const at = performance.now();
        await work(writer);
        times.push(performance.now() - at);
      }
    }),
  );
  return { done: times.length, rate: times.length / ((performance.now() - begun) / 1000), p99: quantile(times, 0.99) };
}
