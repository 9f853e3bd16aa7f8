/** Parts that are seldom shown, and whose code comes only then: the first load on a cheap phone is short. */
import { type ComponentType, lazy, Suspense } from 'react';

/**
 * @returns the part, loaded when it is first drawn. From the second visit on its code is on the phone; where it cannot be fetched before, the
 * page around it stands without it.
 */
export function rare<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => React.ReactNode {
  const Part = lazy(() =>
    load()
      .catch((): ComponentType<Props> => () => null)
      .then((part) => ({ default: part })),
  ) as unknown as ComponentType<Props>;
  return (props) => (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  );
}
