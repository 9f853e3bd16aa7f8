/** One list of the estimator's language package, on its own: the package's own door would bring half a megabyte of passwords along. */
declare module '@zxcvbn-ts/language-common/dist/diceware.json.mjs' {
  const words: string[];
  export default words;
}
