/** Where the dots in a name lead nowhere else: everybody knows it, and a mailbox has thousands of spellings by it. */
const withoutDots: readonly string[] = ['gmail.com', 'googlemail.com'];

/**
 * The mailbox that a mail address leads to, for counting what goes there: without what follows a plus sign, in small
 * letters. Most providers deliver so; where one does not, two people of one name count as one mailbox, which only limits
 * how much they are sent.
 */
export function mailboxOf(address: string): string {
  const plain = address.normalize('NFKC').trim().toLowerCase();
  const at = plain.lastIndexOf('@');
  const [name, domain] = [plain.slice(0, at).replace(/\+.*$/s, ''), plain.slice(at + 1)];
  return withoutDots.includes(domain) ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`;
}
