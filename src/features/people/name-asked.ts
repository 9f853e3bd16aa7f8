/** The name somebody searched for in vain, handed to the page that adds a person. In memory only: a name never stands in an address. */
let asked = '';

export function keepNameAsked(name: string): void {
  asked = name;
}

/** Gives it once. */
export function takeNameAsked(): string {
  const name = asked;
  asked = '';
  return name;
}
