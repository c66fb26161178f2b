import { fromUtf8, utf8 } from '../bytes.ts'

/** What lies in a bundle's folder, encrypted as it is. Whoever carries it can check it without a key that opens it. */
export interface Listing {
  readonly bundle: string
  /** Fingerprint. */
  readonly signer: string
  readonly files: ReadonlyMap<string, ListedFile>
}

export interface ListedFile {
  readonly size: number
  readonly sha256: string
}

export const LISTING = 'SHA256SUMS'
export const LISTING_SIGNATURE = `${LISTING}.asc`

/** The names a bundle may hold: nothing in them leads out of its folder, and each decrypts to its name without `.gpg`. */
const NAME = /^(?:manifest\.json(?:\.asc)?|custody\/\d{4}\.json(?:\.asc(?:\.tsr)?)?|chunks\/\d{6})\.gpg$/
const HEAD = /^# amparo-bundle 1\n# bundle ([0-9a-f-]{36})\n# signer ([0-9a-f]{40,64})\n/
const FILE = /^# (\d{1,10}) bytes\n([0-9a-f]{64}) {2}(\S{1,40})\n/

/** In the form that `sha256sum --check` reads, to which a line with # is nothing. */
export function encodeListing({ bundle, signer, files }: Listing): Uint8Array {
  const lines = [...files].map(([name, { size, sha256 }]) => `# ${size} bytes\n${sha256}  ${name}\n`)
  return utf8(`# amparo-bundle 1\n# bundle ${bundle}\n# signer ${signer}\n${lines.join('')}`)
}

/** Throws on anything that encodeListing would not have written. */
export function readListing(bytes: Uint8Array): Listing {
  const text = fromUtf8(bytes)
  const [head = '', bundle = '', signer = ''] = HEAD.exec(text) ?? []
  if (head === '') throw new SyntaxError('no listing')
  const files = new Map<string, ListedFile>()
  const entries = text.slice(head.length).match(/# .*\n.*\n/g) ?? []
  for (const entry of entries) {
    const [whole, size, sha256 = '', name = ''] = FILE.exec(entry) ?? []
    if (whole !== entry || !NAME.test(name) || files.has(name)) throw new SyntaxError('no such entry')
    files.set(name, { size: Number(size), sha256 })
  }
  const listing = { bundle, signer, files }
  if (fromUtf8(encodeListing(listing)) !== text) throw new SyntaxError('written otherwise')
  return listing
}

export const chunkFile = (number: number): string => `chunks/${String(number).padStart(6, '0')}.gpg`
export const custodyFile = (number: number): string => `custody/${String(number).padStart(4, '0')}.json.gpg`
export const MANIFEST = 'manifest.json.gpg'
/** Where the signature over what decrypts from this file lies. */
export const signatureFile = (file: string): string => file.replace(/\.gpg$/, '.asc.gpg')
/** Where the timestamp over that signature lies. */
export const timestampFile = (file: string): string => signatureFile(file).replace(/\.gpg$/, '.tsr.gpg')
