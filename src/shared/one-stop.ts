/**
 * A sentence that ends in a name with an initial ("Recorded by Parvati C.") must not end in two stops, nor one that ends in
 * a quoted sentence. Three and more are an ellipsis someone meant, and stay.
 */
export function oneStop(sentence: string): string {
  return sentence.replace(/(?<!\.)\.(”?)\.(?!\.)/g, '.$1');
}
