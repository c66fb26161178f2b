import type { LogTexts } from './log-texts.ts'

export const en: LogTexts = {
  title: 'Access log',
  id: 'Id of the referral',
  search: 'Show the entries',
  when: 'When',
  who: 'User',
  agency: 'Agency',
  categories: 'Data shown',
  withheld: 'Withheld',
  basis: 'Basis',
  proof: 'Proof',
  verify: 'Verify all proofs',
  verifying: 'Verifying …',
  verified: index => `Verified: leaf ${index}`,
  failed: 'The log could not prove this entry',
  unasked: 'not asked for',
  asked: (count, of) => `Proofs asked for: ${count} of ${of}`,
  silent: 'in silence',
  outsideMandate: 'outside the mandate of whoever looked',
  scope: 'Scope it was done by',
  code: 'Code',
  role: 'Role it was done in',
  roleUnknown: 'not recorded',
  unverified:
    'This cannot be compared with the log any more: its key is gone. It is what stood there when it was read.',
  chain: 'Part of the request',
  found: count => (count === 1 ? '1 entry' : `${count} entries`),
  authentication: 'Signed in by',
  authentications: { 'urn:amparo:acr:mfa': 'password and second factor', sheet: 'number and code of a sheet' },
  basisVersion: 'Version of the basis',
  basisHash: 'That version of the basis (hash)',
  policy: 'Policy of the decision (hash)',
  viewPolicy: 'Policy of what was shown (hash)',
  decision: 'Signed decision (hash)',
  left: 'What left (number)',
  leftHash: 'What left (hash)',
  save: 'Save the proof for a court',
  saved: count => `Saved, signed by ${count} witness${count === 1 ? '' : 'es'} outside the hub.`,
  savedUnseen:
    'Saved. Nobody outside the hub has signed it yet, so by itself it does not hold: save it again in some minutes.',
  statements: count =>
    count === 0
      ? 'No hub has stated yet that it received what left.'
      : `${count} signed statement${count === 1 ? '' : 's'} of hubs about what left ${count === 1 ? 'is' : 'are'} in it.`,
  saveAll: count =>
    count === 1 ? 'Save the proof of the entry shown' : `Save the proofs of all ${count} entries shown`,
  savedAll: count => `Saved: ${count} proof${count === 1 ? '' : 's'} in one file.`,
  unseenOf: count =>
    `Nobody outside the hub has signed ${count} of them yet, which by themselves do not hold: save them again in some minutes.`,
  unprovenOf: count =>
    `There is no proof of ${count} of the entries: the log could not prove them, or keeps no more of them than a hash.`,
  fileShows:
    'The file says who did what, when and on which grounds, and not about whom. Whoever gets it verifies it offline, with keys that they have from elsewhere:',
}
