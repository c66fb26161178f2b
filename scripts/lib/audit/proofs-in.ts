import { type UnzipFileInfo, unzipSync } from 'fflate'
import { SourceError } from './source.ts'

/** A proof as it was saved. */
export interface GivenProof {
  /** In a ZIP, its name there. */
  readonly name: string | undefined
  readonly bytes: Uint8Array
}

const isProof = ({ name }: UnzipFileInfo): boolean => name.endsWith('.tlog-proof')
/** Of all of a ZIP, unpacked. */
const MOST_BYTES = 256 * 1_048_576

/** The proofs of a file (a ZIP begins with PK): of a ZIP, as the page saves several at once, each; any other is one itself. Throws SourceError on a ZIP that has none, is damaged or too large. */
export function proofsIn(bytes: Uint8Array): GivenProof[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [{ name: undefined, bytes }]
  const proofs = Object.entries(unzipped(bytes)).map(([name, proof]) => ({ name, bytes: proof }))
  if (proofs.length === 0) throw new SourceError('There is no proof of an entry in that ZIP.')
  return proofs.sort((one, other) => (one.name < other.name ? -1 : 1))
}

function unzipped(bytes: Uint8Array) {
  let size = 0
  const isTaken = (file: UnzipFileInfo): boolean => {
    if (!isProof(file)) return false
    size += file.originalSize
    if (size > MOST_BYTES) throw new SourceError('What is in that ZIP is too large to be proofs of entries.')
    return true
  }
  try {
    return unzipSync(bytes, { filter: isTaken })
  } catch (error) {
    if (error instanceof SourceError) throw error
    throw new SourceError('That ZIP is damaged.')
  }
}
