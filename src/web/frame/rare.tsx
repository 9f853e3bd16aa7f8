/** Parts that are seldom shown, and whose code comes only then: the first load on a cheap phone is short. */
import { type ComponentType, lazy, Suspense } from 'react';

const pauseMilliseconds = 10_000;

/**
 * @returns the part, loaded when it is first drawn. From the second visit on its code is on the phone; where it cannot be fetched before, the
 * page around it stands without it until it can.
 */
export function rare<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => React.ReactNode {
  const Part = lazy(async () => ({ default: await untilLoaded(load) })) as unknown as ComponentType<Props>;
  return (props) => (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  );
}

async function untilLoaded<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch {
      await nextChance();
    }
  }
}

/** A network that came back, or a while: a server that was just busy says nothing when it no longer is. */
function nextChance(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, pauseMilliseconds);
    addEventListener('online', go);
  });
}
