/**
 * The ids in an address, where it is one of this pattern: `/mine/goals/7` is one of `/mine/goals/$goalId`.
 * @returns null where it is not
 */
export function matchAddress(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const [wanted, given] = [pattern.split('/'), path.replace(/\/+$/, '').split('/')];
  if (wanted.length !== given.length) return null;
  const ids: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const here = given[at] ?? '';
    if (part.startsWith('$') && here !== '') ids[part.slice(1)] = here;
    else if (part !== here) return null;
  }
  return ids;
}
