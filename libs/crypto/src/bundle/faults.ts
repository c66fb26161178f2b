/**
 * Why a bundle is not believed. Whoever opens one has the whole of it and its key, offline: unlike between hubs, nothing is given
 * away by saying exactly what is wrong with it. The number is the exit code of `amparo-open`.
 */
export const bundleFaults = {
  not_a_bundle: [10, 'This folder holds no delivered bundle', 'Name the folder in which SHA256SUMS lies'],
  not_for_this_key: [
    11,
    'The bundle is not for the private key given',
    'Open it with the key that the manifest is for',
  ],
  signer_unknown: [
    12,
    'Something is signed by nobody whom you named',
    'Get the certificate from your directory, and compare its fingerprint',
  ],
  signer_foreign: [
    13,
    'Something is signed by a known key that may not speak for that agency or hub',
    'Do not rely on the bundle; tell the sender',
  ],
  signer_not_valid: [
    14,
    "A signer's key is revoked, or had expired at the moment asked about",
    'Ask the sender; with --at you ask about the day of delivery',
  ],
  bundle_expired: [
    15,
    'The bundle was to be opened by a day that has passed',
    'Ask the sender for it anew; with --at you ask about the day of delivery',
  ],
  key_unreadable: [
    16,
    'The private key given is not one OpenPGP key',
    'Export it anew, armored, with nothing else in the file',
  ],
  key_locked: [17, 'The private key does not open with that passphrase', 'Try again with the passphrase of that key'],
  listing_changed: [20, 'SHA256SUMS is not what was signed', 'Do not rely on the bundle; ask for it again'],
  file_missing: [21, 'A file that is listed is not there', 'Copy the folder again, or ask for it again'],
  file_unexpected: [22, 'A file is there that is not listed', 'Copy the folder again; do not open what is not listed'],
  file_truncated: [23, 'A file is shorter than listed', 'Copy the folder again, or ask for it again'],
  file_swapped: [24, 'A file has the content of another one', 'Do not rely on the bundle; ask for it again'],
  file_altered: [25, 'A file is not what was listed', 'Copy the folder again, or ask for it again'],
  file_unreadable: [26, 'A file is as listed and cannot be decrypted or read', 'Tell the sender: it was made wrongly'],
  manifest_changed: [30, 'The manifest is not what was signed', 'Do not rely on the bundle; ask for it again'],
  manifest_differs: [31, 'Manifest and listing are not of one bundle', 'Do not rely on the bundle; tell the sender'],
  chunk_differs: [32, 'A chunk is not the one in the manifest', 'Do not rely on the bundle; tell the sender'],
  content_differs: [
    33,
    'The chunks together are not the file in the manifest',
    'Do not rely on the bundle; tell the sender',
  ],
  custody_changed: [
    40,
    'An entry of the chain of custody is not what was signed',
    'Do not rely on the bundle; tell the sender',
  ],
  custody_incomplete: [
    41,
    'The chain of custody has not the entries that the manifest names',
    'Do not rely on the bundle; tell the sender',
  ],
  custody_out_of_order: [
    42,
    'The entries of the chain of custody do not follow from one another',
    'Do not rely on the bundle; tell the sender',
  ],
  custody_of_another_item: [
    43,
    'An entry of the chain of custody is about another item',
    'Do not rely on the bundle; tell the sender',
  ],
  timestamp_invalid: [
    44,
    'A timestamp is not of that signature, or was not signed by the authority it names',
    'Do not rely on the bundle; tell the sender',
  ],
} as const

export type BundleFaultCode = keyof typeof bundleFaults

export class BundleFault extends Error {
  override readonly name = 'BundleFault'
  readonly code: BundleFaultCode
  readonly exitCode: number
  /** What to do now, in words for a person. */
  readonly next: string
  /** Which of the bundle's files; their names are numbers. */
  readonly file: string | undefined

  constructor(code: BundleFaultCode, details: { readonly file?: string; readonly cause?: unknown } = {}) {
    const [exitCode, what, next] = bundleFaults[code]
    super(what, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.exitCode = exitCode
    this.next = next
    this.file = details.file
  }
}
