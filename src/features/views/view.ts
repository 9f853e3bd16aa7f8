/** A person's own view of their record, as their phone and the phones of those who may see them hold it. */
export type ViewRow = {
  id: string;
  personId: string;
  /** Who gave it. */
  madeBy: string;
  beganAt: string;
  /** When the invitation was first taken up; null: not yet. */
  joinedAt: string | null;
  ended: boolean;
};

/** Minutes a code stays good that a peer holds out on their screen. */
export const codeMinutes = 15;

export const leastPin = 6;
export const mostPin = 12;

/** A person's way in is a code they keep and a PIN only they know. The code stands where others have an e-mail address. */
export type PinProblem = 'pin_not_digits' | 'pin_too_easy';

/** PINs that whoever guesses tries first: all the same, counting up or down, twice the same half, a year twice, or a pattern of the keypad. */
export function pinProblem(pin: string): PinProblem | null {
  if (!/^\d+$/.test(pin) || pin.length < leastPin || pin.length > mostPin) return 'pin_not_digits';
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, nth) => (digit - (digits[nth] ?? 0) + 10) % 10));
  const repeats = [1, 2, 3].some(
    (length) =>
      pin ===
      pin
        .slice(0, length)
        .repeat(Math.ceil(pin.length / length))
        .slice(0, pin.length),
  );
  const isYears = /^(19|20)\d\d(19|20)\d\d$/.test(pin);
  const columns = ['147258', '258369', '159357', '147369', '789456', '456123', '789456123'];
  const isEasy = repeats || isYears || (steps.size === 1 && (steps.has(1) || steps.has(9))) || columns.includes(pin);
  return isEasy ? 'pin_too_easy' : null;
}
