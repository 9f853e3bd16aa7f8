/** A recipient's or an organisation's name as it is compared: however it was typed, a stop and a lock find everything shared with the same one. */
export function recipientKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
